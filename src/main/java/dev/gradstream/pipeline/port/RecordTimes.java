package dev.gradstream.pipeline.port;

import java.util.Arrays;

/**
 * When records were made, as runs: a time in milliseconds and how many records in a row have it. So
 * a block's hundred thousand records are some hundred numbers. Where more than {@link #MOST} runs
 * come, neighbours are taken together and the times become coarser. Not thread-safe while it grows.
 */
public final class RecordTimes {
  static final int MOST = 4096;

  private long[] timesMs = new long[64];
  private int[] counts = new int[64];
  private int size;
  private long resolutionMs = 1; // times closer than this are one

  /**
   * Adds records.
   *
   * @param timeMs since 1970; negative where a record has none, which is passed over
   */
  public void add(long timeMs, int records) {
    if (timeMs < 0 || records == 0) {
      return;
    }
    if (size > 0 && Math.abs(timeMs - timesMs[size - 1]) < resolutionMs) {
      counts[size - 1] += records;
      return;
    }
    if (size == MOST) {
      coarsen();
      add(timeMs, records);
      return;
    }
    if (size == timesMs.length) {
      timesMs = Arrays.copyOf(timesMs, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    timesMs[size] = timeMs;
    counts[size++] = records;
  }

  // Until there is room again, whatever the times are.
  private void coarsen() {
    int before = size;
    resolutionMs = Math.max(2, 2 * resolutionMs);
    size = 0;
    for (int i = 0; i < before; i++) {
      add(timesMs[i], counts[i]);
    }
  }

  public void addAll(RecordTimes others) {
    for (int i = 0; i < others.size; i++) {
      add(others.timesMs[i], others.counts[i]);
    }
  }

  public void clear() {
    size = 0;
    resolutionMs = 1;
  }

  /** Number of runs. */
  public int size() {
    return size;
  }

  public long timeMs(int run) {
    return timesMs[run];
  }

  /** Records of a run. */
  public int count(int run) {
    return counts[run];
  }
}
