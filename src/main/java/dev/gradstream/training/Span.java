package dev.gradstream.training;

/**
 * A stretch of one partition that went into a window.
 *
 * <p>Holes (compaction, transaction markers) are allowed; count and hash prove that nothing else is
 * missing. The certificate covers partition, count and hash, not offsets, so that a copy of the
 * topic gives the same one.
 *
 * @param source number of the source within the run, 0 for the only one
 * @param partition partition of the source's topic
 * @param fromOffset offset of the first record, or of the hole before it
 * @param toOffsetExclusive offset after the last record
 * @param records number of records, rejected ones included
 * @param hash {@link RecordHash} over the records in order, rejected ones included
 */
public record Span(
    int source, int partition, long fromOffset, long toOffsetExclusive, int records, long hash) {}
