package dev.gradstream.pipeline.port;

import reactor.core.publisher.Flux;

/**
 * Port: where examples come from.
 *
 * <p>Twins: Kafka and memory. One contract suite holds both.
 */
public interface ExampleSource {

  /**
   * What the source holds now. Blocks.
   *
   * @throws SourceException where there is no such topic, or it cannot be reached
   */
  SourceExtent extent();

  /**
   * How long records are kept, in milliseconds; {@link Long#MAX_VALUE} for ever, or where nobody
   * tells. Blocks.
   */
  default long retentionMs() {
    return Long.MAX_VALUE;
  }

  /**
   * Reads by demand: one signal a poll, in offset order within a partition. A poll that brought
   * nothing is signalled as a tick. Completes when every partition has reached its end; at the
   * latest then the last chunk's positions say so. Chunks are signalled on a thread of the source's
   * own, which owns the connection; cancelling closes it.
   *
   * <p>Fails with {@link SourceException} where an offset to read has expired or lies beyond the
   * end: nothing is ever skipped in silence.
   */
  Flux<RecordChunk> read(ReadPlan plan);
}
