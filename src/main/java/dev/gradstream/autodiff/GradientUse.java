package dev.gradstream.autodiff;

/** Takes a gradient stretch by stretch while it is hot, before anything else of it is computed. */
@FunctionalInterface
public interface GradientUse {
  /**
   * Called for every row of every tensor once, in no fixed order, by the members of the plan's team
   * at the same time: what it changes must belong to these rows or to this member.
   *
   * @param member from 0
   * @param tensor index in {@link Parameters#tensors()}
   * @param first the first row
   * @param end one behind the last
   * @param gradient row {@code first} stands at {@code offset}, the others {@code stride} apart
   */
  void take(int member, int tensor, int first, int end, float[] gradient, int offset, int stride);
}
