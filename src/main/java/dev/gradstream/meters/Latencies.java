package dev.gradstream.meters;

import java.util.Arrays;

/**
 * How long records took, counted in buckets: below 64 ms exact, then 32 to an octave, so that a
 * quantile is too large by 3 % at most. Not thread-safe.
 */
public final class Latencies {
  private static final int FINE_BITS = 5;
  private static final int EXACT = 2 << FINE_BITS;
  private static final int OCTAVES = 36; // a millisecond to 139 years

  private final long[] counts = new long[EXACT + (OCTAVES << FINE_BITS)];
  private long total;

  /**
   * @param ms how long it took; clocks that disagree may make it negative, which counts as 0
   */
  public void add(long ms, long records) {
    counts[bucket(Math.max(0, ms))] += records;
    total += records;
  }

  void addAll(Latencies others) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += others.counts[i];
    }
    total += others.total;
  }

  void clear() {
    Arrays.fill(counts, 0);
    total = 0;
  }

  public long total() {
    return total;
  }

  /** Milliseconds that this share of the records did not exceed; NaN where there are none. */
  public double quantileMs(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (total > 0 && seen >= rank) {
        return most(bucket);
      }
    }
    return Double.NaN;
  }

  private int bucket(long ms) {
    if (ms < EXACT) {
      return (int) ms;
    }
    int shift = 63 - Long.numberOfLeadingZeros(ms) - FINE_BITS;
    int fine = (int) (ms >>> shift) - (1 << FINE_BITS);
    return Math.min(counts.length - 1, EXACT + (shift - 1 << FINE_BITS) + fine);
  }

  // The largest value of a bucket.
  private static long most(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int shift = (bucket - EXACT >> FINE_BITS) + 1;
    long fine = (bucket - EXACT & (1 << FINE_BITS) - 1) + (1 << FINE_BITS);
    return (fine + 1 << shift) - 1;
  }
}
