package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;
import java.util.Arrays;

/**
 * {@code rocAuc} of a window, exactly: of the rows in ascending order of their predictions, each
 * positive one won against every negative one before it, and half against one beside it. Sees all
 * of its rows at once.
 */
final class ExactRocAuc implements Metric {
  private double[] figure = {};

  @Override
  public void observe(Scored scored) {
    double[][] sides = {new double[scored.rows], new double[scored.rows]};
    int[] counts = new int[2];
    for (int r = 0; r < scored.rows; r++) {
      int truth = scored.actual[r];
      sides[truth][counts[truth]++] = scored.predictions[r];
    }
    double[] negatives = Arrays.copyOf(sides[0], counts[0]);
    double[] positives = Arrays.copyOf(sides[1], counts[1]);
    Arrays.sort(negatives);
    Arrays.sort(positives);
    double won = 0;
    int below = 0;
    int notAbove = 0;
    for (double positive : positives) {
      while (below < negatives.length && negatives[below] < positive) {
        below++;
      }
      while (notAbove < negatives.length && negatives[notAbove] <= positive) {
        notAbove++;
      }
      won += below + 0.5 * (notAbove - below);
    }
    double pairs = (double) negatives.length * positives.length;
    figure = pairs > 0 ? new double[] {won / pairs} : figure;
  }

  @Override
  public void figures(Figures into) {
    if (figure.length > 0) {
      into.add("rocAuc", figure[0]);
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "figure", figure, figure.length);
  }
}
