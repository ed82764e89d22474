package dev.gradstream.nn;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.RowLosses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogue of losses. */
public final class Losses {
  private static final Map<String, Loss> ALL = new LinkedHashMap<>();

  static {
    ALL.put("squared", new Squared());
    ALL.put("logistic", new Logistic());
    ALL.put("softmax", new SoftmaxCrossEntropy());
  }

  private Losses() {}

  /** The names a setting may take. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  static Loss of(String name) {
    return ALL.get(name);
  }

  /** A loss on the raw output, and the link that makes a prediction of it. */
  public interface Loss {
    /** The columns a model's raw output must have. */
    int outputs(int classes);

    /** Columns of the target. */
    default int targets() {
      return 1;
    }

    Node prediction(Graph graph, Node output);

    /** One number an example, (batch, 1). */
    Node loss(Graph graph, Node output, Node target);
  }

  /** (p - y)^2 with slope 2 (p - y): the lecture's and River's form, without the factor 1/2. */
  record Squared() implements Loss {
    @Override
    public int outputs(int classes) {
      return 1;
    }

    @Override
    public Node prediction(Graph graph, Node output) {
      return output;
    }

    @Override
    public Node loss(Graph graph, Node output, Node target) {
      return graph.square(graph.sub(output, target));
    }
  }

  /** Log loss of a logit z and a label y in {0, 1}; slope sigmoid(z) - y. */
  record Logistic() implements Loss {
    @Override
    public int outputs(int classes) {
      return 1;
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

  /** Cross-entropy of logits and the index of the right class; slope softmax(z) - 1[class]. */
  record SoftmaxCrossEntropy() implements Loss {
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
      return graph.apply(new RowLosses.CrossEntropy(), output, target);
    }
  }
}
