package dev.gradstream.kernel;

import dev.gradstream.state.StateVisitor;

/**
 * The part of a {@link Digest} that an array adds of which few places change between two digests:
 * it is computed once, and from then on follows what {@link #replace} tells of.
 */
public final class FollowedSum {
  private long sum;
  private int position = -1; // of the array's first word; -1 where the sum has to be computed anew

  /** A place of the array is given other bits; to be called for every one that is. */
  public void replace(int index, long before, long after) {
    if (position >= 0) {
      int at = position + 2 * index;
      sum = Digest.plus(Digest.minus(sum, Digest.part(before, at)), Digest.part(after, at));
    }
  }

  /**
   * Shows an array to a visitor, as {@link StateVisitor#longs} does.
   *
   * @return whether the visitor only read; else it may have written
   */
  public boolean visit(StateVisitor visitor, String name, long[] values) {
    if (!(visitor instanceof Digest digest)) {
      visitor.longs(name, values, values.length);
      position = -1;
      return false;
    }
    if (position != digest.position()) {
      position = digest.position();
      sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum = Digest.plus(sum, Digest.part(values[i], position + 2 * i));
      }
    }
    digest.add(sum, 2 * values.length);
    return true;
  }
}
