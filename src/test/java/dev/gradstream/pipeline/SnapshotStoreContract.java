package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.SnapshotLadder;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link SnapshotStore} keeps; run for the one in memory and for Kafka's. */
public abstract class SnapshotStoreContract {

  protected static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger RUNS = new AtomicInteger();

  /** Another hold on the snapshots of a run. */
  protected abstract SnapshotStore open(String run);

  /** Makes the stored snapshot of a step unusable. */
  protected abstract void breakSnapshot(String run, long step);

  protected static String newRun() {
    return "snapshots-" + ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet();
  }

  @Test
  void without_a_snapshot_there_is_none() {
    try (SnapshotStore store = open(newRun())) {
      assertTrue(store.newest(Long.MAX_VALUE).isEmpty());
    }
  }

  @Test
  void a_snapshot_comes_back_as_it_was() {
    String run = newRun();
    try (SnapshotStore store = open(run)) {
      store.write(snapshot(10, 100)).block(PATIENCE);
    }
    try (SnapshotStore store = open(run)) {
      assertSame(snapshot(10, 100), store.newest(10).orElseThrow());
    }
  }

  @Test
  void the_newest_at_or_below_the_step_is_found() {
    String run = newRun();
    try (SnapshotStore store = open(run)) {
      store.write(snapshot(10, 100)).block(PATIENCE);
      store.write(snapshot(20, 100)).block(PATIENCE);
      assertEquals(20, store.newest(Long.MAX_VALUE).orElseThrow().step());
      assertEquals(20, store.newest(20).orElseThrow().step());
      assertSame(snapshot(10, 100), store.newest(19).orElseThrow());
      assertTrue(store.newest(9).isEmpty());
    }
  }

  @Test
  void the_newest_two_are_kept_whatever_their_size() {
    String run = newRun();
    try (SnapshotStore store = open(run)) {
      for (int n = 1; n <= 7; n++) {
        int elements = n % 2 == 0 ? 10 : 700_000;
        store.write(snapshot(n, elements)).block(PATIENCE);
        assertSame(snapshot(n, elements), store.newest(n).orElseThrow());
        if (n > 1) {
          assertEquals(n - 1, store.newest(n - 1).orElseThrow().step());
        }
      }
    }
  }

  @Test
  void a_snapshot_of_the_same_step_takes_the_place_of_the_older_one() {
    String run = newRun();
    try (SnapshotStore store = open(run)) {
      store.write(snapshot(10, 100)).block(PATIENCE);
      store.write(snapshot(10, 200)).block(PATIENCE);
      assertSame(snapshot(10, 200), store.newest(10).orElseThrow());
    }
  }

  @Test
  void a_broken_snapshot_is_passed_over() {
    String run = newRun();
    try (SnapshotStore store = open(run)) {
      store.write(snapshot(10, 100)).block(PATIENCE);
      store.write(snapshot(20, 700_000)).block(PATIENCE);
      breakSnapshot(run, 20);
    }
    try (SnapshotStore store = open(run)) {
      assertSame(snapshot(10, 100), store.newest(Long.MAX_VALUE).orElseThrow());
    }
  }

  @Test
  void older_snapshots_are_kept_on_the_ladder_and_no_others() {
    String run = newRun();
    try (SnapshotStore store = open(run)) {
      SortedSet<Long> kept = new TreeSet<>();
      for (int n = 1; n <= 12; n++) {
        store.write(snapshot(n, 10)).block(PATIENCE);
        kept.add(3L * n);
        kept = SnapshotLadder.kept(kept);
        assertEquals(List.copyOf(kept), blocks(store));
      }
      assertTrue(kept.size() < 8, kept::toString);
      for (StoredSnapshot stored : store.list()) {
        assertSame(snapshot(stored.step(), 10), store.read(stored).orElseThrow());
        assertEquals(2 * stored.step(), stored.window());
        assertTrue(stored.sizeBytes() >= 40, stored::toString);
      }
    }
  }

