package dev.gradstream.pipeline;

/** Examples a second over the last second or so. Training thread only. */
final class Throughput {
  private static final long SPAN_NANOS = 1_000_000_000;
  private long sinceNanos = System.nanoTime();
  private long sinceExamples;
  private double perSecond;

  Throughput(long examples) {
    sinceExamples = examples;
  }

  double perSecond(long examples) {
    long now = System.nanoTime();
    if (now - sinceNanos >= SPAN_NANOS || perSecond == 0) {
      perSecond = (examples - sinceExamples) * 1e9 / Math.max(1, now - sinceNanos);
      if (now - sinceNanos >= SPAN_NANOS) {
        sinceNanos = now;
        sinceExamples = examples;
      }
    }
    return perSecond;
  }
}
