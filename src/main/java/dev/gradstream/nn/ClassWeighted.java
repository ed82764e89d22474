package dev.gradstream.nn;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * A loss of classes in which a mistake about an example of class c counts {@code weights[c]} times,
 * from {@code classWeights: [1, 3]}.
 */
record ClassWeighted(Losses.Loss loss, List<Double> weights) implements Losses.Loss {
  private static final double MOST = 1e6;

  static Losses.Loss of(Losses.Loss loss, String name, Settings model, int classes) {
    if (loss.labels().contains("real")) {
      throw model.problem("classWeights", "loss " + name + " knows no classes; leave them out");
    }
    List<String> texts = model.texts("classWeights");
    if (texts.size() != classes) {
      throw model.problem(
          "classWeights", "expected a weight a class, " + classes + ", got " + texts.size());
    }
    List<Double> weights = new ArrayList<>();
    for (String text : texts) {
      weights.add(weight(model, text));
    }
    return new ClassWeighted(loss, List.copyOf(weights));
  }

  private static double weight(Settings model, String text) {
    double weight;
    try {
      weight = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      weight = Double.NaN;
    }
    if (!(weight >= 0 && weight <= MOST)) {
      throw model.problem("classWeights", "expected numbers from 0 to 1000000, got '" + text + "'");
    }
    return weight;
  }

  @Override
  public List<String> labels() {
    return loss.labels();
  }

  @Override
  public int outputs(int classes) {
    return loss.outputs(classes);
  }

  @Override
  public int targets() {
    return loss.targets();
  }

  @Override
  public Node prediction(Graph graph, Node output) {
    return loss.prediction(graph, output);
  }

  @Override
  public Node loss(Graph graph, Node output, Node target) {
    Node table = graph.constants(weights);
    return graph.mul(loss.loss(graph, output, target), graph.gather(table, target));
  }
}