  @Test
  void a_pinned_snapshot_stays_until_its_last_pin_is_gone() {
    String run = newRun();
    try (SnapshotStore store = open(run);
        SnapshotStore somebodyElse = open(run)) {
      fill(store, 1, 3);
      StoredSnapshot pinned = somebodyElse.list().get(1);
      somebodyElse.pin(pinned, "branch.one");
      somebodyElse.pin(pinned, "branch.two");
      fill(store, 4, 9);
      assertTrue(blocks(store).contains(pinned.blockSequence()));
      StoredSnapshot found = store.list().get(1);
      assertEquals(Set.of("branch.one", "branch.two"), found.pins());
      assertSame(snapshot(2, 10), store.read(found).orElseThrow());
      somebodyElse.unpin(pinned, "branch.one");
      fill(store, 10, 11);
      assertEquals(Set.of("branch.two"), store.list().get(1).pins());
      somebodyElse.unpin(pinned, "branch.two");
      fill(store, 12, 12);
      assertFalse(blocks(store).contains(pinned.blockSequence()));
    }
  }

  @Test
  void a_snapshot_that_is_gone_cannot_be_pinned() {
    String run = newRun();
    try (SnapshotStore store = open(run)) {
      fill(store, 1, 3);
      StoredSnapshot second = store.list().get(1);
      fill(store, 4, 9);
      assertFalse(blocks(store).contains(second.blockSequence()));
      assertThrows(IllegalStateException.class, () -> store.pin(second, "too.late"));
      fill(store, 10, 10);
      assertTrue(store.list().stream().allMatch(stored -> stored.pins().isEmpty()));
    }
  }

  @Test
  void what_becomes_of_the_arrays_after_a_write_does_not_show_in_the_snapshot() {
    String run = newRun();
    try (SnapshotStore store = open(run)) {
      Snapshot written = snapshot(10, 100);
      store.write(written).block(PATIENCE);
      ((float[]) written.arrays().getFirst().values())[7] = 1e9f;
      assertSame(snapshot(10, 100), store.newest(10).orElseThrow());
    }
  }

  private static void fill(SnapshotStore store, int from, int to) {
    for (int n = from; n <= to; n++) {
      store.write(snapshot(n, 10)).block(PATIENCE);
    }
  }

  protected static List<Long> blocks(SnapshotStore store) {
    return store.list().stream().map(StoredSnapshot::blockSequence).toList();
  }

  /** A snapshot with every element type, of about {@code 4 * elements} bytes. */
  protected static Snapshot snapshot(long step, int elements) {
    float[] weights = new float[elements];
    for (int i = 0; i < elements; i++) {
      weights[i] = (float) step / (i + 1);
    }
    return new Snapshot(
        step,
        step * 2,
        step * 3,
        List.of(
            new NamedArray("dense.0.weights", 1, elements, weights),
            new NamedArray("scaler.mean", 1, 2, new double[] {step, Double.NaN}),
            new NamedArray("positions", 2, 1, new long[] {Long.MIN_VALUE, step})));
  }

  private static void assertSame(Snapshot expected, Snapshot actual) {
    assertEquals(expected.step(), actual.step());
    assertEquals(expected.window(), actual.window());
    assertEquals(expected.blockSequence(), actual.blockSequence());
    assertEquals(expected.arrays().size(), actual.arrays().size());
    for (int i = 0; i < expected.arrays().size(); i++) {
      NamedArray wanted = expected.arrays().get(i);
      NamedArray got = actual.arrays().get(i);
      assertEquals(wanted.name(), got.name());
      assertEquals(wanted.rows(), got.rows());
      assertEquals(wanted.columns(), got.columns());
      switch (wanted.values()) {
        case float[] floats -> assertArrayEquals(floats, (float[]) got.values());
        case double[] doubles -> assertArrayEquals(doubles, (double[]) got.values());
        case long[] longs -> assertArrayEquals(longs, (long[]) got.values());
        default -> throw new IllegalStateException("no such element type");
      }
    }
  }
}
