package dev.gradstream.autodiff;

import dev.gradstream.kernel.Finish;
import dev.gradstream.kernel.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns an objective into a {@link Plan}: backward pass, phases, fusion, places, steps, in this
 * order.
 */
final class Compiler {
  private final Objective objective;
  private final Parameters parameters;
  private final int capacity;
  private final List<Node> leaves; // the graph's parameters
  private final Gradients gradients;
  private final List<Node> live;
  private final Phase[] phases;
  private final boolean[] forward; // what output and prediction need
  private final boolean[] loss; // what the loss needs
  private final Fusion fusion;
  private final Buffer[] buffers;
  private final float[] otherSums; // sums over the batch that are no parameter's gradient
  private final List<Step> late = new ArrayList<>();

  private Compiler(Objective objective, Parameters parameters, int capacity) {
    this.objective = objective;
    this.parameters = parameters;
    this.capacity = capacity;
    Graph graph = objective.graph();
    graph.share(); // both are there before nodes are counted, whoever uses them
    graph.stepNumber();
    this.gradients = objective.gradients();
    this.leaves = Gradients.parameters(graph);
    List<Node> wanted =
        new ArrayList<>(List.of(objective.output(), objective.prediction(), objective.loss()));
    leaves.forEach(leaf -> gradients.of(leaf).ifPresent(wanted::add));
    List<Node> nodes = graph.nodes();
    boolean[] needed = ancestors(nodes, wanted);
    this.live = nodes.stream().filter(node -> needed[node.index()]).toList();
    this.phases = new Phase[nodes.size()];
    this.forward = ancestors(nodes, List.of(objective.output(), objective.prediction()));
    this.loss = ancestors(nodes, List.of(objective.loss()));
    int[] uses = new int[nodes.size()];
    wanted.forEach(node -> uses[node.index()]++);
    for (Node node : live) {
      phases[node.index()] =
          Phase.of(node, node.inputs().stream().map(n -> phases[n.index()]).toList());
      node.inputs().forEach(input -> uses[input.index()]++);
    }
    this.fusion = new Fusion(live, uses);
    this.buffers = new Buffer[nodes.size()];
    this.otherSums = place();
  }

