package dev.gradstream.pipeline;

import dev.gradstream.training.Snapshot;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Port: snapshots of one run. Twins: Kafka and memory. */
public interface SnapshotStore extends AutoCloseable {

  /** Stores a snapshot as one unit, whole or not at all. */
  Mono<Void> write(Snapshot snapshot);

  /**
   * The newest whole snapshot of a step at or below the given one; broken or half-written ones are
   * passed over. Blocks.
   */
  Optional<Snapshot> newest(long atMostStep);

  @Override
  void close();
}
