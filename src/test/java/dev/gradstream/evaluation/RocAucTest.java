package dev.gradstream.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocAucTest {

  // Positives 0.9 0.4, negatives 0.6 0.1: three of four pairs are in order.
  @Test
  void four_rows_by_hand() {
    Map<String, Double> figures =
        figures(new float[] {0.9f, 0.4f, 0.6f, 0.1f}, new float[] {1, 1, 0, 0});
    assertEquals(0.75, figures.get("rocAuc"));
    assertEquals(0, figures.get("rocAucBound"));
  }

  @Test
  void the_exact_figure_lies_within_the_bound_even_where_bins_are_crowded() {
    Random random = new Random(8);
    int rows = 2000;
    float[] p = new float[rows];
    float[] y = new float[rows];
    for (int r = 0; r < rows; r++) {
      y[r] = random.nextInt(2);
      p[r] = 0.5f + 0.01f * (float) random.nextGaussian() + 0.005f * y[r];
    }
    double won = 0;
    double pairs = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        if (y[i] == 1 && y[j] == 0) {
          won += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    Map<String, Double> figures = figures(p, y);
    double bound = figures.get("rocAucBound");
    assertTrue(bound > 0.001 && bound < 0.05, "bound " + bound);
    assertEquals(won / pairs, figures.get("rocAuc"), bound);
  }

  private static Map<String, Double> figures(float[] p, float[] y) {
    Prequential prequential = PrequentialFigures.of("binary", 2);
    prequential.observe(p, 1, y, 1, new double[p.length], p.length);
    return prequential.figures();
  }
}
