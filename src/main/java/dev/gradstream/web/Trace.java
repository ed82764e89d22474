package dev.gradstream.web;

import java.util.ArrayList;
import java.util.List;

/**
 * One figure over a growing axis, at several resolutions: level k keeps the last {@value
 * TraceLevel#KEPT} buckets of 4^k points with their minimum, maximum and mean.
 *
 * <p>A million points take six levels, some 400 kB; no peak is ever lost, only its place blurs with
 * age. Not thread-safe: {@link RunFeed} guards it.
 */
final class Trace {
  private static final int PARTS = 4;

  private final List<TraceLevel> levels = new ArrayList<>(List.of(new TraceLevel()));
  private long lastX = Long.MIN_VALUE;

  /** Adds a point; one that isn't finite, or not after the last, is left out. */
  void add(long x, double y) {
    if (x <= lastX || !Double.isFinite(y)) {
      return;
    }
    lastX = x;
    levels.getFirst().add(x, y, y, y, 1);
    for (int k = 1; ; k++) {
      TraceLevel finer = levels.get(k - 1);
      if (k == levels.size()) {
        if (finer.completed() < PARTS) {
          return;
        }
        levels.add(risen(finer));
      }
      long bucket = finer.completed() - 1;
      if (!levels.get(k).add(x, finer.min(bucket), finer.max(bucket), finer.mean(bucket), PARTS)) {
        return;
      }
    }
  }

  /**
   * Forgets every point after {@code last}; of the coarser levels that also reach further, those
   * points that are still known from the finer ones are kept.
   */
  void cut(long last) {
    if (last >= lastX) {
      return;
    }
    levels.getFirst().cut(last);
    for (int k = 1; k < levels.size(); k++) {
      TraceLevel finer = levels.get(k - 1);
      TraceLevel level = levels.get(k);
      level.cut(last);
      boolean empty = level.first() == level.completed();
      long known = empty ? Long.MIN_VALUE : level.x(level.completed() - 1);
      for (long bucket = finer.firstAfter(known); bucket < finer.completed(); bucket++) {
        level.add(finer.x(bucket), finer.min(bucket), finer.max(bucket), finer.mean(bucket), PARTS);
      }
    }
    lastX = last;
  }

  /**
   * The points with {@code from < x <= to} in at most {@code most} columns, from the finest level
   * that reaches back far enough. The first column may begin before {@code from}, the last one may
   * still be growing.
   */
  Curve between(long from, long to, int most) {
    int k = 0;
    while (k < levels.size() - 1 && !levels.get(k).reaches(from)) {
      k++;
    }
    TraceLevel level = levels.get(k);
    long first = level.firstAfter(from);
    long end =
        to >= lastX ? level.completed() : Math.min(level.completed(), level.firstAfter(to) + 1);
    boolean open = to >= lastX && lastX > from && openBelow(k);
    int buckets = (int) Math.max(0, end - first);
    int group = Math.max(1, Math.ceilDiv(buckets + (open ? 1 : 0), Math.max(1, most)));
    int columns = Math.ceilDiv(buckets, group);
    Curve curve =
        new Curve(
            new long[columns + (open ? 1 : 0)],
            new double[columns + (open ? 1 : 0)],
            new double[columns + (open ? 1 : 0)],
            new double[columns + (open ? 1 : 0)]);
    for (int i = 0; i < columns; i++) {
      long start = first + (long) i * group;
      merge(level, start, Math.min(end, start + group), curve, i);
    }
    if (open) {
      fillOpen(k, curve, columns);
    }
    return curve;
  }

  private boolean openBelow(int k) {
    for (int level = 1; level <= k; level++) {
      if (levels.get(level).parts() > 0) {
        return true;
      }
    }
    return false;
  }

  private static void merge(TraceLevel level, long start, long end, Curve into, int column) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (long bucket = start; bucket < end; bucket++) {
      min = Math.min(min, level.min(bucket));
      max = Math.max(max, level.max(bucket));
      sum += level.mean(bucket);
    }
    into.x()[column] = level.x(end - 1);
    into.min()[column] = min;
    into.max()[column] = max;
    into.mean()[column] = sum / (end - start);
  }

  // What no bucket of level k holds yet: the open buckets of the levels 1 to k, each part of level
  // j worth 4^(j-1) points.
  private void fillOpen(int k, Curve into, int column) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double weight = 0;
    double pointsPerPart = 1;
    for (int j = 1; j <= k; j++) {
      TraceLevel level = levels.get(j);
      if (level.parts() > 0) {
        min = Math.min(min, level.openMin());
        max = Math.max(max, level.openMax());
        sum += level.openMean() * level.parts() * pointsPerPart;
        weight += level.parts() * pointsPerPart;
      }
      pointsPerPart *= PARTS;
    }
    into.x()[column] = lastX;
    into.min()[column] = min;
    into.max()[column] = max;
    into.mean()[column] = sum / weight;
  }

  private static TraceLevel risen(TraceLevel finer) {
    TraceLevel level = new TraceLevel();
    // All but the newest, which the caller adds.
    for (long bucket = 0; bucket < finer.completed() - 1; bucket++) {
      level.add(finer.x(bucket), finer.min(bucket), finer.max(bucket), finer.mean(bucket), PARTS);
    }
    return level;
  }
}
