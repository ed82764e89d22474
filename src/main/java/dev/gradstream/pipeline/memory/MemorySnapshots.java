package dev.gradstream.pipeline.memory;

import dev.gradstream.pipeline.port.SnapshotLadder;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import reactor.core.publisher.Mono;

/** Snapshots in memory: the twin of the Kafka snapshots. May be called from any thread. */
public final class MemorySnapshots implements SnapshotStore {

  private final TreeMap<Long, Snapshot> byBlock = new TreeMap<>();
  private final TreeMap<Long, SortedSet<String>> pins = new TreeMap<>();
  private final TreeMap<Long, Long> writtenAtMs = new TreeMap<>();
  private final InstantSource clock;

  public MemorySnapshots() {
    this(InstantSource.system());
  }

  public MemorySnapshots(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Mono<Void> write(Snapshot snapshot) {
    return Mono.fromRunnable(
        () -> {
          synchronized (byBlock) {
            byBlock.put(snapshot.blockSequence(), copy(snapshot));
            writtenAtMs.put(snapshot.blockSequence(), clock.millis());
            Set<Long> kept = SnapshotLadder.kept(byBlock.navigableKeySet());
            byBlock.keySet().removeIf(block -> !kept.contains(block) && !pins.containsKey(block));
          }
        });
  }

  private static Snapshot copy(Snapshot snapshot) {
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : snapshot.arrays()) {
      Object values =
          switch (array.values()) {
            case float[] floats -> floats.clone();
            case double[] doubles -> doubles.clone();
            case long[] longs -> longs.clone();
            default -> throw new IllegalArgumentException(array.name() + ": no array of numbers");
          };
      arrays.add(new NamedArray(array.name(), array.rows(), array.columns(), values));
    }
    return new Snapshot(snapshot.step(), snapshot.window(), snapshot.blockSequence(), arrays);
  }

  @Override
  public List<StoredSnapshot> list() {
    synchronized (byBlock) {
      return byBlock.values().stream().map(this::stored).toList();
    }
  }

  private StoredSnapshot stored(Snapshot snapshot) {
    long elements =
        snapshot.arrays().stream().mapToLong(array -> (long) array.rows() * array.columns()).sum();
    return new StoredSnapshot(
        snapshot.step(),
        snapshot.window(),
        snapshot.blockSequence(),
        elements * Float.BYTES,
        writtenAtMs.get(snapshot.blockSequence()),
        pins.getOrDefault(snapshot.blockSequence(), new TreeSet<>()));
  }

  @Override
  public Optional<Snapshot> read(StoredSnapshot stored) {
    synchronized (byBlock) {
      return Optional.ofNullable(byBlock.get(stored.blockSequence()));
    }
  }

  @Override
  public void pin(StoredSnapshot stored, String by) {
    synchronized (byBlock) {
      if (!byBlock.containsKey(stored.blockSequence())) {
        throw new IllegalStateException(
            "the snapshot of step " + stored.step() + " is not kept any more");
      }
      pins.computeIfAbsent(stored.blockSequence(), block -> new TreeSet<>()).add(by);
    }
  }

  @Override
  public void unpin(StoredSnapshot stored, String by) {
    synchronized (byBlock) {
      Set<String> left = pins.getOrDefault(stored.blockSequence(), new TreeSet<>());
      left.remove(by);
      if (left.isEmpty()) {
        pins.remove(stored.blockSequence());
      }
    }
  }

  /** Loses the snapshots of a step, as broken ones are lost. */
  public void lose(long step) {
    synchronized (byBlock) {
      byBlock.values().removeIf(snapshot -> snapshot.step() == step);
    }
  }

  @Override
  public void close() {}
}
