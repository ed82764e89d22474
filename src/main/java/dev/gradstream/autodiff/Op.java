package dev.gradstream.autodiff;

import java.util.List;

/**
 * An operation: its forward rule twice (double for the reference, float32 kernel calls for a plan)
 * and its backward rule once, as nodes of the same graph.
 *
 * <p>Operations are records, equal when they do the same; a graph keeps equal applications once.
 */
public interface Op {

  /**
   * The result's shape. Throws IllegalArgumentException that names expected and given shapes where
   * they don't fit.
   */
  Shape shape(List<Shape> inputs);

  /** Forward rule of the reference: fills {@code output}, which has the right shape and is zero. */
  void evaluate(List<Matrix> inputs, Matrix output);

  /**
   * Backward rule: for each input the node of d(objective)/d(input), or null where nothing flows.
   *
   * @param self this operation's node, whose inputs and value the rule may use
   * @param slope the node of d(objective)/d(self), of the same shape as self
   */
  List<Node> gradient(Node self, Node slope);

  /** Forward rule of a plan. */
  Step compile(List<Buffer> inputs, Buffer output);

  /**
   * Whether the result, of batched inputs, is a sum over the rows of the batch: such a step is run
   * block by block of rows and the blocks' results are added.
   */
  default boolean sumsRows() {
    return false;
  }

  /** The name in drawings and messages. */
  default String label() {
    String name = getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
