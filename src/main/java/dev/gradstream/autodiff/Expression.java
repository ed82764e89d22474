package dev.gradstream.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * A differentiable function of named variables, from a text such as {@code (1 - x)^2 + 100 * (y -
 * x^2)^2}, computed in double precision. Variables stand in the order of their first appearance.
 *
 * <p>Not thread-safe.
 */
public final class Expression {
  private final String text;
  private final Graph graph;
  private final Node value;
  private final List<Node> variables;
  private final List<Node> slopes = new ArrayList<>();
  private final Reference reference;

  private Expression(String text, Graph graph, Node value) {
    this.text = text;
    this.graph = graph;
    this.value = value;
    this.variables = Gradients.parameters(graph);
    Gradients gradients = Gradients.of(value, graph.constant(1));
    for (Node variable : variables) {
      slopes.add(gradients.of(variable).orElseGet(() -> graph.constant(0)));
    }
    this.reference = new Reference(graph);
  }

  /**
   * Parses numbers, names, {@code + - * / ^}, parentheses and the functions of {@link
   * #functions()}.
   *
   * @throws ExpressionException with the place in the text and what was expected there
   */
  public static Expression parse(String text) {
    Graph graph = new Graph();
    return new Expression(text, graph, new ExpressionParser(text, graph).parse());
  }

  /** The names of the functions that a text may call. */
  public static List<String> functions() {
    return ExpressionParser.functions();
  }

  /** The names of the variables. */
  public List<String> variables() {
    return variables.stream().map(variable -> variable.op().label()).toList();
  }

  /** Value and slopes at a point, a number a variable. */
  public Point at(double... point) {
    if (point.length != variables.size()) {
      throw new IllegalArgumentException(
          "expected a number for each of " + variables() + ", got " + point.length);
    }
    for (int i = 0; i < point.length; i++) {
      reference.set(variables.get(i), new Matrix(1, 1, new double[] {point[i]}));
    }
    reference.run(1);
    double[] gradient = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      gradient[i] = reference.of(slopes.get(i)).at(0, 0);
    }
    return new Point(reference.of(value).at(0, 0), gradient);
  }

  /** The function's value at a point and its slope by each variable. */
  public record Point(double value, double[] gradient) {}

  /** Forward and backward nodes. */
  public Graph graph() {
    return graph;
  }

  /**
   * The slopes at a point by central differences, (f(x + h) - f(x - h)) / 2h with h = 1e-5 max(1,
   * |x|), one variable after the other: what the gradient is checked against.
   */
  public double[] differences(double... point) {
    double[] moved = point.clone();
    double[] slopes = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      double h = 1e-5 * Math.max(1, Math.abs(point[i]));
      moved[i] = point[i] + h;
      double above = at(moved).value();
      moved[i] = point[i] - h;
      slopes[i] = (above - at(moved).value()) / (2 * h);
      moved[i] = point[i];
    }
    return slopes;
  }

  /** The graph, forward and backward, in the DOT language of Graphviz; the same text every time. */
  public String drawing() {
    return Drawing.of(graph, value, variables, slopes).toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
