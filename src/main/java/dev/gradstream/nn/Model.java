package dev.gradstream.nn;

import dev.gradstream.autodiff.DoublePlan;
import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Objective;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.kernel.Generator;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of dense layers with a loss, from settings:
 *
 * <pre>
 *   layers: [ { dense: 32, activation: relu, init: he, bias: true }, { dense: 1 } ]
 *   loss: logistic
 * </pre>
 *
 * <p>Without a hidden layer and with {@code init: zeros} it is linear or logistic regression.
 * Immutable; the same settings and seed give the same initial bits everywhere.
 */
public final class Model {
  // Streams 0, 1, ... of a seed belong to the windows of a run.
  private static final long FIRST_STREAM = 1L << 62;

  private static final long MOST_PARAMETERS = 1L << 30;

  private final Objective objective;
  private final List<Layer> layers;
  private final String loss;
  private final List<String> labels;
  private final long seed;

  private record Layer(
      Settings settings, String name, int width, String activation, String init, boolean bias) {
    static Layer of(Settings settings, String name) {
      int width = (int) settings.whole("dense", 0, 1, 1 << 20);
      if (width == 0) {
        throw settings.problem("dense", "is required: the layer's width, for instance dense: 32");
      }
      String activation = settings.choice("activation", Activations.names(), "linear");
      String init =
          settings.choice(
              "init", Initializers.names(), activation.equals("relu") ? "he" : "glorot");
      return new Layer(settings, name, width, activation, init, settings.flag("bias", true));
    }
  }

  private Model(
      Objective objective, List<Layer> layers, String loss, List<String> labels, long seed) {
    this.objective = objective;
    this.layers = layers;
    this.loss = loss;
    this.labels = labels;
    this.seed = seed;
  }

  /**
   * Builds the graph.
   *
   * @param inputs width of the features
   * @param classes number of classes for softmax; not looked at otherwise
   */
  public static Model of(Settings model, int inputs, int classes, long seed) {
    String name = model.choice("loss", Losses.names(), null);
    Losses.Loss loss = Losses.of(name, model);
    List<Layer> layers = new ArrayList<>();
    for (Settings settings : model.nodes("layers")) {
      layers.add(Layer.of(settings, "layers[" + layers.size() + "]"));
    }
    if (layers.isEmpty()) {
      throw model.problem("layers", "is required: at least [ { dense: 1 } ]");
    }
    int outputs = loss.outputs(classes);
    if (layers.getLast().width() != outputs) {
      throw layers
          .getLast()
          .settings()
          .problem(
              "dense",
              "the last layer feeds loss "
                  + name
                  + ": expected "
                  + outputs
                  + ", got "
                  + layers.getLast().width());
    }
    requireRoom(model, layers, inputs);
    Graph graph = new Graph();
    Node input = graph.input("features", inputs);
    Node target = graph.input("target", loss.targets());
    Node value = input;
    for (Layer layer : layers) {
      Node weight =
          graph.parameter(layer.name() + ".weight", value.shape().columns(), layer.width());
      value = graph.matmul(value, weight);
      if (layer.bias()) {
        value = graph.add(value, graph.parameter(layer.name() + ".bias", 1, layer.width()));
      }
      value = Activations.apply(layer.activation(), graph, value);
    }
    Node prediction = loss.prediction(graph, value);
    Node lossNode = loss.loss(graph, value, target);
    Objective objective = new Objective(graph, input, target, value, prediction, lossNode);
    return new Model(objective, List.copyOf(layers), name, loss.labels(), seed);
  }

  // All parameters lie in one array, and rows are padded up to 16 numbers each.
  private static void requireRoom(Settings model, List<Layer> layers, int inputs) {
    long parameters = 0;
    long rows = inputs;
    for (Layer layer : layers) {
      parameters += (rows + 1) * (layer.width() + 15L);
      rows = layer.width();
      if (parameters > MOST_PARAMETERS) {
        throw model.problem(
            "layers",
            "expected at most "
                + MOST_PARAMETERS
                + " parameters in all, got more by "
                + layer.name()
                + "; make the layers narrower");
      }
    }
  }

  /** A plan over fresh initial parameters. */
  public Plan compile(int capacity) {
    return compile(capacity, initial());
  }

  /** A plan over parameters that another plan of this model may share. */
  public Plan compile(int capacity, Parameters parameters) {
    return objective.compile(parameters, capacity);
  }

  /** The same in double precision, from the same initial parameters. */
  public DoublePlan inDoubles() {
    return objective.inDoubles(initial());
  }

  /** Parameters with their initial values: weights by each layer's initializer, biases zero. */
  public Parameters initial() {
    Parameters parameters = Parameters.of(graph());
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Initializers.fill(
          layer.init(),
          layer.settings(),
          parameters.tensor(layer.name() + ".weight"),
          parameters.values(),
          Generator.of(seed, FIRST_STREAM + i));
    }
    return parameters;
  }

  public Graph graph() {
    return objective.graph();
  }

  public Objective objective() {
    return objective;
  }

  /** Columns of the raw output. */
  public int outputs() {
    return objective.output().shape().columns();
  }

  public String lossName() {
    return loss;
  }

  /** The kinds of label its loss learns from: some of real, binary and class. */
  public List<String> labels() {
    return labels;
  }

  /** One line, for instance {@code 9 -> 32 relu -> 1, logistic loss, 353 parameters}. */
  public String describe() {
    StringBuilder text = new StringBuilder().append(objective.input().shape().columns());
    for (Layer layer : layers) {
      text.append(" -> ").append(layer.width());
      if (!layer.activation().equals("linear")) {
        text.append(' ').append(layer.activation());
      }
    }
    return text.append(", ")
        .append(loss)
        .append(" loss, ")
        .append(Parameters.of(graph()).count())
        .append(" parameters")
        .toString();
  }
}
