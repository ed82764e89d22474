package dev.gradstream.pipeline.port;

import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import java.util.List;

/**
 * What becomes visible at once or not at all: journal block, metrics and dead letters.
 *
 * @param metrics null where the block has no step
 */
public record Commit(JournalBlock block, MetricsRecord metrics, List<RejectedRecord> rejected) {}
