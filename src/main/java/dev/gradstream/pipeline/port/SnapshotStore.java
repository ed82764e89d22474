package dev.gradstream.pipeline.port;

import dev.gradstream.training.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Port: snapshots of one run. Twins: Kafka and memory.
 *
 * <p>Kept are the newest two, the {@link SnapshotLadder}, and those that are pinned; the rest is
 * deleted when a newer one is written. A pin has a name, so that two who need one snapshot do not
 * undo each other's. Example:
 *
 * <pre>
 *   StoredSnapshot from = store.list().getFirst();
 *   store.pin(from, "branch.slower");              // stays until it is unpinned
 *   Snapshot snapshot = store.read(from).orElseThrow();
 * </pre>
 */
public interface SnapshotStore extends AutoCloseable {

  /** What a pin may be called. */
  Pattern PIN_NAME = Pattern.compile("[A-Za-z0-9._-]{1,120}");

  /** The pin of the snapshot that a truncated journal begins with. */
  String JOURNAL_PIN = "journal";

  /**
   * Stores a snapshot as one unit, whole or not at all, and lets go of those that need not be kept.
   * The snapshot's arrays may change again once this has completed.
   */
  Mono<Void> write(Snapshot snapshot);

  /** All that are kept, by ascending block. Blocks. */
  List<StoredSnapshot> list();

  /** A snapshot, verified to the last bit; empty where it is broken or gone. Blocks. */
  Optional<Snapshot> read(StoredSnapshot stored);

  /**
   * Has a snapshot kept until {@link #unpin}; a writer at work is not disturbed. Blocks.
   *
   * @param by who needs it, a {@link #PIN_NAME}
   * @throws IllegalStateException where the snapshot was deleted meanwhile; then another will do
   */
  void pin(StoredSnapshot stored, String by);

  /** Takes a pin back. Blocks. */
  void unpin(StoredSnapshot stored, String by);

  /**
   * The newest whole snapshot that is wanted, later blocks first; broken or half-written ones are
   * passed over. Blocks.
   */
  default Optional<Snapshot> newest(Predicate<StoredSnapshot> wanted) {
    return list().reversed().stream()
        .filter(wanted)
        .flatMap(stored -> read(stored).stream())
        .findFirst();
  }

  /** The newest whole snapshot of a step at or below the given one. Blocks. */
  default Optional<Snapshot> newest(long atMostStep) {
    return newest(stored -> stored.step() <= atMostStep);
  }

  @Override
  void close();
}
