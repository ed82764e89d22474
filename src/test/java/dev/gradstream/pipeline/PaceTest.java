package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.SnapshotPace;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.training.Event;
import dev.gradstream.training.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** When commits and snapshots are due. */
class PaceTest {
  private static final int WINDOWS = 40; // of one step each

  private static TrainingRun run() {
    return new TrainingRun(TrainingRun.examples(2, 16 * WINDOWS));
  }

  private static SnapshotPace snapshots(Map<String, String> settings) {
    return SnapshotPace.of(Settings.ofFlat(settings));
  }

  @Test
  void snapshots_are_due_by_steps_or_by_time_whichever_comes_first() {
    SnapshotPace both = snapshots(Map.of("everySteps", "100", "every", "30s"));
    assertTrue(both.isDue(100, 0));
    assertTrue(both.isDue(1, 30_000));
    assertFalse(both.isDue(99, 29_999));
    assertFalse(both.isDue(0, 1_000_000), "without a step there is nothing new to store");
  }

  @Test
  void who_names_a_time_only_gets_no_snapshots_by_steps() {
    assertFalse(snapshots(Map.of("every", "30s")).isDue(1_000_000, 29_999));
    assertTrue(snapshots(Map.of("every", "30s")).isDue(1, 30_000));
    assertThrows(SettingsException.class, () -> snapshots(Map.of("every", "0s")));
  }

  @Test
  void who_names_no_pace_gets_a_snapshot_by_steps_but_not_two_in_a_second() {
    assertTrue(snapshots(Map.of()).isDue(10_000, 1_000));
    assertFalse(snapshots(Map.of()).isDue(1_000_000, 999));
    assertFalse(snapshots(Map.of()).isDue(9_999, 1_000_000_000));
    assertTrue(snapshots(Map.of("everySteps", "10")).isDue(10, 0));
    assertFalse(snapshots(Map.of("everySteps", "10")).isDue(9, 1_000_000_000));
  }

  @Test
  void a_snapshot_is_taken_when_its_time_has_come() {
    AtomicLong nowMs = new AtomicLong();
    List<Long> taken = new ArrayList<>();
    try (TrainingRun run = run().with("snapshot.every", "10s")) {
      run.clock = () -> Instant.ofEpochMilli(nowMs.get());
      run.store = new RecordedSnapshots(run.snapshots, taken);
      run.train(
          new StepSink() {
            @Override
            public void committed(CommittedBlock block) {
              nowMs.addAndGet(3_000); // a step takes three seconds, a snapshot is due after four
            }
          });
    }
    assertEquals(WINDOWS, taken.getLast());
    assertTrue(taken.size() >= WINDOWS / 5 && taken.size() <= WINDOWS / 3, taken::toString);
  }

  @Test
  void a_transaction_takes_no_further_window_above_the_bound_on_its_steps() {
    try (TrainingRun whole = run();
        TrainingRun bounded = run().with("commit.interval", "1h").with("commit.steps", "7")) {
      byte[] certificate = whole.train().certificate();
      assertArrayEquals(certificate, bounded.train().certificate());
      List<Integer> steps = steps(bounded.journal);
      assertEquals(List.of(0, 7, 7, 7, 7, 7, 5), steps);
    }
  }

  @Test
  void training_goes_on_while_a_commit_takes_long() {
    Sinks.Empty<Void> gate = Sinks.empty();
    AtomicLong asked = new AtomicLong();
    try (TrainingRun run = run().with("commit.interval", "1ms")) {
      run.clock =
          () -> {
            if (asked.incrementAndGet() == WINDOWS / 2) {
              gate.tryEmitEmpty();
            }
            return Instant.ofEpochMilli(10 * asked.get());
          };
      run.written = slow(run.journal, gate.asMono());
      run.train();
      List<Integer> steps = steps(run.journal);
      assertEquals(1, steps.get(1)); // the slow one
      assertTrue(steps.get(2) > 5, () -> "gathered while it took: " + steps);
      assertEquals(WINDOWS, steps.stream().mapToInt(Integer::intValue).sum());
    }
  }

  private static List<Integer> steps(MemoryJournal journal) {
    return journal.commits().stream()
        .map(
            commit ->
                commit.block().events().stream()
                    .mapToInt(
                        event -> event instanceof Event.WindowApplied w ? w.steps().size() : 0)
                    .sum())
        .toList();
  }

  /** Its second block is committed when a gate opens. */
  private static Journal slow(Journal journal, Mono<Void> gate) {
    return new CommittingJournal(
        journal,
        commit ->
            commit.block().sequence() == 1
                ? gate.then(journal.commit(commit))
                : journal.commit(commit));
  }

  /** Notes the steps of the snapshots it is given. */
  private record RecordedSnapshots(SnapshotStore store, List<Long> steps) implements SnapshotStore {
    @Override
    public Mono<Void> write(Snapshot snapshot) {
      steps.add(snapshot.step());
      return store.write(snapshot);
    }

    @Override
    public List<StoredSnapshot> list() {
      return store.list();
    }

    @Override
    public java.util.Optional<Snapshot> read(StoredSnapshot stored) {
      return store.read(stored);
    }

    @Override
    public void pin(StoredSnapshot stored, String by) {
      store.pin(stored, by);
    }

    @Override
    public void unpin(StoredSnapshot stored, String by) {
      store.unpin(stored, by);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
