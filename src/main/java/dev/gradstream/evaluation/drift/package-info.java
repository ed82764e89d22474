/**
 * Detectors of drift: each watches one stream of numbers and says when they have risen for good.
 *
 * <pre>
 *   value, value, ... --observe--&gt; DriftDetector --&gt; alarm, with the mean before and after
 *                                  catalogue: DriftDetectors (adwin, page-hinkley, ddm)
 * </pre>
 *
 * <p>What they know is bounded, is shown to visitors and is part of a run's state.
 */
package dev.gradstream.evaluation.drift;
