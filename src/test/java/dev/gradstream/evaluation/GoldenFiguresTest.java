package dev.gradstream.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.state.StateVisitor;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bits of every sum and figure after 100,000 rows, in which fading sums are scaled down twice.
 * They are as they were when every row was added by itself; a faster way must lead to the same.
 */
class GoldenFiguresTest {
  private static final int ROWS = 100_000;

  private final Random random = new Random(20);
  private final float[] predictions = new float[ROWS * 4];
  private final float[] targets = new float[ROWS];
  private final double[] losses = new double[ROWS];

  @ParameterizedTest
  @CsvSource({
    "real, 0, 4637814254770967216",
    "binary, 2, 7284672919619664453",
    "class, 4, -3467807543275156218",
  })
  void every_sum_and_figure_has_the_bits_it_always_had(String kind, int classes, long bits) {
    int width = kind.equals("class") ? classes : 1;
    for (int r = 0; r < ROWS; r++) {
      row(kind, classes, r);
    }
    for (int most : new int[] {1, 32, 256, 3000}) {
      Prequential figures = PrequentialFigures.of(kind, classes);
      for (int from = 0; from < ROWS; ) {
        int rows = Math.min(ROWS - from, most == 1 ? 1 : 1 + random.nextInt(most));
        float[] p = java.util.Arrays.copyOfRange(predictions, from * width, (from + rows) * width);
        float[] y = java.util.Arrays.copyOfRange(targets, from, from + rows);
        double[] l = java.util.Arrays.copyOfRange(losses, from, from + rows);
        figures.observe(p, width, y, 1, l, rows);
        from += rows;
      }
      assertEquals(bits, bits(figures), "in mini-batches of up to " + most);
    }
  }

  private void row(String kind, int classes, int r) {
    losses[r] = random.nextDouble();
    switch (kind) {
      case "real" -> {
        targets[r] = 3 + (float) random.nextGaussian();
        predictions[r] = targets[r] + 0.5f * (float) random.nextGaussian();
      }
      case "binary" -> {
        float p = random.nextFloat();
        targets[r] = random.nextFloat() < p ? 1 : 0;
        predictions[r] = r % 97 == 0 ? targets[r] : p * p * (3 - 2 * p); // now and then certain
      }
      default -> {
        targets[r] = random.nextInt(classes);
        float left = 1;
        for (int c = 0; c < classes; c++) {
          float part = c == classes - 1 ? left : left * random.nextFloat();
          predictions[r * classes + (c + (int) targets[r]) % classes] = part;
          left -= part;
        }
      }
    }
  }

  private static long bits(Prequential figures) {
    Bits bits = new Bits();
    figures.visit(bits);
    figures.figures().forEach((name, value) -> bits.doubles(name, new double[] {value}, 1));
    return bits.hash;
  }

  private static final class Bits implements StateVisitor {
    private long hash;

    private void add(String name, long value) {
      hash = 31 * (31 * hash + name.hashCode()) + value;
      hash ^= hash >>> 29;
      hash *= 0x9e3779b97f4a7c15L;
    }

    @Override
    public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
      throw new AssertionError("figures have no floats: " + name);
    }

    @Override
    public void doubles(
        String name, double[] values, int offset, int rows, int columns, int stride) {
      for (int i = 0; i < rows * columns; i++) {
        double value = values[offset + i / columns * stride + i % columns];
        add(name, Double.doubleToLongBits(value));
      }
    }

    @Override
    public void longs(String name, long[] values, int count) {
      for (int i = 0; i < count; i++) {
        add(name, values[i]);
      }
    }
  }
}
