package dev.gradstream.pipeline.port;

import java.util.List;
import java.util.Map;

/**
 * What one poll brought: one signal of the flow. An empty chunk is a tick: nothing came, but time
 * has passed.
 *
 * @param partitions records by partition, partitions ascending, none empty
 * @param positions next offset of every assigned partition after this poll; may lie above the last
 *     record plus one (holes)
 * @param endOffsets known end of every assigned partition (for lag), possibly a little old
 * @param polledAtMs clock of the poll
 */
public record RecordChunk(
    List<PartitionRecords> partitions,
    Map<Integer, Long> positions,
    Map<Integer, Long> endOffsets,
    long polledAtMs) {}
