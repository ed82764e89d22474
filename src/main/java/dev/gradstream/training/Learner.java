package dev.gradstream.training;

import dev.gradstream.evaluation.Prequential;
import dev.gradstream.features.FeatureStage;
import dev.gradstream.features.Rows;
import dev.gradstream.features.TargetStage;
import dev.gradstream.kernel.Digest;
import dev.gradstream.state.Stateful;
import java.util.List;

/**
 * A network with its optimizer, in one precision: turns mini-batches into new parameters. One
 * implementation a precision.
 *
 * <p>A mini-batch goes through it like this, {@code [...]} only where it is scored apart:
 *
 * <pre>
 *   [load, loss, score], load, [loss, score], learn, [score]
 * </pre>
 *
 * <p>Visits the parameters, then the optimizer's slots. Called by the fold alone; allocates nothing
 * once it is warm.
 */
interface Learner extends Stateful {

  /** Writes the vectors and targets of rows {@code order[from]} to {@code order[to - 1]}. */
  void load(FeatureStage features, TargetStage target, Rows rows, int[] order, int from, int to);

  /** Forward only: the mean loss of the loaded rows, whose predictions are there afterwards. */
  double loss(int examples);

  /** {@link #learn(int, long, long, double)} of an optimizer that began with the run. */
  default double learn(int examples, long step, double rate) {
    return learn(examples, step, step, rate);
  }

  /**
   * Forward, backward and update: the mean loss of the loaded rows before the update, whose
   * predictions are there afterwards.
   *
   * @param step number of this update, from 1
   * @param age number of this update since the optimizer's slots were fresh, from 1
   * @param rate the learning rate, the schedule already in it
   */
  double learn(int examples, long step, long age, double rate);

  /** Euclidean norm of the mean gradient of the last {@link #learn}. */
  double gradientNorm();

  /** Whether every parameter, and the sum of their squares, is finite. */
  boolean finite();

  /**
   * Whether the last {@link #learn} only gathered gradients and left the parameters as they were.
   */
  default boolean gathering() {
    return false;
  }

  /**
   * Whether a mini-batch needs a forward pass of its own to be scored, because the pass of {@link
   * #learn} computes something else.
   */
  default boolean scoredApart() {
    return false;
  }

  /**
   * Shows the last predictions, those of rows {@code order[from]} on, to the metrics, on the
   * label's own scale.
   */
  void score(
      Prequential metrics, TargetStage target, Rows rows, int[] order, int from, int examples);

  /** The parameters alone. */
  Stateful parameters();

  /**
   * Copies what the last pass said of rows 0 to {@code rows - 1}.
   *
   * @param outputs (rows, outputs): raw, without padding
   * @param predictions (rows, width): through the loss's link, on the label's own scale
   * @param width 1, or the number of classes where there is a probability of each
   */
  void answers(TargetStage target, int rows, double[] outputs, double[] predictions, int width);

  /**
   * How parameters and gradient are spread; the gradient of the rows that are still loaded is
   * computed for it, and nothing that the next step depends on is changed.
   *
   * @param examples number of rows of the last {@link #learn}
   * @param step number of that update
   */
  List<Look.Part> look(int examples, long step);

  /** Adds the parameters and the slots to a digest; the same as visiting them with it. */
  default void digest(Digest digest) {
    visit(digest);
  }
}
