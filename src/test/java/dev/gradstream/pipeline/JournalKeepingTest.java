package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.pipeline.replay.ChangedSpecificationException;
import dev.gradstream.pipeline.replay.Replayer;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A journal that is truncated is still recovered, replayed and continued, from where it begins. */
class JournalKeepingTest {
  private static final int WINDOWS = 60; // of one step each; a step takes a minute
  private static final byte[] UNDISTURBED;

  static {
    try (TrainingRun run = new TrainingRun(TrainingRun.examples(3, 16 * WINDOWS))) {
      UNDISTURBED = run.train().certificate();
    }
  }

  private final AtomicLong nowMs = new AtomicLong(1);
  private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs.get());
  private int left = Integer.MAX_VALUE;

  private TrainingRun run() {
    TrainingRun run =
        new TrainingRun(TrainingRun.examples(3, 16 * WINDOWS)).with("snapshot.everySteps", "4");
    run.clock = clock;
    run.store = new MemorySnapshots(clock);
    return run;
  }

  private Outcome train(TrainingRun run) {
    Trainer[] trainer = new Trainer[1];
    trainer[0] =
        run.trainer(
            new StepSink() {
              @Override
              public void committed(CommittedBlock block) {
                nowMs.addAndGet(60_000);
                if (--left == 0) {
                  trainer[0].stop();
                }
              }
            });
    return trainer[0].train().block(TrainingRun.PATIENCE);
  }

  @Test
  void without_the_setting_everything_is_kept() {
    try (TrainingRun run = run()) {
      train(run);
      assertEquals(0, run.journal.firstSequence());
      assertEquals(WINDOWS + 2, run.journal.commits().size()); // with start and end
    }
  }

  @Test
  void what_is_older_is_let_go_up_to_a_pinned_snapshot_and_no_further() {
    try (TrainingRun run = run().with("journal.keep", "20m")) {
      Outcome outcome = train(run);
      assertArrayEquals(UNDISTURBED, outcome.certificate());
      long first = run.journal.firstSequence();
      assertTrue(first > 0 && first <= WINDOWS - 20, () -> "begins at " + first);
      assertEquals(first, run.journal.commits().getFirst().block().sequence());
      List<StoredSnapshot> pinned =
          run.store.list().stream().filter(one -> !one.pins().isEmpty()).toList();
      assertEquals(List.of(first), pinned.stream().map(StoredSnapshot::blockSequence).toList());
      assertEquals(Set.of(SnapshotStore.JOURNAL_PIN), pinned.getFirst().pins());
      assertThrows(IllegalStateException.class, () -> run.journal.read(0).blockLast());
    }
  }

  @Test
  void a_truncated_run_is_replayed_from_where_it_begins_to_the_same_certificate() {
    try (TrainingRun run = run().with("journal.keep", "20m")) {
      train(run);
      long begin = run.journal.firstSequence();
      Event.RunStarted started = Replayer.startOf(run.journal).block(TrainingRun.PATIENCE);
      Verdict verdict =
          run.replayer().replay(started, Long.MAX_VALUE, state -> {}).block(TrainingRun.PATIENCE);
      assertTrue(verdict.identical());
      assertEquals(begin, verdict.fromStep()); // a block is a step here
      assertArrayEquals(UNDISTURBED, verdict.certificate());
    }
  }

  @Test
  void a_truncated_run_goes_on_after_an_interruption_as_if_nothing_had_been_let_go() {
    try (TrainingRun run = run().with("journal.keep", "10m")) {
      left = 41;
      assertFalse(train(run).ended());
      long begin = run.journal.firstSequence();
      assertTrue(begin > 0);
      run.journal = run.journal.successor();
      Outcome outcome = train(run);
      assertTrue(outcome.ended());
      assertArrayEquals(UNDISTURBED, outcome.certificate());
      assertTrue(run.journal.firstSequence() > begin);
    }
  }

  @Test
  void with_only_the_snapshot_at_its_beginning_a_truncated_run_is_folded_from_there() {
    try (TrainingRun run = run().with("journal.keep", "10m")) {
      left = 41;
      train(run);
      long begin = run.journal.firstSequence();
      MemorySnapshots snapshots = (MemorySnapshots) run.store;
      snapshots.list().stream()
          .filter(stored -> stored.blockSequence() != begin)
          .forEach(stored -> snapshots.lose(stored.step()));
      run.journal = run.journal.successor();
      assertArrayEquals(UNDISTURBED, train(run).certificate());
    }
  }

  @Test
  void other_settings_are_refused_as_such_though_the_journal_begins_late() {
    try (TrainingRun run = run().with("journal.keep", "10m")) {
      left = 41;
      train(run);
      run.journal = run.journal.successor();
      run.with("optimizer.learningRate", "0.5");
      assertThrows(ChangedSpecificationException.class, () -> train(run));
    }
  }

  @Test
  void without_any_snapshot_a_truncated_run_says_what_is_missing() {
    try (TrainingRun run = run().with("journal.keep", "10m")) {
      left = 41;
      train(run);
      run.journal = run.journal.successor();
      run.store = new MemorySnapshots(clock);
      IllegalStateException refused = assertThrows(IllegalStateException.class, () -> train(run));
      assertTrue(refused.getMessage().contains("kept from block"), refused::getMessage);
    }
  }
}
