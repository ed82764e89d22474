package dev.gradstream.pipeline;

import java.util.List;
import java.util.Map;

/** A {@link RecordChunk} after the decode stage. */
record DecodedChunk(
    List<DecodedRecords> partitions,
    Map<Integer, Long> positions,
    Map<Integer, Long> endOffsets,
    long polledAtMs) {}
