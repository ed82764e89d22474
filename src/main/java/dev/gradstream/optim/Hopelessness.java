package dev.gradstream.optim;

import dev.gradstream.optim.Trajectory.End;
import dev.gradstream.optim.Trajectory.Outcome;
import dev.gradstream.optim.Trajectory.Point;
import java.util.List;
import java.util.Optional;

/**
 * Notices that a descent will never arrive: something is no longer finite, f grew many times in a
 * row beyond all it has been, or two points take turns. Momentum may well carry f uphill for a
 * while, but not above where it came from; so growth counts only beyond the largest value so far.
 */
final class Hopelessness {
  private static final int GROWTHS = 20;
  private static final int TURNS = 20;

  /** Two points take turns if the way over two steps is this small a part of one step's. */
  private static final double SAME = 1e-9;

  private static final String TOO_LARGE = "the step is too large, try a smaller rate";

  private double largest = Double.NEGATIVE_INFINITY;
  private int growths;
  private int turns;

  /** Shown the points so far after each step. */
  Optional<End> observe(List<Point> points) {
    Point point = points.getLast();
    if (!Double.isFinite(point.value()) || !Double.isFinite(point.gradientNorm())) {
      return Optional.of(new End(Outcome.DIVERGED, notFinite(points)));
    }
    growths = points.size() > 1 && point.value() > largest ? growths + 1 : 0;
    largest = Math.max(largest, point.value());
    if (growths == GROWTHS) {
      return diverged("f grew " + GROWTHS + " times in a row; " + TOO_LARGE);
    }
    turns = turn(points) ? turns + 1 : 0;
    return turns == TURNS
        ? Optional.of(
            new End(
                Outcome.OSCILLATING,
                "two points have taken turns for "
                    + TURNS
                    + " steps; the step is as long as the way across the valley,"
                    + " try a smaller rate"))
        : Optional.empty();
  }

  private static Optional<End> diverged(String reason) {
    return Optional.of(new End(Outcome.DIVERGED, reason));
  }

  private String notFinite(List<Point> points) {
    Point point = points.getLast();
    if (points.size() == 1) {
      return "f is "
          + point.value()
          + " and the norm of its gradient "
          + point.gradientNorm()
          + " at the start";
    }
    String what =
        Double.isFinite(point.value()) ? "the gradient is not finite" : "f is " + point.value();
    double before = points.get(points.size() - 2).value();
    String why =
        before < points.getFirst().value()
            ? "f falls without bound, or leaves its domain"
            : growths > 0 ? TOO_LARGE : "the step leaves the domain of f, try a smaller rate";
    return what + " at step " + point.k() + "; " + why;
  }

  private static boolean turn(List<Point> points) {
    int n = points.size();
    if (n < 3) {
      return false;
    }
    double step = distance(points.get(n - 1), points.get(n - 2));
    return step > 0 && distance(points.get(n - 1), points.get(n - 3)) <= SAME * step;
  }

  private static double distance(Point a, Point b) {
    double sum = 0;
    for (int i = 0; i < a.at().length; i++) {
      sum += (a.at()[i] - b.at()[i]) * (a.at()[i] - b.at()[i]);
    }
    return Math.sqrt(sum);
  }
}
