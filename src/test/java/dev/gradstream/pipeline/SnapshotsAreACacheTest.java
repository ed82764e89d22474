package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.training.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Nothing but time rests on a snapshot: with broken, foreign or no snapshots a run is the same. */
class SnapshotsAreACacheTest {
  private static final int EXAMPLES = 600;
  private static final byte[] UNDISTURBED;

  static {
    try (TrainingRun run = run()) {
      UNDISTURBED = run.train().certificate();
    }
  }

  private static TrainingRun run() {
    return new TrainingRun(TrainingRun.examples(3, EXAMPLES)).with("snapshot.everySteps", "5");
  }

  @Test
  void a_snapshot_that_cannot_be_written_is_left_out_and_the_next_one_is_tried() {
    List<Long> tried = new ArrayList<>();
    try (TrainingRun run = run()) {
      run.store =
          new Store(run.snapshots) {
            @Override
            public Mono<Void> write(Snapshot snapshot) {
              tried.add(snapshot.step());
              return Mono.error(new IllegalStateException("the disk is full"));
            }
          };
      Outcome outcome = run.train();
      assertTrue(outcome.ended());
      assertArrayEquals(UNDISTURBED, outcome.certificate());
      assertTrue(tried.size() > 1, tried::toString);
      assertEquals(outcome.step(), tried.getLast());
    }
  }

  @Test
  void a_snapshot_of_another_history_is_passed_over() {
    try (TrainingRun other = run().with("seed", "43");
        TrainingRun run = run()) {
      interrupt(other, 8);
      interrupt(run, 20);
      Snapshot foreign = other.snapshots.newest(Long.MAX_VALUE).orElseThrow();
      for (long step = 0; step <= 21; step++) {
        run.snapshots.lose(step);
      }
      run.snapshots.write(foreign).block();
      assertGoesOn(run);
    }
  }

  @Test
  void a_snapshot_beyond_the_end_of_the_journal_is_passed_over() {
    try (TrainingRun run = run()) {
      interrupt(run, 10);
      Snapshot newest = run.snapshots.newest(Long.MAX_VALUE).orElseThrow();
      run.snapshots
          .write(new Snapshot(newest.step() + 5, newest.window() + 5, 1_000, newest.arrays()))
          .block();
      assertGoesOn(run);
    }
  }

  @Test
  void a_snapshot_with_other_arrays_is_passed_over() {
    try (TrainingRun run = run()) {
      interrupt(run, 10);
      Snapshot newest = run.snapshots.newest(Long.MAX_VALUE).orElseThrow();
      run.snapshots
          .write(
              new Snapshot(
                  newest.step(),
                  newest.window(),
                  newest.blockSequence(),
                  newest.arrays().subList(0, newest.arrays().size() - 1)))
          .block();
      assertGoesOn(run);
    }
  }

  @Test
  void sessions_that_never_last_as_long_as_a_snapshot_takes_still_leave_one() {
    try (TrainingRun run = run().with("snapshot.everySteps", "8")) {
      List<Boolean> found = new ArrayList<>();
      StepSink failing =
          new StepSink() {
            @Override
            public void committed(CommittedBlock block) {
              found.add(run.snapshots.newest(Long.MAX_VALUE).isPresent());
              if (found.size() % 5 == 0 && found.size() < 20) {
                run.journal.failNextCommit(MemoryJournal.Outcome.NOTHING);
              }
            }
          };
      assertArrayEquals(UNDISTURBED, run.train(failing).certificate());
      assertFalse(found.get(6));
      assertTrue(found.get(16), found::toString);
    }
  }

  private static void interrupt(TrainingRun run, int commits) {
    int[] left = {commits};
    Trainer[] trainer = new Trainer[1];
    trainer[0] =
        run.trainer(
            new StepSink() {
              @Override
              public void committed(CommittedBlock block) {
                if (--left[0] == 0) {
                  trainer[0].stop();
                }
              }
            });
    Outcome outcome = trainer[0].train().block(TrainingRun.PATIENCE);
    assertFalse(outcome.ended());
  }

  private static void assertGoesOn(TrainingRun run) {
    run.journal = run.journal.successor();
    Outcome outcome = run.train();
    assertArrayEquals(UNDISTURBED, outcome.certificate());
    assertTrue(run.replay().identical());
  }

  private static class Store implements SnapshotStore {
    private final SnapshotStore store;

    Store(SnapshotStore store) {
      this.store = store;
    }

    @Override
    public Mono<Void> write(Snapshot snapshot) {
      return store.write(snapshot);
    }

    @Override
    public List<StoredSnapshot> list() {
      return store.list();
    }

    @Override
    public Optional<Snapshot> read(StoredSnapshot stored) {
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
