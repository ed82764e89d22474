package dev.gradstream.kernel;

import dev.gradstream.state.StateVisitor;

/**
 * The part of a {@link Digest} that an array adds which is filled from the front, each place once:
 * what is still 0 adds nothing, so a digest costs what was filled since the one before.
 */
public final class AppendedSum {
  private long sum;
  private int position;
  private int counted = -1; // longs in the sum; -1 where it has to be computed anew

  /**
   * Shows {@code values[0]} to {@code values[count - 1]} to a visitor, as {@link
   * StateVisitor#longs} does.
   *
   * @param used how many of them are filled
   * @return whether the visitor only read; else it may have written
   */
  public boolean visit(StateVisitor visitor, String name, long[] values, int used, int count) {
    if (!(visitor instanceof Digest digest)) {
      visitor.longs(name, values, count);
      counted = -1;
      return false;
    }
    if (counted < 0 || position != digest.position()) {
      position = digest.position();
      sum = 0;
      counted = 0;
    }
    for (; counted < used; counted++) {
      sum = Digest.plus(sum, Digest.part(values[counted], position + 2 * counted));
    }
    digest.add(sum, 2 * count);
    return true;
  }
}
