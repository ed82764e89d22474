package dev.gradstream.nn;

import dev.gradstream.autodiff.DoublePlan;
import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Objective;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Generator;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A network of dense layers with a loss, from settings:
 *
 * <pre>
 *   embeddings: [ { column: workclass, size: 9, width: 4 } ]        see {@link Embedding}
 *   layers: [ { dense: 32, activation: relu, init: he, bias: true }, { dense: 1 } ]
 *   loss: logistic                                                  see {@link Losses}
 *   reduction: mean                                                 see {@link Reduction}
 * </pre>
 *
 * <p>Without a hidden layer and with {@code init: zeros} it is linear or logistic regression.
 * Immutable; the same settings and seed give the same initial bits everywhere.
 */
public final class Model {
  // Streams 0, 1, ... of a seed belong to the windows of a run.
  private static final long FIRST_STREAM = 1L << 62;
  private static final long EMBEDDING_STREAM = FIRST_STREAM + (1L << 32);
  private static final long DROPOUT_STREAM = FIRST_STREAM + (2L << 32);

  private static final long TABLE_STREAM = FIRST_STREAM + (3L << 32);

  private static final long MOST_PARAMETERS = 1L << 30;

  private final Objective objective;
  private final Examples examples;
  private final List<Embedding> embeddings;
  private final List<Layer> layers;
  private final List<LayerNodes> nodes;
  private final InitialValues initialValues;
  private final String loss;
  private final List<String> labels;
  private final long seed;

  /**
   * What a model has to know of the examples.
   *
   * @param inputs width of the features
   * @param names of the features; asked for only where the settings name some
   * @param classes number of classes for softmax; not looked at otherwise
   * @param weighted whether each example comes with a weight
   * @param encoded the sparse vector that comes with each example
   */
  public record Examples(
      int inputs, Supplier<List<String>> names, int classes, boolean weighted, Encoded encoded) {

    /** Features alone. */
    public Examples(int inputs, Supplier<List<String>> names, int classes, boolean weighted) {
      this(inputs, names, classes, weighted, Encoded.NONE);
    }
  }

  /**
   * A sparse vector beside the features, or instead of them. The first layer has a table of weights
   * for it, and each of its sums goes on from the bias over the features, then over the entries in
   * column order.
   *
   * @param columns zeros included; 0 where there is no such vector
   * @param entries the most of an example
   */
  public record Encoded(int columns, int entries) {
    static final Encoded NONE = new Encoded(0, 0);
  }

  /** Takes initial values, one after the other. */
  public interface Sink {
    void set(Tensor tensor, int row, int column, double value);
  }

  private Model(
      Objective objective,
      Examples examples,
      List<Embedding> embeddings,
      List<Layer> layers,
      List<LayerNodes> nodes,
      InitialValues initialValues,
      Losses.Named loss,
      long seed) {
    this.objective = objective;
    this.examples = examples;
    this.embeddings = embeddings;
    this.layers = layers;
    this.nodes = List.copyOf(nodes);
    this.initialValues = initialValues;
    this.loss = loss.name();
    this.labels = loss.loss().labels();
    this.seed = seed;
  }

  /** Builds the graph of a model whose features have no names and whose examples count alike. */
  public static Model of(Settings model, int inputs, int classes, long seed) {
    return of(model, new Examples(inputs, List::of, classes, false), seed);
  }

  /** Builds the graph. */
  public static Model of(Settings model, Examples examples, long seed) {
    String name = model.choice("loss", Losses.names(), null);
    Losses.Loss loss = Losses.of(name, model, examples.classes());
    return of(model, examples, seed, new Losses.Named(name, loss));
  }

  static Model of(Settings model, Examples examples, long seed, Losses.Named loss) {
    boolean names = model.has("embeddings") || model.has(InitialValues.TEXT);
    List<String> inputs = names ? examples.names().get() : List.of();
    List<Embedding> embeddings = Embedding.of(model, inputs);
    List<Layer> layers = layers(model, seed);
    if (layers.isEmpty()) {
      throw model.problem("layers", "is required: at least [ { dense: 1 } ]");
    }
    int outputs = loss.loss().outputs(examples.classes());
    if (layers.getLast().width() != outputs) {
      throw layers
          .getLast()
          .settings()
          .problem(
              "dense",
              "the last layer feeds loss "
                  + loss.name()
                  + ": expected "
                  + outputs
                  + ", got "
                  + layers.getLast().width());
    }
    requireRoom(model, embeddings, layers, examples);
    Graph graph = new Graph();
    Encoded encoded = examples.encoded();
    Node input = graph.input("features", Math.max(1, examples.inputs()));
    Node target = graph.input("target", loss.loss().targets());
    Node value = examples.inputs() == 0 ? null : Embedding.apply(graph, input, embeddings);
    List<LayerNodes> nodes = new ArrayList<>();
    for (Layer layer : layers) {
      boolean sparse = nodes.isEmpty() && encoded.columns() > 0;
      nodes.add(
          sparse
              ? layer.apply(graph, value, graph.sparse("encoded", encoded.columns()))
              : layer.apply(graph, value));
      value = nodes.getLast().value();
    }
    Node prediction = loss.loss().prediction(graph, value);
    Node lossNode = loss.loss().loss(graph, value, target);
    Optional<Node> weight = Optional.empty();
    if (examples.weighted()) {
      weight = Optional.of(graph.input("weight", 1));
      lossNode = graph.mul(lossNode, weight.get());
    }
    Node scale = Reduction.scale(model, graph);
    Objective objective =
        new Objective(graph, input, target, value, prediction, lossNode, scale, weight);
    InitialValues given = InitialValues.of(model, inputs);
    given.requireKnown(Parameters.of(graph).tensors());
    return new Model(objective, examples, embeddings, layers, nodes, given, loss, seed);
  }

