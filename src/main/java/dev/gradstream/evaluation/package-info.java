/**
 * How good the predictions are: every example is scored once, before it is learned from.
 *
 * <pre>
 *   predictions, targets, losses of a mini-batch
 *     |
 *   PrequentialFigures --&gt; Scored (decisions, ranks; Derived: what some metrics share)
 *     |                       |
 *     |                       +--&gt; Metric, Metric, ...   catalogue: Metrics
 *     |                       +--&gt; Recents (means, eight at a time)
 *     v
 *   figures by name: accuracy=..., recent.accuracy=..., baseline.previous.accuracy=...
 * </pre>
 *
 * <p>Beside it stands {@link dev.gradstream.evaluation.drift.DriftDetector}, a family of its own
 * (catalogue: DriftDetectors): one value a row, an alarm when it has risen for good.
 *
 * <p>All sums are doubles or longs, row by row in the rows' order, so that how a stream is cut into
 * mini-batches never changes a figure.
 */
package dev.gradstream.evaluation;
