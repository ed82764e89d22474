package dev.gradstream.bench;

import dev.gradstream.meters.Latencies;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.RecordTimes;
import dev.gradstream.pipeline.port.StepSink;
import java.util.function.LongConsumer;

/** Watches how long records take to their committed step, from a moment on. Committing thread. */
public final class LatencyMeter implements StepSink {
  /** A record that takes longer belongs to a run that is not up to date. */
  private static final long LATE_MS = 1000;

  private final long startMs;
  private final long notBeforeMs;
  private final LongConsumer progress;
  private final Latencies latencies = new Latencies();
  private long records;
  private long commits;
  private long lateUntilMs;

  /**
   * @param startMs when the first record is made
   * @param warmUpMs records made for so long do not count: the JVM is still compiling
   * @param progress told after each commit how many records it is up to
   */
  public LatencyMeter(long startMs, long warmUpMs, LongConsumer progress) {
    this.startMs = startMs;
    this.notBeforeMs = startMs + warmUpMs;
    this.lateUntilMs = startMs;
    this.progress = progress;
  }

  @Override
  public void committed(CommittedBlock block) {
    long nowMs = System.currentTimeMillis();
    RecordTimes times = block.times();
    for (int i = 0; i < times.size(); i++) {
      records += times.count(i);
      if (nowMs - times.timeMs(i) > LATE_MS) {
        lateUntilMs = nowMs;
      }
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

  /** Seconds from the start until the last commit of a record that took over a second. */
  public double secondsLate() {
    return (lateUntilMs - startMs) / 1000.0;
  }
}
