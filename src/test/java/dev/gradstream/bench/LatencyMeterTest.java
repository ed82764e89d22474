package dev.gradstream.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.RecordTimes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyMeterTest {
  private static final long WARM_UP_MS = 10_000;

  @Test
  void records_of_the_warm_up_are_told_as_progress_and_do_not_count() {
    long start = System.currentTimeMillis() - WARM_UP_MS;
    long[] progress = {0};
    LatencyMeter meter = new LatencyMeter(start, WARM_UP_MS, records -> progress[0] = records);
    meter.committed(block(start, 5));
    meter.committed(block(start + WARM_UP_MS, 3));
    assertEquals(8, progress[0]);
    assertEquals(3, meter.latencies().total());
  }

  @Test
  void it_tells_how_long_from_the_start_records_took_over_a_second() {
    long start = System.currentTimeMillis() - 4000;
    LatencyMeter meter = new LatencyMeter(start, WARM_UP_MS, records -> {});
    assertEquals(0, meter.secondsLate());
    meter.committed(block(start, 5)); // four seconds old
    double late = meter.secondsLate();
    assertTrue(late >= 4, () -> "late for " + late + " s");
    meter.committed(block(System.currentTimeMillis(), 5)); // in time
    assertEquals(late, meter.secondsLate());
  }

  private static CommittedBlock block(long timeMs, int records) {
    RecordTimes times = new RecordTimes();
    times.add(timeMs, records);
    return new CommittedBlock("r", null, null, Map.of(), Map.of(), 0, times, null);
  }
}
