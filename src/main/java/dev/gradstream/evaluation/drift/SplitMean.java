package dev.gradstream.evaluation.drift;

import dev.gradstream.state.StateVisitor;
import java.util.Arrays;

/**
 * What detectors have in common that keep the mean of all values and remember a place to split it
 * at: there the change is taken to have begun when an alarm is raised.
 */
abstract class SplitMean implements DriftDetector {
  private static final int VALUES = 0;
  private static final int SPLIT = 1;

  final double[] state;
  private final long[] count = new long[2]; // values, and those up to the split
  private double before;
  private double after;

  /**
   * @param numbers of its state beside the counts
   */
  SplitMean(int numbers) {
    state = new double[numbers];
  }

  /** Number of values since the start or the last alarm, one more each time. */
  final long next() {
    return ++count[VALUES];
  }

  /** What comes from here on is another stretch, if there is an alarm. */
  final void split() {
    count[SPLIT] = count[VALUES];
  }

  /** An alarm: tells the two stretches apart, and begins anew. */
  final void alarm(double mean, double meanAtSplit) {
    before = meanAtSplit;
    after = (mean * count[VALUES] - before * count[SPLIT]) / (count[VALUES] - count[SPLIT]);
    Arrays.fill(count, 0);
  }

  @Override
  public final double before() {
    return before;
  }

  @Override
  public final double after() {
    return after;
  }

  @Override
  public final void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "state", state, state.length);
    visitor.longs(prefix + "count", count, count.length);
  }
}
