package dev.gradstream.autodiff;

/**
 * What training minimises: the mean over the batch of {@code loss}.
 *
 * @param input features, (batch, inputs)
 * @param target what is to be predicted, (batch, columns)
 * @param output the raw output, (batch, outputs): a logit where the loss has a link
 * @param prediction the output through the loss's link
 * @param loss one number an example, (batch, 1)
 */
public record Objective(
    Graph graph, Node input, Node target, Node output, Node prediction, Node loss) {
  public Objective {
    if (!loss.shape().equals(Shape.batch(1))) {
      throw new IllegalArgumentException(
          "the loss must be one number an example, got " + loss.shape());
    }
  }

  /** A plan for batches of up to {@code capacity} rows that trains {@code parameters}. */
  public Plan compile(Parameters parameters, int capacity) {
    return Compiler.compile(this, parameters, capacity);
  }
}
