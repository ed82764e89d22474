package dev.gradstream.pipeline;

import dev.gradstream.training.Snapshot;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/**
 * Snapshots in memory: the twin of the Kafka snapshots. Keeps every one. May be called from any
 * thread.
 */
public final class MemorySnapshots implements SnapshotStore {

  private final TreeMap<Long, Snapshot> byStep = new TreeMap<>();

  @Override
  public Mono<Void> write(Snapshot snapshot) {
    return Mono.fromRunnable(
        () -> {
          synchronized (byStep) {
            byStep.put(snapshot.step(), snapshot);
          }
        });
  }

  @Override
  public Optional<Snapshot> newest(long atMostStep) {
    synchronized (byStep) {
      return Optional.ofNullable(byStep.floorEntry(atMostStep)).map(Map.Entry::getValue);
    }
  }

  /** Loses the snapshot of a step, as a broken one is lost. */
  public void lose(long step) {
    synchronized (byStep) {
      byStep.remove(step);
    }
  }

  @Override
  public void close() {}
}
