package dev.gradstream.nn;

import dev.gradstream.autodiff.Elementwise;
import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Op;
import dev.gradstream.autodiff.RowLosses;
import dev.gradstream.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The catalogue of losses. */
public final class Losses {
  private static final Map<String, Function<Settings, Loss>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("squared", s -> new Squared());
    ALL.put("absolute", s -> new OfResidual(new Elementwise.Abs()));
    // quadratic up to the setting huberDelta, 1 unless set
    ALL.put(
        "huber", s -> new OfResidual(new Elementwise.Huber(s.number("huberDelta", 1, 1e-9, 1e9))));
    // the setting quantile, the median unless set
    ALL.put(
        "quantile",
        s -> new OfResidual(new Elementwise.Pinball(s.number("quantile", 0.5, 1e-6, 1 - 1e-6))));
    ALL.put("poisson", s -> new Poisson());
    ALL.put("logistic", s -> new Logistic());
    ALL.put("hinge", s -> new Hinge());
    // the setting labelSmoothing, none unless set
    ALL.put("softmax", s -> new SoftmaxCrossEntropy(labelSmoothing(s)));
  }

  private Losses() {}

  /** The names a setting may take. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The loss of a name, its options read from the model's settings. */
  static Loss of(String name, Settings model, int classes) {
    Loss loss = ALL.get(name).apply(model);
    return model.has("classWeights") ? ClassWeighted.of(loss, name, model, classes) : loss;
  }

  /** The least label that a loss is defined for. */
  public static double leastLabel(String name) {
    return name.equals("poisson") ? 0 : Double.NEGATIVE_INFINITY;
  }

  // Read only where it is there: earlier runs did not record it.
  private static double labelSmoothing(Settings model) {
    return model.has("labelSmoothing") ? model.number("labelSmoothing", 0, 0, 0.999) : 0;
  }

  /** A loss and the name that settings call it by. */
  record Named(String name, Loss loss) {}

  /** A loss on the raw output, and the link that makes a prediction of it. */
  public interface Loss {
    /** The kinds of label whose values it is defined for. */
    default List<String> labels() {
      return List.of("real", "binary");
    }

    /** The columns a model's raw output must have. */
    default int outputs(int classes) {
      return 1;
    }

    /** Columns of the target. */
    default int targets() {
      return 1;
    }

    /** The output through the link; most losses have none. */
    default Node prediction(Graph graph, Node output) {
      return output;
    }

    /** One number an example, (batch, 1). */
    Node loss(Graph graph, Node output, Node target);
  }

  /** (p - y)^2 with slope 2 (p - y): the lecture's and River's form, without the factor 1/2. */
  record Squared() implements Loss {
    @Override
    public Node loss(Graph graph, Node output, Node target) {
      return graph.square(graph.sub(output, target));
    }
  }

  /** A function of target - prediction. */
  record OfResidual(Op op) implements Loss {
    @Override
    public Node loss(Graph graph, Node output, Node target) {
      return graph.apply(op, graph.sub(target, output));
    }
  }

  /**
   * e^z - y z for counts y, the negative log-likelihood without ln y!; predicts the mean e^z; slope
   * e^z - y.
   */
  record Poisson() implements Loss {
    @Override
    public Node prediction(Graph graph, Node output) {
      return graph.exp(output);
    }

    @Override
    public Node loss(Graph graph, Node output, Node target) {
      return graph.sub(graph.exp(output), graph.mul(target, output));
    }
  }

  /**
   * max(0, 1 - s z) with s = 2y - 1 for a label y in {0, 1}. Its prediction, sigmoid(z), is above
   * one half where z is positive, and no probability.
   */
  record Hinge() implements Loss {
    @Override
    public List<String> labels() {
      return List.of("binary");
    }

    @Override
    public Node prediction(Graph graph, Node output) {
      return graph.sigmoid(output);
    }

    @Override
    public Node loss(Graph graph, Node output, Node target) {
      Node side = graph.sub(graph.mul(target, graph.constant(2)), graph.constant(1));
      return graph.relu(graph.sub(graph.constant(1), graph.mul(side, output)));
    }
  }

  /** Log loss of a logit z and a label y in {0, 1}; slope sigmoid(z) - y. */
  record Logistic() implements Loss {
    @Override
    public List<String> labels() {
      return List.of("binary");
    }

    @Override
    public Node prediction(Graph graph, Node output) {
      return graph.sigmoid(output);
    }

    @Override
    public Node loss(Graph graph, Node output, Node target) {
      return graph.apply(new RowLosses.Logistic(), output, target);
    }
  }

  /**
   * Cross-entropy of logits and the index of the right class; slope softmax(z) - q, where q is 1 -
   * smoothing at the right class plus smoothing / K at every of the K classes (Szegedy et al.
   * 2016).
   */
  record SoftmaxCrossEntropy(double smoothing) implements Loss {
    @Override
    public List<String> labels() {
      return List.of("binary", "class");
    }

    @Override
    public int outputs(int classes) {
      return classes;
    }

    @Override
    public Node prediction(Graph graph, Node output) {
      return graph.softmax(output);
    }

    @Override
    public Node loss(Graph graph, Node output, Node target) {
      Node right = graph.apply(new RowLosses.CrossEntropy(), output, target);
      if (smoothing == 0) {
        return right;
      }
      Node all = graph.meanColumns(graph.logSoftmax(output));
      return graph.sub(
          graph.mul(right, graph.constant(1 - smoothing)),
          graph.mul(all, graph.constant(smoothing)));
    }
  }
}
