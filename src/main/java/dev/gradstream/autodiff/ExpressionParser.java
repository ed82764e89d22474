package dev.gradstream.autodiff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recursive descent:
 *
 * <pre>
 *   sum     = product { (+|-) product }
 *   product = signed { (*|/) signed }
 *   signed  = - signed | power
 *   power   = atom [ ^ signed ]              so -x^2 is -(x^2) and a^b^c is a^(b^c)
 *   atom    = number | name | function ( sum ) | ( sum )
 * </pre>
 */
final class ExpressionParser {
  private static final int MOST_DEPTH = 200;
  private static final Map<String, Op> FUNCTIONS = new LinkedHashMap<>();

  static {
    FUNCTIONS.put("exp", new Unary.Exp());
    FUNCTIONS.put("log", new Unary.Log());
    FUNCTIONS.put("sqrt", new Elementwise.Sqrt());
    FUNCTIONS.put("abs", new Elementwise.Abs());
    FUNCTIONS.put("sin", new Elementwise.Sin());
    FUNCTIONS.put("cos", new Elementwise.Cos());
    FUNCTIONS.put("tanh", new Activations.Tanh());
    FUNCTIONS.put("sigmoid", new Activations.Sigmoid());
    FUNCTIONS.put("softplus", new Elementwise.Softplus());
    FUNCTIONS.put("relu", new Activations.Relu());
  }

  private final String text;
  private final Graph graph;
  private int at;
  private int depth;

  ExpressionParser(String text, Graph graph) {
    this.text = text;
    this.graph = graph;
  }

  static List<String> functions() {
    return List.copyOf(FUNCTIONS.keySet());
  }

  Node parse() {
    Node node = sum();
    if (peek() != 0) {
      throw problem("an operator or the end");
    }
    return node;
  }

  private Node sum() {
    Node left = product();
    while (true) {
      if (take('+')) {
        left = graph.add(left, product());
      } else if (take('-')) {
        left = graph.sub(left, product());
      } else {
        return left;
      }
    }
  }

  private Node product() {
    Node left = signed();
    while (true) {
      if (take('*')) {
        left = graph.mul(left, signed());
      } else if (take('/')) {
        left = graph.div(left, signed());
      } else {
        return left;
      }
    }
  }

  private Node signed() {
    if (++depth > MOST_DEPTH) {
      throw problem("at most " + MOST_DEPTH + " levels");
    }
    Node node = take('-') ? negative(signed()) : power();
    depth--;
    return node;
  }

  private Node negative(Node node) {
    return node.op() instanceof Leaf.Constant(double number)
        ? graph.constant(-number)
        : graph.neg(node);
  }

  private Node power() {
    Node base = atom();
    if (!take('^')) {
      return base;
    }
    Node exponent = signed();
    if (exponent.op() instanceof Leaf.Constant(double number)) {
      return number == 2 ? graph.square(base) : graph.apply(new Elementwise.Power(number), base);
    }
    return graph.exp(graph.mul(exponent, graph.log(base))); // a^b = e^(b ln a)
  }

  private Node atom() {
    if (take('(')) {
      return closed(sum());
    }
    char c = peek();
    if (c >= '0' && c <= '9' || c == '.') {
      return graph.constant(number());
    }
    if (!Character.isLetter(c)) {
      throw problem("a number, a name or (");
    }
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String name = text.substring(start, at);
    Op function = FUNCTIONS.get(name);
    if (take('(')) {
      if (function == null) {
        at = start;
        throw problem("one of the functions " + functions());
      }
      return graph.apply(function, closed(sum()));
    }
    return name.equals("pi") ? graph.constant(Math.PI) : graph.parameter(name, 1, 1);
  }

  private Node closed(Node node) {
    if (!take(')')) {
      throw problem(")");
    }
    return node;
  }

  private double number() {
    int start = at;
    while (at < text.length() && isNumberPart(start)) {
      at++;
    }
    try {
      return Double.parseDouble(text.substring(start, at));
    } catch (NumberFormatException e) {
      at = start;
      throw problem("a number");
    }
  }

  private boolean isNumberPart(int start) {
    char c = text.charAt(at);
    boolean exponent = c == 'e' || c == 'E';
    boolean sign =
        (c == '+' || c == '-') && at > start && Character.toLowerCase(text.charAt(at - 1)) == 'e';
    return c >= '0' && c <= '9' || c == '.' || exponent || sign;
  }

  private boolean take(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private ExpressionException problem(String expected) {
    String got = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new ExpressionException(text, at + 1, "expected " + expected + ", got " + got);
  }
}
