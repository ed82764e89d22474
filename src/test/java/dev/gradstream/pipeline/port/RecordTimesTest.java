package dev.gradstream.pipeline.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecordTimesTest {

  @Test
  void records_in_a_row_with_one_time_are_one_run_and_those_without_a_time_are_passed_over() {
    RecordTimes times = new RecordTimes();
    times.add(5, 1);
    times.add(5, 2);
    times.add(-1, 7);
    times.add(6, 1);
    times.add(5, 1);
    assertEquals(3, times.size());
    assertEquals(3, times.count(0));
    assertEquals(6, times.timeMs(1));
    times.clear();
    assertEquals(0, times.size());
  }

  @Test
  void however_many_times_there_are_no_record_is_lost_and_room_stays_small() {
    RecordTimes times = new RecordTimes();
    for (int i = 0; i < 100_000; i++) {
      times.add(1_000_000L + 3L * i, 1);
    }
    RecordTimes copy = new RecordTimes();
    copy.addAll(times);
    long records = 0;
    for (int i = 0; i < copy.size(); i++) {
      records += copy.count(i);
    }
    assertEquals(100_000, records);
    assertTrue(times.size() <= RecordTimes.MOST && times.size() > RecordTimes.MOST / 16);
  }
}
