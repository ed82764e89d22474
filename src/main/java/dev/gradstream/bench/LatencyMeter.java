package dev.gradstream.bench;

import dev.gradstream.meters.Latencies;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.RecordTimes;
import dev.gradstream.pipeline.port.StepSink;
import java.util.function.LongConsumer;

/** Watches how long records take to their committed step, from a moment on. Committing thread. */
public final class LatencyMeter implements StepSink {
  private final long notBeforeMs;
  private final LongConsumer progress;
  private final Latencies latencies = new Latencies();
  private long records;
  private long commits;

  /**
   * @param notBeforeMs records made earlier do not count: the JVM was still compiling
   * @param progress told after each commit how many records it is up to
   */
  public LatencyMeter(long notBeforeMs, LongConsumer progress) {
    this.notBeforeMs = notBeforeMs;
    this.progress = progress;
  }

  @Override
  public void committed(CommittedBlock block) {
    long nowMs = System.currentTimeMillis();
    RecordTimes times = block.times();
    for (int i = 0; i < times.size(); i++) {
      records += times.count(i);
      if (times.timeMs(i) >= notBeforeMs) {
        latencies.add(nowMs - times.timeMs(i), times.count(i));
      }
    }
    commits++;
    progress.accept(records);
  }

  public Latencies latencies() {
    return latencies;
  }

  public long commits() {
    return commits;
  }
}
