package dev.gradstream.evaluation.drift;

import dev.gradstream.state.StateVisitor;

/**
 * Watches a row's error, or any measure that rises as a model gets worse, and says when it has
 * risen for good.
 *
 * <p>Called by the fold alone, row by row in order; allocates nothing. What came before the change
 * is forgotten at an alarm, so that the next change is measured against what holds now; a fall is
 * followed in silence. A new member is one class and one line in {@link DriftDetectors}. Example:
 *
 * <pre>
 *   if (detector.observe(hit ? 0 : 1)) drifts.add(step);
 * </pre>
 */
public interface DriftDetector {

  /**
   * Takes in one value.
   *
   * @param value for instance 0 for a hit and 1 for a miss
   * @return whether this value raises the alarm
   */
  boolean observe(double value);

  /** Mean before the change that raised the last alarm; to be asked for right after it. */
  double before();

  /** Mean of what came after the change, up to the alarm; to be asked for right after it. */
  double after();

  /** Shows the state, each name beginning with {@code prefix}. */
  void visit(String prefix, StateVisitor visitor);
}
