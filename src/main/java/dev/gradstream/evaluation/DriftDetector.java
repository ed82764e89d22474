package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * Watches a row's error, or any measure that rises as a model gets worse, and says when it has
 * risen for good.
 *
 * <p>Called by the fold alone, row by row in order. After an alarm a detector starts afresh, as if
 * newly made. A new member is one class and one line in {@link DriftDetectors}. Example:
 *
 * <pre>
 *   if (detector.observe(hit ? 0 : 1)) drifts.add(step);
 * </pre>
 */
public interface DriftDetector {

  /**
   * Takes in one value.
   *
   * @param value within [0, 1], for instance 0 for a hit and 1 for a miss
   * @return whether this value raises the alarm
   */
  boolean observe(double value);

  /** Shows the state, each name beginning with {@code prefix}. */
  void visit(String prefix, StateVisitor visitor);
}
