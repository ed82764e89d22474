package dev.gradstream.web;

import java.util.Arrays;

/**
 * One resolution of a {@link Trace}: the last {@link #KEPT} buckets of one size, and the one being
 * filled. Starts small and grows, so that a short run costs little.
 */
final class TraceLevel {
  /** Buckets kept by a level. */
  static final int KEPT = 2048;

  private long[] x = new long[16];
  private double[] min = new double[16];
  private double[] max = new double[16];
  private double[] mean = new double[16];

  /** Buckets ever completed; bucket i stands at {@code i % x.length}. */
  private long completed;

  private long floor; // number of the oldest bucket there can be

  // The bucket being filled, made of whole buckets of the next finer level.
  private int parts;
  private long openX;
  private double openMin;
  private double openMax;
  private double openSum;

  /** Adds a part; returns whether it completed a bucket, which is then the last one. */
  boolean add(long partX, double partMin, double partMax, double partMean, int partsPerBucket) {
    openMin = parts == 0 ? partMin : Math.min(openMin, partMin);
    openMax = parts == 0 ? partMax : Math.max(openMax, partMax);
    openSum = parts == 0 ? partMean : openSum + partMean;
    openX = partX;
    if (++parts < partsPerBucket) {
      return false;
    }
    if (completed == x.length && x.length < KEPT) {
      grow();
    }
    int place = place(completed++);
    x[place] = openX;
    min[place] = openMin;
    max[place] = openMax;
    mean[place] = openSum / parts;
    parts = 0;
    return true;
  }

  long completed() {
    return completed;
  }

  /** Number of the oldest bucket still there; {@link #completed} where none is. */
  long first() {
    return Math.max(floor, completed - x.length);
  }

  /** Forgets every bucket that ends after {@code last}, and the one being filled. */
  void cut(long last) {
    floor = first(); // what the ring has lost stays lost
    completed = firstAfter(last);
    parts = 0;
  }

  /** Whether it reaches back to the beginning, or to {@code from}. */
  boolean reaches(long from) {
    return first() == 0 || first() < completed && x(first()) <= from;
  }

  int parts() {
    return parts;
  }

  /** Mean of the parts of the bucket being filled; only where there are any. */
  double openMean() {
    return openSum / parts;
  }

  double openMin() {
    return openMin;
  }

  double openMax() {
    return openMax;
  }

  long x(long bucket) {
    return x[place(bucket)];
  }

  double min(long bucket) {
    return min[place(bucket)];
  }

  double max(long bucket) {
    return max[place(bucket)];
  }

  double mean(long bucket) {
    return mean[place(bucket)];
  }

  /** Number of the first bucket there that ends after {@code from}. */
  long firstAfter(long from) {
    long low = first();
    long high = completed;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (x(middle) > from) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int place(long bucket) {
    return (int) (bucket % x.length);
  }

  // Only called before the ring turns over for the first time: bucket i stands at i.
  private void grow() {
    int size = Math.min(KEPT, x.length * 2);
    x = Arrays.copyOf(x, size);
    min = Arrays.copyOf(min, size);
    max = Arrays.copyOf(max, size);
    mean = Arrays.copyOf(mean, size);
  }
}
