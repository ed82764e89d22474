/**
 * Bytes to rows, and events to bytes and back.
 *
 * <pre>
 *   record's bytes --RowDecoder (csv, json, avro, vw)--&gt; Rows         one row, or the reason why not
 *
 *   JournalBlock  &lt;--JournalBlocks--&gt;  single-object Avro        schemas/journal-block.avsc
 *   MetricsRecord &lt;--MetricsEvents--&gt;  single-object Avro        schemas/metrics.avsc
 *   Snapshot      &lt;-SnapshotChunks-&gt;  manifest and chunks       schemas/snapshot-manifest.avsc
 * </pre>
 *
 * <p>Whatever is read here is untrusted: a row that cannot be read is a value (the reason), an
 * event that cannot be read is a {@link dev.gradstream.codec.CorruptEventException}; lengths are
 * checked against what is there before memory is taken.
 *
 * <p>A new example format is one class and one line in {@link dev.gradstream.codec.RowFormats}. A
 * changed event is a changed file under {@code schemas}, a released copy of it under {@code
 * schemas-released}, and a golden file.
 */
package dev.gradstream.codec;
