package dev.gradstream.pipeline.port;

import java.util.SortedMap;

/**
 * What a source holds now.
 *
 * @param topicId the topic's identity: a recreated topic has another
 * @param beginOffsets first available offset by partition
 * @param endOffsets offset after the last committed record by partition
 */
public record SourceExtent(
    String topicId, SortedMap<Integer, Long> beginOffsets, SortedMap<Integer, Long> endOffsets) {}
