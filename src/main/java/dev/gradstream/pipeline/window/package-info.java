/**
 * From a chunk of records to the next mini-batch window, the same one on every machine.
 *
 * <pre>
 *   RecordChunk --Decoding--&gt; DecodedChunk --&gt; Buffers (a PartitionBuffer each) --Cutter--&gt; Cut
 *                                                                 MergingCutter: by the settings
 *                                                     replay.RecordedCutter: by recorded events
 * </pre>
 */
package dev.gradstream.pipeline.window;
