/**
 * What is recorded, read again: recovery, replay, branches, comparisons and capsules.
 *
 * <pre>
 *   Journal --&gt; RecordedEvent --Survivors (without what was rolled back)--&gt; History
 *   SnapshotStore --&gt; ReplayStart --Folding (RecordedCutter, Training.apply)--&gt; state
 *                         |               |
 *        Recovery, Brancher, Replayer     +--&gt; Difference, Verdict, Bisection, Counterfactual
 * </pre>
 */
package dev.gradstream.pipeline.replay;
