package dev.gradstream.autodiff;

import dev.gradstream.kernel.Generator;
import java.util.Arrays;
import java.util.List;

/**
 * (x (r, c), step number) to (r, c): in a training step each element is dropped with probability
 * {@code rate} and divided by 1 - rate otherwise, outside of training it passes as it is
 * (Srivastava et al. 2014, in the inverted form).
 *
 * <p>What is dropped depends on seed, step, row and column alone, so that a replay, whatever its
 * threads and blocks, drops the same. Linear, and so its own backward rule: the mask is drawn again
 * instead of being kept.
 *
 * @param rate probability of being dropped, from 0 to less than 1
 */
public record Dropout(double rate, long seed) implements Op {
  private static final int RESOLUTION = 24; // bits of a draw, and of the rate

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout of " + rate + ": expected from 0 to less than 1");
    }
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    if (!inputs.get(1).equals(new Leaf.StepNumber().shape())) {
      throw new IllegalArgumentException(
          "dropout: expected the step number's digits, got " + inputs.get(1));
    }
    return inputs.getFirst();
  }

  private long threshold() {
    return Math.round(rate * (1 << RESOLUTION));
  }

  private static boolean kept(long rowKey, int column, long threshold) {
    return Generator.at(rowKey, column) >>> Long.SIZE - RESOLUTION >= threshold;
  }

  @Override
  public void evaluate(List<Matrix> inputs, Matrix output) {
    Matrix x = inputs.get(0);
    double[] digits = inputs.get(1).values();
    long step = Leaf.StepNumber.read(digits[0], digits[1], digits[2]);
    long key = Generator.at(seed, step);
    for (int i = 0; i < output.rows(); i++) {
      long rowKey = Generator.at(key, i);
      for (int j = 0; j < output.columns(); j++) {
        boolean kept = kept(rowKey, j, threshold());
        output.set(i, j, step == 0 ? x.at(i, j) : kept ? x.at(i, j) / (1 - rate) : 0);
      }
    }
  }

  @Override
  public List<Node> gradient(Node self, Node slope) {
    return Arrays.asList(self.graph().apply(this, slope, self.input(1)), null);
  }

  @Override
  public Step compile(List<Buffer> inputs, Buffer output) {
    Buffer x = inputs.get(0);
    Buffer digits = inputs.get(1);
    return (from, to) -> {
      float[] d = digits.array();
      int at = digits.offset();
      long step = Leaf.StepNumber.read(d[at], d[at + 1], d[at + 2]);
      long key = Generator.at(seed, step);
      for (int row = output.first(from); row < output.end(to); row++) {
        if (step == 0) {
          System.arraycopy(x.array(), x.at(row), output.array(), output.at(row), output.columns());
        } else {
          drop(x, output, row, Generator.at(key, row));
        }
      }
    };
  }

  private void drop(Buffer x, Buffer output, int row, long rowKey) {
    float scale = (float) (1 / (1 - rate));
    long threshold = threshold();
    int in = x.at(row);
    int out = output.at(row);
    for (int j = 0; j < output.columns(); j++) {
      output.array()[out + j] = kept(rowKey, j, threshold) ? x.array()[in + j] * scale : 0f;
    }
  }
}
