package dev.gradstream.autodiff;

import dev.gradstream.kernel.Kernels;
import dev.gradstream.kernel.Layout;
import java.util.Arrays;
import java.util.List;

/**
 * Losses whose slope by the raw output z is best taken from the prediction: loss and slope side by
 * side. Inputs are (raw output, target); only the raw output has a slope.
 */
public final class RowLosses {
  private RowLosses() {}

  private static List<Node> slopes(Op slope, Node self, Node prediction, Node scale) {
    return Arrays.asList(self.graph().apply(slope, prediction, self.input(1), scale), null);
  }

  /**
   * Log loss of logit z and label y: max(z, 0) - z y + ln(1 + e^-|z|); d/dz = sigmoid(z) - y
   * (Bishop 2006, eq. 4.91).
   */
  public record Logistic() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return inputs.getFirst();
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      for (int i = 0; i < output.values().length; i++) {
        double z = inputs.get(0).values()[i];
        double y = inputs.get(1).values()[i];
        output.values()[i] =
            Math.max(z, 0) - z * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return slopes(new Slope(), self, self.graph().sigmoid(self.input(0)), slope);
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer z = inputs.get(0);
      Buffer y = inputs.get(1);
      Kernels kernels = Kernels.chosen();
      return (from, to) -> {
        int first = output.first(from);
        kernels.logisticLoss(
            output.length(from, to),
            z.array(),
            z.at(first),
            y.array(),
            y.at(first),
            output.array(),
            output.at(first));
      };
    }

    @Override
    public String label() {
      return "logisticLoss";
    }

    /** (p - y) scale. */
    record Slope() implements Op {
      @Override
      public Shape shape(List<Shape> inputs) {
        return inputs.getFirst();
      }

      @Override
      public void evaluate(List<Matrix> inputs, Matrix output) {
        for (int i = 0; i < output.rows(); i++) {
          output.set(
              i, 0, (inputs.get(0).at(i, 0) - inputs.get(1).at(i, 0)) * inputs.get(2).spread(i, 0));
        }
      }

      @Override
      public List<Node> gradient(Node self, Node slope) {
        throw new UnsupportedOperationException(
            "the slope of logisticLoss can't be differentiated again");
      }

      @Override
      public Step compile(List<Buffer> inputs, Buffer output) {
        Buffer p = inputs.get(0);
        Buffer y = inputs.get(1);
        Buffer scale = inputs.get(2);
        int scaleStep = scale.shape().rows() == 1 ? 0 : 1;
        return (from, to) -> {
          for (int i = output.first(from); i < output.end(to); i++) {
            output.array()[output.offset() + i] =
                (p.array()[p.offset() + i] - y.array()[y.offset() + i])
                    * scale.array()[scale.offset() + i * scaleStep];
          }
        };
      }

      @Override
      public String label() {
        return "logisticLossSlope";
      }
    }
  }

  /**
   * Cross-entropy of logits z and class t: ln sum_k e^z_k - z_t; d/dz = softmax(z) - 1[t] (Bishop
   * 2006, eq. 4.109).
   */
  public record CrossEntropy() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(inputs.getFirst().rows(), 1);
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix z = inputs.get(0);
      for (int i = 0; i < z.rows(); i++) {
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < z.columns(); j++) {
          most = Math.max(most, z.at(i, j));
        }
        double sum = 0;
        for (int j = 0; j < z.columns(); j++) {
          sum += StrictMath.exp(z.at(i, j) - most);
        }
        int target = (int) inputs.get(1).at(i, 0);
        output.set(i, 0, StrictMath.log(sum) - (z.at(i, target) - most));
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return slopes(new Slope(), self, self.graph().softmax(self.input(0)), slope);
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer z = inputs.get(0);
      Buffer target = inputs.get(1);
      Kernels kernels = Kernels.chosen();
      int columns = z.columns();
      int stride = Layout.padded(columns);
      float[] softmax = new float[Plan.BLOCK * stride]; // only its parts are wanted
      float[] most = new float[Plan.BLOCK];
      float[] sums = new float[Plan.BLOCK];
      return (from, to) -> {
        for (int row = z.first(from); row < z.end(to); row += Plan.BLOCK) {
          int rows = Math.min(Plan.BLOCK, z.end(to) - row);
          kernels.softmax(
              rows, columns, z.array(), z.at(row), z.stride(), softmax, 0, stride, most, sums);
          kernels.log(rows, sums, 0, sums, 0);
          for (int i = 0; i < rows; i++) {
            int t = (int) target.array()[target.at(row + i)];
            float hit = z.array()[z.at(row + i) + t] - most[i];
            output.array()[output.at(row + i)] = sums[i] - hit;
          }
        }
      };
    }

    /** (p - 1[t]) scale. */
    record Slope() implements Op {
      @Override
      public Shape shape(List<Shape> inputs) {
        return inputs.getFirst();
      }

      @Override
      public void evaluate(List<Matrix> inputs, Matrix output) {
        for (int i = 0; i < output.rows(); i++) {
          for (int j = 0; j < output.columns(); j++) {
            double hit = (int) inputs.get(1).at(i, 0) == j ? 1 : 0;
            output.set(i, j, (inputs.get(0).at(i, j) - hit) * inputs.get(2).spread(i, 0));
          }
        }
      }

      @Override
      public List<Node> gradient(Node self, Node slope) {
        throw new UnsupportedOperationException(
            "the slope of crossEntropy can't be differentiated again");
      }

      @Override
      public Step compile(List<Buffer> inputs, Buffer output) {
        Buffer p = inputs.get(0);
        Buffer target = inputs.get(1);
        Buffer scale = inputs.get(2);
        int scaleStep = scale.shape().rows() == 1 ? 0 : 1;
        return (from, to) -> {
          for (int row = output.first(from); row < output.end(to); row++) {
            float s = scale.array()[scale.offset() + row * scaleStep];
            int at = p.at(row);
            int out = output.at(row);
            for (int j = 0; j < output.columns(); j++) {
              output.array()[out + j] = p.array()[at + j] * s;
            }
            int t = (int) target.array()[target.at(row)];
            output.array()[out + t] = (p.array()[at + t] - 1f) * s;
          }
        };
      }

      @Override
      public String label() {
        return "crossEntropySlope";
      }
    }
  }
}
