package dev.gradstream.pipeline;

/** Examples a second over the last second or so. Training thread only. */
final class Throughput {
  private static final long SPAN_NANOS = 1_000_000_000;
  private long sinceNanos = System.nanoTime();
  private long sinceExamples;
  private double perSecond;
  private boolean settled;

  Throughput(long examples) {
    sinceExamples = examples;
  }

  double perSecond(long examples) {
    long now = System.nanoTime();
    // Before a whole span has passed there is nothing better than what came so far.
    boolean whole = now - sinceNanos >= SPAN_NANOS;
    if (whole || !settled) {
      perSecond = (examples - sinceExamples) * 1e9 / Math.max(1, now - sinceNanos);
      if (whole) {
        settled = true;
        sinceNanos = now;
        sinceExamples = examples;
      }
    }
    return perSecond;
  }
}
