package dev.gradstream.meters;

/**
 * Latencies of the last ten to twenty seconds: two stretches, of which the older is forgotten when
 * the newer is full. Committing thread only.
 */
final class RecentLatencies {
  private static final long STRETCH_NANOS = 10_000_000_000L;

  private Latencies newer = new Latencies();
  private Latencies older = new Latencies();
  private final Latencies both = new Latencies();
  private long sinceNanos;
  private boolean begun;

  /** To be called before latencies are added. */
  void turn(long nowNanos) {
    if (!begun || nowNanos - sinceNanos >= STRETCH_NANOS) {
      boolean stale = begun && nowNanos - sinceNanos >= 2 * STRETCH_NANOS;
      Latencies free = older;
      older = newer;
      newer = free;
      newer.clear();
      if (stale) {
        older.clear();
      }
      begun = true;
      sinceNanos = nowNanos;
    }
  }

  void add(long ms, long records) {
    newer.add(ms, records);
  }

  /** Both stretches together, until the next call. */
  Latencies recent() {
    both.clear();
    both.addAll(older);
    both.addAll(newer);
    return both;
  }
}
