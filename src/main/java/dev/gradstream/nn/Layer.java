package dev.gradstream.nn;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.kernel.Generator;
import dev.gradstream.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dense layer, z = x W + b, and what follows it, in this order, each only where it is asked for:
 *
 * <pre>
 *   dense: 32, bias: true, init: he
 *   norm: layer            (z - mean) / sqrt(variance + 1e-5) along each row, times scale plus shift
 *   activation: relu
 *   dropout: 0.2           that part of the values is dropped in training steps
 *   residual: true         the layer's input is added; it must be as wide as the layer
 * </pre>
 */
final class Layer {
  static final String WEIGHT = ".weight";
  static final String TABLE = ".table";
  static final String BIAS = ".bias";
  static final String SCALE = ".norm.scale";
  static final String SHIFT = ".norm.shift";

  private static final double EPSILON = 1e-5; // Ba, Kiros and Hinton 2016
  private static final Map<String, Part> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("norm", Layer::norm);
    PARTS.put("activation", Layer::activation);
    PARTS.put("dropout", Layer::dropout);
    PARTS.put("residual", Layer::residual);
  }

  /** What may follow the product of a layer: read from its settings where it is applied. */
  interface Part {
    /**
     * @param value the layer's value so far
     * @param input what the layer was applied to
     * @return the value itself where the settings do not ask for the part
     */
    Node apply(Layer layer, Graph graph, Node value, Node input);
  }

  private final Settings settings;
  private final String name;
  private final int width;
  private final String activation;
  private final String init;
  private final boolean bias;
  private final boolean last;
  private final long dropoutSeed;

  private Layer(Settings settings, String name, boolean last, Generator seeds) {
    this.settings = settings;
    this.name = name;
    this.last = last;
    width = (int) settings.whole("dense", 0, 1, 1 << 20);
    if (width == 0) {
      throw settings.problem("dense", "is required: the layer's width, for instance dense: 32");
    }
    activation = settings.choice("activation", Activations.names(), "linear");
    init =
        settings.choice("init", Initializers.names(), activation.equals("relu") ? "he" : "glorot");
    bias = settings.flag("bias", true);
    dropoutSeed = seeds.nextLong();
  }

  /**
   * @param name prefix of its tensors
   * @param last whether its value is the network's output
   * @param seeds where its dropout takes a seed from
   */
  static Layer of(Settings settings, String name, boolean last, Generator seeds) {
    return new Layer(settings, name, last, seeds);
  }

  /** The settings of the parts that may follow the product, in their order. */
  static List<String> parts() {
    return List.copyOf(PARTS.keySet());
  }

  /** The layer on an input. */
  LayerNodes apply(Graph graph, Node input) {
    return apply(graph, input, List.copyOf(PARTS.values()));
  }

  /** As {@link #apply(Graph, Node)}, with these parts behind the product. */
  LayerNodes apply(Graph graph, Node input, List<Part> parts) {
    Node weight = graph.parameter(name + WEIGHT, input.shape().columns(), width);
    Node sum = graph.matmul(input, weight);
    Optional<Node> shift = Optional.empty();
    if (bias) {
      shift = Optional.of(graph.parameter(name + BIAS, 1, width));
      sum = graph.add(sum, shift.get());
    }
    Node value = sum;
    for (Part part : parts) {
      value = part.apply(this, graph, value, input);
    }
    return new LayerNodes(input, weight, shift, sum, value);
  }

  /**
   * The value of a first layer for a sparse vector beside an input, or alone.
   *
   * @param input the features; null where all is encoded
   */
  LayerNodes apply(Graph graph, Node input, Node encoded) {
    Optional<Node> shift =
        bias ? Optional.of(graph.parameter(name + BIAS, 1, width)) : Optional.empty();
    Optional<Node> start =
        input == null ? shift : Optional.of(apply(graph, input, List.of()).sum());
    Node table = graph.parameter(name + TABLE, encoded.shape().columns(), width);
    Node sum =
        start.isEmpty()
            ? graph.sparseProduct(encoded, table)
            : graph.sparseProduct(encoded, table, start.get());
    Node value = sum;
    for (Part part : PARTS.values()) {
      value = part.apply(this, graph, value, input);
    }
    return new LayerNodes(encoded, table, shift, sum, value);
  }

  private Node norm(Graph graph, Node value, Node input) {
    if (!has("norm") || settings.choice("norm", List.of("none", "layer"), null).equals("none")) {
      return value;
    }
    if (width == 1) {
      throw settings.problem("norm", "a single value less its mean is always 0; leave it out");
    }
    return graph.layerNorm(
        value,
        graph.parameter(name + SCALE, 1, width),
        graph.parameter(name + SHIFT, 1, width),
        EPSILON);
  }

  private Node activation(Graph graph, Node value, Node input) {
    return Activations.apply(activation, graph, value);
  }

  private Node dropout(Graph graph, Node value, Node input) {
    double rate = has("dropout") ? settings.number("dropout", 0, 0, 0.99) : 0;
    if (rate > 0 && last) {
      throw settings.problem(
          "dropout", "the last layer's values are the prediction; drop those of a layer before it");
    }
    return rate == 0 ? value : graph.dropout(value, rate, dropoutSeed);
  }

  private Node residual(Graph graph, Node value, Node input) {
    if (!has("residual") || !settings.flag("residual", false)) {
      return value;
    }
    if (input == null) {
      throw settings.problem("residual", "all inputs are encoded, there is nothing to add");
    }
    if (input == null) {
      throw settings.problem(
          "residual", "adds the layer's input, and texts alone are none; leave it out");
    }
    if (input.shape().columns() != width) {
      throw settings.problem(
          "residual",
          "adds the layer's input to its output: expected an input of "
              + width
              + " values, got "
              + input.shape().columns());
    }
    return graph.add(value, input);
  }

  // A fallback that is taken is recorded; runs that were started before these parts existed
  // recorded none.
  private boolean has(String key) {
    return settings.has(key);
  }

  Settings settings() {
    return settings;
  }

  String name() {
    return name;
  }

  int width() {
    return width;
  }

  String init() {
    return init;
  }

  /** For instance {@code 32 norm relu dropout 0.2 residual}. */
  String describe() {
    StringBuilder text = new StringBuilder().append(width);
    if (has("norm") && settings.text("norm").equals("layer")) {
      text.append(" norm");
    }
    if (!activation.equals("linear")) {
      text.append(' ').append(activation);
    }
    if (has("dropout") && settings.number("dropout", 0, 0, 1) > 0) {
      text.append(" dropout ").append(settings.text("dropout"));
    }
    if (has("residual") && settings.flag("residual", false)) {
      text.append(" residual");
    }
    return text.toString();
  }
}
