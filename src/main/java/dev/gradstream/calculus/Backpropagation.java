package dev.gradstream.calculus;

import dev.gradstream.autodiff.Drawing;
import dev.gradstream.autodiff.Gradients;
import dev.gradstream.autodiff.Leaf;
import dev.gradstream.autodiff.Matrix;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Objective;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Reference;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.nn.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One example through a network in double precision: every value of the forward pass, every partial
 * derivative of the backward pass, and central differences beside them.
 */
public final class Backpropagation {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;
  // Each difference computes the network twice: so many in all, of a large one fewer.
  private static final int MOST_DIFFERENCES = 2000;
  private static final long MOST_WORK = 1_000_000_000;

  private final Objective objective;
  private final Gradients gradients;
  private final Reference reference;
  private final Map<Node, String> names; // of all nodes that have a symbol, slopes included
  private final List<Value> forward = new ArrayList<>();
  private final List<Partial> backward = new ArrayList<>();

  /** A value of the forward pass. */
  record Value(String symbol, String formula, Matrix value) {}

  /**
   * A partial derivative.
   *
   * @param symbol for instance dL/dW1
   * @param differences the same by central differences; NaN where none was computed
   */
  record Partial(String symbol, String formula, Matrix value, Matrix differences) {
    /** The largest disagreement, relative to the larger of the difference and 1. */
    double error() {
      double worst = 0;
      for (int i = 0; i < value.values().length; i++) {
        double numeric = differences.values()[i];
        if (!Double.isNaN(numeric)) {
          double off = Math.abs(value.values()[i] - numeric) / Math.max(1, Math.abs(numeric));
          worst = off <= worst ? worst : off; // NaN is the worst
        }
      }
      return worst;
    }
  }

  /** The example through the model as it is before its first step. */
  public Backpropagation(Model model, ExampleVector example) {
    objective = model.objective();
    gradients = objective.gradients();
    reference = new Reference(objective.graph());
    example.into(reference, objective);
    Map<String, Matrix> initial = initial(model);
    for (Node parameter : Gradients.parameters(objective.graph())) {
      reference.set(parameter, initial.get(parameter.op().label()));
    }
    run();
    Map<Node, String> symbols = Symbols.of(model);
    List<Node> backwards =
        new ArrayList<>(symbols.keySet())
            .reversed().stream().filter(node -> gradients.of(node).isPresent()).toList();
    names = new LinkedHashMap<>(symbols);
    String above = scale() == 1 ? "dL/d" : "dJ/d";
    backwards.forEach(node -> names.putIfAbsent(slope(node), above + symbols.get(node)));
    symbols.forEach(
        (node, symbol) -> forward.add(new Value(symbol, rule(node), reference.of(node))));
    long parameters = Parameters.of(model.graph()).count();
    int most = Math.clamp(MOST_WORK / parameters, 50, MOST_DIFFERENCES);
    for (Node node : backwards) {
      backward.add(
          new Partial(
              above + symbols.get(node),
              rule(slope(node)),
              reference.of(slope(node)),
              differences(node, most / backwards.size())));
    }
  }

  private void run() {
    reference.run(1, 1);
  }

  private Node slope(Node node) {
    return gradients.of(node).orElseThrow();
  }

  private String rule(Node node) {
    return node.op() instanceof Leaf ? "" : new Formula(names).of(node);
  }

  /** J is so many times L. */
  double scale() {
    return reference.of(objective.scale()).at(0, 0);
  }

  // Of as many elements as there is time for, spread evenly.
  private Matrix differences(Node node, int most) {
    Matrix value = reference.of(node);
    Matrix differences = new Matrix(value.rows(), value.columns());
    Arrays.fill(differences.values(), Double.NaN);
    boolean given = node.op() instanceof Leaf;
    double[] moved = value.values().clone();
    reference.set(node, new Matrix(value.rows(), value.columns(), moved));
    int distance = Math.ceilDiv(moved.length, Math.max(1, most));
    for (int i = 0; i < moved.length; i += distance) {
      double kept = moved[i];
      moved[i] = kept + STEP;
      double above = objective();
      moved[i] = kept - STEP;
      differences.values()[i] = (above - objective()) / (2 * STEP);
      moved[i] = kept;
    }
    if (given) {
      reference.set(node, value);
    } else {
      reference.unset(node);
    }
    run();
    return differences;
  }

  private double objective() {
    run();
    return scale() * reference.of(objective.loss()).at(0, 0);
  }

  /** Inputs, values and parameters, in the order of the forward pass. */
  List<Value> forward() {
    return forward;
  }

  /** Partial derivatives, in the order of the backward pass. */
  List<Partial> backward() {
    return backward;
  }

  /** The largest disagreement of all. */
  double error() {
    double worst = 0;
    for (Partial partial : backward) {
      worst = partial.error() <= worst ? worst : partial.error();
    }
    return worst;
  }

  /** Whether backward rules and differences agree. */
  public boolean holds() {
    return error() <= TOLERANCE;
  }

  /** Forward and backward graph with their values, in the DOT language. */
  public String drawing() {
    Map<Node, String> labels = new LinkedHashMap<>();
    names.forEach(
        (node, name) ->
            labels.put(node, name + "\n" + BackpropRendering.brief(reference.of(node))));
    return new Drawing(objective.graph(), objective.loss(), labels).toString();
  }

  private static Map<String, Matrix> initial(Model model) {
    Map<String, Matrix> initial = new LinkedHashMap<>();
    for (Tensor tensor : Parameters.of(model.graph()).tensors()) {
      initial.put(tensor.name(), new Matrix(tensor.rows(), tensor.columns()));
    }
    model.initial(
        (tensor, row, column, value) -> initial.get(tensor.name()).set(row, column, value));
    return initial;
  }
}
