package dev.gradstream.calculus;

import dev.gradstream.autodiff.Gradients;
import dev.gradstream.autodiff.Leaf;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Objective;
import dev.gradstream.nn.LayerNodes;
import dev.gradstream.nn.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lecture's letters for the nodes of a model, in the order of the forward pass:
 *
 * <pre>
 *   P = X W1 + b1    A = f(P)    Y-hat = A W2 + b2    L = (Y-hat - Y)^2
 * </pre>
 *
 * <p>With several hidden layers P and A have a number, with none there is neither. Z is the raw
 * output where the loss makes a prediction of it. Parameters that no lecture has a letter for, such
 * as an embedding's table, keep their names.
 */
public final class Symbols {
  private Symbols() {}

  static Map<Node, String> of(Model model) {
    Objective objective = model.objective();
    Map<Node, String> symbols = new LinkedHashMap<>();
    List<LayerNodes> layers = model.layers();
    String output = objective.prediction() == objective.output() ? "Y-hat" : "Z";
    for (int i = 0; i < layers.size(); i++) {
      LayerNodes layer = layers.get(i);
      String number = layers.size() == 1 ? "" : "" + (i + 1);
      boolean last = i == layers.size() - 1;
      if (i == 0) {
        symbols.put(layer.input(), input(objective, layer.input()));
      }
      symbols.put(layer.weight(), "W" + number);
      layer.bias().ifPresent(bias -> symbols.put(bias, "b" + number));
      String hidden = layers.size() == 2 ? "" : number;
      if (layer.sum() != layer.value()) {
        symbols.put(layer.sum(), "P" + (last ? number : hidden));
      }
      symbols.put(layer.value(), last ? output : "A" + hidden);
    }
    symbols.putIfAbsent(objective.prediction(), "Y-hat");
    symbols.put(objective.target(), "Y");
    objective.weight().ifPresent(weight -> symbols.put(weight, "w"));
    symbols.put(objective.loss(), "L");
    Map<Node, String> all = new LinkedHashMap<>();
    if (model.examples().inputs() > 0) {
      all.put(objective.input(), "X");
    }
    for (Node parameter : Gradients.parameters(objective.graph())) {
      if (!symbols.containsKey(parameter)) {
        all.put(parameter, parameter.op().label());
      }
    }
    symbols.forEach(all::putIfAbsent);
    return all;
  }

  // S is the sparse vector of what is encoded, E the features with their embeddings.
  private static String input(Objective objective, Node first) {
    if (first == objective.input()) {
      return "X";
    }
    return first.op() instanceof Leaf.Sparse ? "S" : "E";
  }
}
