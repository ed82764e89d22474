package dev.gradstream.optim;

import java.util.List;

/**
 * The points that a descent went through, the start first, and why it ended. At least one point.
 */
public record Trajectory(List<String> variables, List<Point> points, End end) {
  public Trajectory {
    variables = List.copyOf(variables);
    points = List.copyOf(points);
  }

  /**
   * The point after k updates.
   *
   * @param at a number a variable
   * @param value f there
   * @param gradient the slopes there
   * @param gradientNorm their Euclidean norm
   * @param rate the learning rate of the update that leaves this point
   */
  public record Point(
      long k, double[] at, double value, double[] gradient, double gradientNorm, double rate) {}

  /** What became of a descent. */
  public enum Outcome {
    /** A stopping criterion held. */
    STOPPED,
    /** It goes further and further away. */
    DIVERGED,
    /** It jumps to and fro between two points for ever. */
    OSCILLATING
  }

  /** Why a descent ended, in words. */
  public record End(Outcome outcome, String reason) {}

  /** Where it started. */
  public Point first() {
    return points.getFirst();
  }

  /** Where it ended. */
  public Point last() {
    return points.getLast();
  }
}
