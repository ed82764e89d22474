/**
 * The flow between the boxes: from a source's chunks to committed blocks, and back again in replay.
 *
 * <pre>
 *   ExampleSource --chunk--&gt; Decoding --rows--&gt; MergingCutter --window--&gt; BlockGathering
 *    (poll thread)                                                      (Training.apply)
 *                                                                             |
 *   StepSink &lt;--CommittedBlock-- Journal &lt;--Commit--------------------------- PendingBlock
 *                                   |                                          |
 *                                   |                                SnapshotStore
 *   Recovery, Replayer: Journal --events--&gt; RecordedCutter --&gt; Training.apply --&gt; Difference?
 * </pre>
 *
 * <p>Ports are {@code ExampleSource}, {@code Journal}, {@code SnapshotStore} and {@code StepSink},
 * each with a twin in memory. A chunk, a window, a block are signals; a single example never is.
 */
package dev.gradstream.pipeline;