  static Plan compile(Objective objective, Parameters parameters, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity=" + capacity + ": must be at least 1");
    }
    return new Compiler(objective, parameters, capacity).plan();
  }

  /** The nodes that some nodes need, themselves included, in the graph's order. */
  static List<Node> live(List<Node> nodes, List<Node> wanted) {
    boolean[] needed = ancestors(nodes, wanted);
    return nodes.stream().filter(node -> needed[node.index()]).toList();
  }

  private static boolean[] ancestors(List<Node> nodes, List<Node> wanted) {
    boolean[] needed = new boolean[nodes.size()];
    wanted.forEach(node -> needed[node.index()] = true);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (needed[i]) {
        nodes.get(i).inputs().forEach(input -> needed[input.index()] = true);
      }
    }
    return needed;
  }

  private float[] place() {
    Map<Node, Buffer> bound = gradientPlaces();
    int length = 0;
    for (Node node : live) {
      if (phases[node.index()] == Phase.SUMS && !bound.containsKey(node)) {
        length += Layout.length(node.shape().rows(), node.shape().columns());
      }
    }
    float[] sums = new float[length];
    int next = 0;
    for (Node node : live) {
      Shape shape = node.shape();
      if (fusion.swallowed(node)) {
        continue;
      }
      Buffer buffer;
      if (bound.containsKey(node)) {
        buffer = bound.get(node);
      } else if (node.op() instanceof Leaf.Sparse) {
        buffer = Buffer.sparse(shape, capacity);
      } else if (node.op() instanceof Leaf.Parameter(String name, int rows, int columns)) {
        Tensor tensor = parameters.tensor(name);
        buffer = new Buffer(parameters.values(), tensor.offset(), shape, tensor.stride());
      } else if (phases[node.index()] == Phase.SUMS) {
        buffer = new Buffer(sums, next, shape, Layout.stride(shape.columns()));
        next += Layout.length(shape.rows(), shape.columns());
      } else if (fusion.inPlace(node) && phases[node.index()] == Phase.ROWS) {
        buffer = buffers[node.input(0).index()];
      } else {
        buffer = Buffer.allocate(shape, capacity);
      }
      if (node.op() instanceof Leaf.Constant(double value)) {
        buffer.array()[0] = (float) value;
      }
      if (node.op() instanceof Leaf.Constants(List<Double> values)) {
        for (int i = 0; i < values.size(); i++) { // one column is packed
          buffer.array()[i] = values.get(i).floatValue();
        }
      }
      buffers[node.index()] = buffer;
    }
    return sums;
  }

  // A slope that is computed for one parameter only is computed right into the gradients.
  private Map<Node, Buffer> gradientPlaces() {
    Map<Node, Buffer> bound = new LinkedHashMap<>();
    for (Node leaf : leaves) {
      Node slope = gradients.of(leaf).orElse(null);
      Tensor tensor = parameters.tensor(leaf.op().label());
      if (slope != null
          && !bound.containsKey(slope)
          && phases[slope.index()].compareTo(Phase.SUMS) >= 0) {
        bound.put(
            slope,
            new Buffer(
                parameters.gradients(),
                tensor.offset(),
                leaf.shape(),
                tensor.stride(),
                null,
                parameters.touched(tensor)));
      }
    }
    return bound;
  }

  private Plan plan() {
    Team team = Team.chosen();
    Phases first = phases();
    copyShared();
    boolean stretches = stretches();
    List<Passes.Member> members = new ArrayList<>();
    for (int member = 0; member < team.size(); member++) {
      Phases phases = member == 0 ? first.with(Phases.steps(late)) : phases();
      members.add(new Passes.Member(phases, stretches ? slopes() : null));
    }
    return new Plan(
        capacity,
        parameters,
        List.of(
            buffer(objective.input()),
            buffer(objective.target()),
            buffer(objective.output()),
            buffer(objective.prediction()),
            buffer(objective.loss())),
        sparse(),
        objective.weight().map(this::buffer),
        buffer(objective.graph().share()),
        buffer(objective.graph().stepNumber()),
        live.contains(objective.graph().stepNumber()),
        new Passes(team, members, parameters.count()),
        List.of(parameters.gradients(), otherSums));
  }

  // A member's own steps. What runs late is gathered once, with the first member's.
  private Phases phases() {
    boolean first = late.isEmpty();
    List<Step> early = new ArrayList<>();
    List<Step> forwardSteps = new ArrayList<>();
    List<Step> lossSteps = new ArrayList<>();
    List<Step> backwardSteps = new ArrayList<>();
    List<Step> sumSteps = new ArrayList<>();
    List<Step> tables = new ArrayList<>(); // row-sparse sums, taken over the whole batch at once
    List<Step> after = new ArrayList<>();
    for (Node node : live) {
      if (node.op() instanceof Leaf || fusion.swallowed(node)) {
        continue;
      }
      int i = node.index();
      List<Step> list =
          switch (phases[i]) {
            case EARLY -> early;
            case ROWS -> forward[i] ? forwardSteps : loss[i] ? lossSteps : backwardSteps;
            case SUMS -> node.op() instanceof Sparse.TransposedTimes ? tables : sumSteps;
            case LATE -> after;
          };
      list.add(step(node));
    }
    if (first) {
      late.addAll(tables);
      late.addAll(after);
    }
    return new Phases(
        Phases.steps(early),
        Phases.steps(forwardSteps),
        Phases.steps(lossSteps),
        Phases.steps(backwardSteps),
        Phases.steps(sumSteps),
        new Step[0]);
  }

  // Whether every parameter's gradient is a sum over the batch of its own: then nothing reads what
  // an update changes while other gradients are still computed.
  private boolean stretches() {
    return late.isEmpty()
        && leaves.size() == parameters.tensors().size()
        && leaves.stream()
            .allMatch(
                leaf ->
                    gradients
                        .of(leaf)
                        .map(slope -> phases[slope.index()] == Phase.SUMS)
                        .orElse(false));
  }

  private Slopes slopes() {
    List<Slopes.Source> sources = new ArrayList<>();
    for (Tensor tensor : parameters.tensors()) {
      Node leaf =
          leaves.stream()
              .filter(l -> l.op().label().equals(tensor.name()))
              .findFirst()
              .orElseThrow();
      Node slope = gradients.of(leaf).orElseThrow();
      Slope byRows =
          slope.op() instanceof Products.TransposedTimes product
              ? product.slope(inputs(slope), buffers[slope.index()])
              : null;
      sources.add(new Slopes.Source(tensor, byRows, step(slope)));
    }
    return new Slopes(sources, parameters);
  }

  // The sparse input, or null.
  private SparseRows sparse() {
    SparseRows rows = null;
    for (Node node : live) {
      if (node.op() instanceof Leaf.Sparse) {
        if (rows != null) {
          throw new IllegalArgumentException(node + ": a plan takes one sparse input");
        }
        rows = buffers[node.index()].sparse();
      }
    }
    return rows;
  }

  private Buffer buffer(Node node) {
    if (buffers[node.index()] == null) { // an input that nothing reads
      buffers[node.index()] = Buffer.allocate(node.shape(), capacity);
    }
    return buffers[node.index()];
  }

  private Step step(Node node) {
    Buffer output = buffers[node.index()];
    Fusion.Affine affine = fusion.affine(node);
    if (affine != null) {
      Node product = affine.product();
      return new Products.Matmul()
          .compile(inputs(product), buffers[affine.bias().index()], affine.finish(), output);
    }
    Fusion.RectifiedSlope slope = fusion.rectifiedSlope(node);
    if (slope != null) {
      List<Buffer> factors = inputs(slope.product());
      return new Products.TimesTransposed()
          .compile(factors, Finish.RECTIFY_SLOPE, buffers[slope.y().index()], output);
    }
    return node.op().compile(inputs(node), output);
  }

  private List<Buffer> inputs(Node node) {
    return node.inputs().stream().map(input -> buffers[input.index()]).toList();
  }

  // The slope of a second parameter that shares it with a first, or that was known before the
  // batch.
  private void copyShared() {
    for (Node leaf : leaves) {
      Node slope = gradients.of(leaf).orElse(null);
      Tensor tensor = parameters.tensor(leaf.op().label());
      if (slope == null) {
        continue;
      }
      Buffer from = buffers[slope.index()];
      if (from.array() == parameters.gradients() && from.offset() == tensor.offset()) {
        continue;
      }
      float[] gradients = parameters.gradients();
      late.add(
          (first, end) ->
              System.arraycopy(
                  from.array(), from.offset(), gradients, tensor.offset(), tensor.length()));
    }
  }
}
