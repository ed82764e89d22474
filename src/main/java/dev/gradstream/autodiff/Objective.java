package dev.gradstream.autodiff;

import java.util.Optional;

/**
 * What training minimises: {@code scale} times the sum of {@code loss} over the batch, with the
 * scale 1 / rows the mean.
 *
 * @param input features, (batch, inputs)
 * @param target what is to be predicted, (batch, columns)
 * @param output the raw output, (batch, outputs): a logit where the loss has a link
 * @param prediction the output through the loss's link
 * @param loss one number an example, (batch, 1), its weight already in it
 * @param scale (1, 1), known before the batch
 * @param weight the examples' weights, (batch, 1); empty where all count alike
 */
public record Objective(
    Graph graph,
    Node input,
    Node target,
    Node output,
    Node prediction,
    Node loss,
    Node scale,
    Optional<Node> weight) {
  public Objective {
    if (!loss.shape().equals(Shape.batch(1))) {
      throw new IllegalArgumentException(
          "the loss must be one number an example, got " + loss.shape());
    }
    if (!scale.shape().equals(Shape.SCALAR)) {
      throw new IllegalArgumentException("the scale must be one number, got " + scale.shape());
    }
  }

  /** The mean over the batch of {@code loss}, all examples counting alike. */
  public Objective(Graph graph, Node input, Node target, Node output, Node prediction, Node loss) {
    this(graph, input, target, output, prediction, loss, graph.share(), Optional.empty());
  }

  /** The backward pass, appended to the graph if it is not there yet. */
  public Gradients gradients() {
    return Gradients.of(loss, graph.apply(new Reductions.Spread(loss.shape()), scale));
  }

  /**
   * The same in double precision.
   *
   * @param initial where the parameters begin, and how they are laid out
   */
  public DoublePlan inDoubles(Parameters initial) {
    return new DoublePlan(this, initial);
  }

  /** A plan for batches of up to {@code capacity} rows that trains {@code parameters}. */
  public Plan compile(Parameters parameters, int capacity) {
    return Compiler.compile(this, parameters, capacity);
  }
}
