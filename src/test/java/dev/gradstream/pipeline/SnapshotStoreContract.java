package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.time.Duration;
import java.util.List;
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