  private static List<Layer> layers(Settings model, long seed) {
    List<Settings> nodes = model.nodes("layers");
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Generator seeds = Generator.of(seed, DROPOUT_STREAM + i);
      boolean last = i == nodes.size() - 1;
      layers.add(Layer.of(nodes.get(i), "layers[" + i + "]", last, seeds));
    }
    return List.copyOf(layers);
  }

  // All parameters lie in one array, and rows are padded up to 16 numbers each.
  private static void requireRoom(
      Settings model, List<Embedding> embeddings, List<Layer> layers, Examples examples) {
    long parameters = 0;
    long rows = (long) examples.inputs() + examples.encoded().columns();
    for (Embedding embedding : embeddings) {
      parameters += embedding.rows() * (embedding.width() + 31L);
      rows += embedding.width() - 1;
    }
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

  /**
   * The same in double precision, from the same initial parameters; those of a table are not
   * rounded to floats.
   */
  public DoublePlan inDoubles() {
    DoublePlan plan = objective.inDoubles(initial());
    plan.layout().tensors().stream()
        .filter(initialValues::knows)
        .forEach(
            tensor ->
                initialValues.fill(
                    tensor,
                    (t, row, column, value) ->
                        plan.weights()[t.offset() + row * t.stride() + column] = value));
    return plan;
  }

  /** Parameters with their initial values, rounded to floats. */
  public Parameters initial() {
    Parameters parameters = Parameters.of(graph());
    initial(
        (tensor, row, column, value) ->
            parameters.values()[tensor.offset() + row * tensor.stride() + column] = (float) value);
    return parameters;
  }

  /**
   * Gives every initial value that is not 0: those of the table, else weights by each layer's
   * initializer, and 1 for the scales of layer normalisation.
   */
  public void initial(Sink sink) {
    Parameters parameters = Parameters.of(graph());
    for (Tensor tensor : parameters.tensors()) {
      if (initialValues.knows(tensor)) {
        initialValues.fill(tensor, sink);
      } else if (tensor.name().endsWith(Layer.SCALE)) {
        for (int column = 0; column < tensor.columns(); column++) {
          sink.set(tensor, 0, column, 1);
        }
      }
    }
    for (int i = 0; i < embeddings.size(); i++) {
      Tensor table = parameters.tensor(embeddings.get(i).name() + Layer.WEIGHT);
      if (!initialValues.knows(table)) {
        Initializers.fillTable(table, Generator.of(seed, EMBEDDING_STREAM + i), sink);
      }
    }
    for (int i = 0; i < layers.size(); i++) {
      if (i > 0 || examples.inputs() > 0) {
        Tensor weight = parameters.tensor(layers.get(i).name() + Layer.WEIGHT);
        int in = weight.rows() + (i == 0 ? examples.encoded().entries() : 0);
        initial(layers.get(i), weight, in, FIRST_STREAM + i, sink);
      }
    }
    if (examples.encoded().columns() > 0) {
      Tensor table = parameters.tensor(layers.getFirst().name() + Layer.TABLE);
      int in = examples.inputs() + examples.encoded().entries();
      initial(layers.getFirst(), table, in, TABLE_STREAM, sink);
    }
  }

  /**
   * @param in how many numbers that are not 0 feed an output at most
   */
  private void initial(Layer layer, Tensor weight, int in, long stream, Sink sink) {
    if (!initialValues.knows(weight)) {
      Generator random = Generator.of(seed, stream);
      Initializers.fill(layer.init(), layer.settings(), weight, in, random, sink);
    }
  }

  public Graph graph() {
    return objective.graph();
  }

  public Objective objective() {
    return objective;
  }

  /** What it was told of the examples. */
  public Examples examples() {
    return examples;
  }

  /** The layers' places in the graph, the first one first. */
  public List<LayerNodes> layers() {
    return nodes;
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
    StringBuilder text = new StringBuilder();
    if (examples.encoded().columns() > 0) {
      text.append(examples.encoded().columns()).append(" encoded");
    }
    if (examples.inputs() > 0) {
      text.append(text.isEmpty() ? "" : " + ").append(examples.inputs());
    }
    if (!embeddings.isEmpty()) {
      text.append(embeddings.stream().map(Embedding::describe).toList());
    }
    layers.forEach(layer -> text.append(" -> ").append(layer.describe()));
    return text.append(", ")
        .append(loss)
        .append(" loss, ")
        .append(Parameters.of(graph()).count())
        .append(" parameters")
        .toString();
  }
}
