package dev.gradstream.calculus;

import dev.gradstream.autodiff.Activations;
import dev.gradstream.autodiff.Binary;
import dev.gradstream.autodiff.Leaf;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Op;
import dev.gradstream.autodiff.Products;
import dev.gradstream.autodiff.Reductions;
import dev.gradstream.autodiff.Sparse;
import dev.gradstream.autodiff.Unary;
import dev.gradstream.console.Digits;
import java.util.Map;
import java.util.stream.Collectors;

/** A node's rule as a person writes it, in the symbols of the nodes before it. */
public final class Formula {
  private final Map<Node, String> symbols;

  Formula(Map<Node, String> symbols) {
    this.symbols = symbols;
  }

  /** The rule of a node, down to nodes that have a symbol. */
  String of(Node node) {
    return switch (node.op()) {
      case Leaf.Share share -> "1 / |B|";
      case Leaf.Constant(double value) -> Digits.of(value, 17);
      case Leaf leaf -> leaf.label();
      case Products.Matmul product -> factor(node.input(0)) + " " + factor(node.input(1));
      case Sparse.Times product ->
          factor(node.input(0))
              + " "
              + factor(node.input(1))
              + (node.inputs().size() > 2 ? " + " + term(node.input(2)) : "");
      case Sparse.TransposedTimes product -> factor(node.input(0)) + "^T " + factor(node.input(1));
      case Products.TimesTransposed product ->
          factor(node.input(0)) + " " + factor(node.input(1)) + "^T";
      case Products.TransposedTimes product ->
          factor(node.input(0)) + "^T " + factor(node.input(1));
      case Binary.Add add -> term(node.input(0)) + " + " + term(node.input(1));
      case Binary.Sub sub -> term(node.input(0)) + " - " + factor(node.input(1));
      case Binary.Mul mul -> factor(node.input(0)) + " * " + factor(node.input(1));
      case Binary.Div div -> factor(node.input(0)) + " / " + factor(node.input(1));
      case Unary.Neg neg -> "-" + factor(node.input(0));
      case Unary.Square square -> factor(node.input(0)) + "^2";
      case Unary.Slope slope -> slope(node, slope.of());
      // One example is the only row: their sum is itself.
      case Reductions.SumRows sum -> term(node.input(0));
      case Reductions.Spread spread -> term(node.input(0));
      case Op op -> named(op.label(), node);
    };
  }

  // The slopes of losses that begin at the prediction, their inputs being p, y and a factor.
  private String named(String name, Node node) {
    return switch (name) {
      case "logisticLossSlope" ->
          factor(node.input(2)) + " * (" + term(node.input(0)) + " - " + term(node.input(1)) + ")";
      case "crossEntropySlope" ->
          factor(node.input(2))
              + " * ("
              + term(node.input(0))
              + " - 1["
              + term(node.input(1))
              + "])";
      default -> call(name, node);
    };
  }

  // slope * f'(x); the node that f' looks at alone is f(x).
  private String slope(Node node, Unary of) {
    Node x = node.inputs().size() > 2 ? node.input(1) : node.input(1).input(0);
    String outer = factor(node.input(0));
    return switch (of) {
      case Unary.Square square -> outer + " * 2 " + factor(x);
      case Activations.Relu relu -> outer + " * relu'(" + term(x) + ")";
      default -> outer + " * " + of.label() + "'(" + term(x) + ")";
    };
  }

  private String call(String name, Node node) {
    return node.inputs().stream()
        .map(this::term)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  private String term(Node node) {
    return symbols.containsKey(node) ? symbols.get(node) : of(node);
  }

  private String factor(Node node) {
    String text = term(node);
    boolean whole = symbols.containsKey(node) || !text.contains(" ");
    return whole ? text : "(" + text + ")";
  }
}
