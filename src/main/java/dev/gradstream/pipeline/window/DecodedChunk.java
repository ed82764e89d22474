package dev.gradstream.pipeline.window;

import dev.gradstream.pipeline.port.RecordChunk;
import java.util.List;
import java.util.Map;

/** A {@link RecordChunk} after the decode stage. */
public record DecodedChunk(
    List<DecodedRecords> partitions,
    Map<Integer, Long> positions,
    Map<Integer, Long> endOffsets,
    long polledAtMs) {}
