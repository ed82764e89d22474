/**
 * The flow between the boxes: from a source's chunks to committed blocks.
 *
 * <pre>
 *   ExampleSource --chunk--&gt; Decoding --rows--&gt; MergingCutter --window--&gt; BlockGathering
 *    (----- poll thread ------------)             (window)             (Training.apply)
 *                                                                             |
 *   StepSink &lt;--CommittedBlock-- Journal &lt;--Commit--------------------------- PendingBlock
 *    (port)                       (port)                                      |
 *                                                                SnapshotStore
 *
 *   port &lt;- memory, window &lt;- replay, tuning;  this package holds the live flow: Trainer
 * </pre>
 *
 * <p>Ports are in {@code port}, each with a twin in {@code memory}. A chunk, a window, a block are
 * signals; a single example never is.
 */
package dev.gradstream.pipeline;
