package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Beginning;
import dev.gradstream.pipeline.replay.BranchException;
import dev.gradstream.pipeline.replay.Brancher;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run goes on from a past state of another, bit for bit, and stands on its own from there. */
class BranchTest {
  private static final Map<String, String> FOLLOWING = Map.of("window.follows", "test");
  private static final Map<String, String> SLOWER = Map.of("optimizer.learningRate", "0.01");

  private static TrainingRun parent() {
    TrainingRun run =
        new TrainingRun(TrainingRun.examples(3, 600))
            .with("optimizer.name", "momentum")
            .with("optimizer.learningRate", "0.02")
            .with("optimizer.decay.name", "inverse-time")
            .with("optimizer.decay.rate", "0.01")
            .with("window.shuffle", "48")
            .with("snapshot.everySteps", "9");
    run.train();
    return run;
  }

  // Nine windows of three steps, then one of two.
  @ParameterizedTest
  @ValueSource(longs = {0, 3, 21, 36, 38})
  void without_changes_and_on_recorded_windows_it_ends_in_the_parents_bits(long step) {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      Brancher.Made made = family.branch("test", step, "twin", FOLLOWING);
      assertEquals(step, made.branched().step());
      Outcome outcome = family.train("twin");
      assertEquals(38, outcome.step());
      assertEquals("end of the windows of run 'test'", outcome.reason());
      assertEquals(
          Family.learned(family.replay("test", false).state()),
          Family.learned(family.replay("twin", false).state()));
    }
  }

  @Test
  void windows_of_its_own_on_a_bounded_topic_are_those_of_the_parent() {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      family.branch("test", 21, "twin", Map.of());
      assertEquals("end of topic", family.train("twin").reason());
      assertEquals(
          Family.learned(family.replay("test", false).state()),
          Family.learned(family.replay("twin", false).state()));
    }
  }

  @Test
  void with_another_rate_it_goes_another_way_from_there_on() {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      family.branch("test", 21, "slower", SLOWER);
      Outcome outcome = family.train("slower");
      assertEquals(600, outcome.examples());
      assertEquals(600 - 21 * 16, outcome.sessionExamples());
      Event.WindowApplied first = windows(family, "slower").getFirst();
      assertEquals(8, first.window());
      assertEquals(22, first.steps().getFirst().step());
      Event.WindowApplied parents = windows(family, "test").get(7);
      assertEquals(parents.spans(), first.spans());
      assertEquals(
          parents.steps().getFirst().loss(),
          first.steps().getFirst().loss(),
          "the first loss is that of the parent's parameters");
      assertEquals(
          parents.steps().getFirst().learningRate() / 2,
          first.steps().getFirst().learningRate(),
          1e-12,
          "the schedule goes on");
      assertNotEquals(parents.steps().getFirst().digest(), first.steps().getFirst().digest());
    }
  }

  private static List<Event.WindowApplied> windows(Family family, String run) {
    return family.journal(run).commits().stream()
        .flatMap(commit -> commit.block().events().stream())
        .filter(Event.WindowApplied.class::isInstance)
        .map(Event.WindowApplied.class::cast)
        .toList();
  }

  @Test
  void its_journal_says_where_it_came_from() {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      family.branch("test", 21, "slower", SLOWER);
      Beginning beginning = Beginning.of(family.journal("slower").commits().getFirst().block());
      assertEquals("slower", beginning.started().run());
      assertEquals("test", beginning.branched().parent());
      assertEquals(21, beginning.branched().step());
      assertEquals(7, beginning.branched().window());
      assertEquals(
          new TreeMap<>(Map.of("optimizer.learningRate", "0.01", "run", "slower")),
          beginning.branched().changes().settings());
      assertEquals(Map.of(0, 112L, 1, 112L, 2, 112L), beginning.started().startOffsets());
    }
  }

  @Test
  void it_is_replayed_alone_or_through_its_parents_and_branched_again() {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      family.branch("test", 9, "child", SLOWER);
      Outcome child = family.train("child");
      family.branch("child", 21, "grandchild", Map.of("optimizer.learningRate", "0.03"));
      Outcome grandchild = family.train("grandchild");
      assertFalse(java.util.Arrays.equals(child.certificate(), grandchild.certificate()));
      for (boolean fromStarts : List.of(false, true)) {
        Verdict verdict = family.replay("grandchild", fromStarts).verdict();
        assertTrue(verdict.identical());
        assertEquals(21, verdict.fromStep());
        assertArrayEquals(grandchild.certificate(), verdict.certificate());
      }
      family.snapshots("grandchild").lose(21);
      assertTrue(family.replay("grandchild", false).verdict().identical(), "through its parent");
    }
  }

  @Test
  void a_parent_that_does_not_come_out_as_recorded_is_found_through_the_branch() {
    try (TrainingRun run = parent();
        Family family = new Family(run);
        TrainingRun other = new TrainingRun(TrainingRun.examples(3, 600)).with("seed", "5")) {
      family.branch("test", 9, "child", SLOWER);
      family.train("child");
      other.train();
      try (Family mixed = new Family(other)) {
        mixed.ports("child");
        mixed.journal("child").acquire();
        family
            .journal("child")
            .commits()
            .forEach(commit -> mixed.journal("child").commit(commit).block());
        IllegalStateException refused =
            assertThrows(IllegalStateException.class, () -> mixed.replay("child", true));
        assertTrue(refused.getMessage().contains("certificate"), refused.getMessage());
      }
    }
  }

  // Each session dies after some commits, with every snapshot lost now and then.
  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void killed_and_resumed_it_ends_as_if_undisturbed(boolean following, boolean snapshotsLost) {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      Map<String, String> changes = new TreeMap<>(SLOWER);
      if (following) {
        changes.putAll(FOLLOWING);
      }
      family.branch("test", 9, "undisturbed", changes);
      family.branch("test", 9, "disturbed", changes);
      Outcome undisturbed = family.train("undisturbed");
      Outcome outcome = null;
      for (int session = 0; outcome == null || !outcome.ended(); session++) {
        assertTrue(session < 100, "the run makes no progress");
        AtomicReference<Trainer> trainer = new AtomicReference<>();
        trainer.set(
            family.trainer(
                "disturbed",
                new StepSink() {
                  @Override
                  public void committed(CommittedBlock block) {
                    trainer.get().stop();
                  }
                }));
        outcome = trainer.get().train().block();
        if (snapshotsLost) {
          for (long step = 0; step <= 38; step++) {
            family.snapshots("disturbed").lose(step);
          }
        }
      }
      assertArrayEquals(undisturbed.certificate(), outcome.certificate());
      assertTrue(family.replay("disturbed", true).verdict().identical());
    }
  }

  @Test
  void a_step_within_a_window_is_refused_with_the_nearest_states() {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      assertRefused(family, 20, Map.of(), "branch at step 18 or 21");
      assertRefused(family, 39, Map.of(), "has only 38 steps");
      family.branch("test", 9, "child", Map.of());
      family.train("child");
      BranchException refused =
          assertThrows(BranchException.class, () -> family.branch("child", 6, "nephew", Map.of()));
      assertTrue(refused.getMessage().contains("branch its parent"), refused.getMessage());
    }
  }

  @Test
  void what_would_change_the_shape_or_the_meaning_of_the_state_is_refused() {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      assertRefused(family, 9, Map.of("optimizer.name", "adam"), "optimizer.name=adam");
      assertRefused(family, 9, Map.of("model.layers[0].dense", "9"), "model");
      assertRefused(family, 9, Map.of("features[0].scale", "none"), "features");
      assertRefused(family, 9, Map.of("source.topic", "other"), "source.topic");
    }
  }

  @Test
  void another_schedule_begins_anew_and_the_options_of_the_old_one_are_left_behind() {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      family.branch(
          "test",
          21,
          "steps",
          Map.of("optimizer.decay.name", "exponential", "optimizer.decay.factor", "0.5"));
      var specification = family.started("steps").specification();
      assertEquals("exponential", specification.get("optimizer.decay.name"));
      assertFalse(specification.containsKey("optimizer.decay.rate"));
      assertTrue(family.train("steps").ended());
      assertTrue(family.replay("steps", true).verdict().identical());
    }
  }

  @Test
  void a_name_that_is_taken_is_refused_and_the_run_of_that_name_is_left_alone() {
    try (TrainingRun run = parent();
        Family family = new Family(run)) {
      family.branch("test", 9, "child", Map.of());
      int commits = family.journal("child").commits().size();
      BranchException refused =
          assertThrows(BranchException.class, () -> family.branch("test", 9, "child", Map.of()));
      assertTrue(refused.getMessage().contains("exists already"), refused.getMessage());
      assertEquals(commits, family.journal("child").commits().size());
      assertEquals(38, family.train("child").step());
    }
  }

  private static void assertRefused(
      Family family, long step, Map<String, String> changes, String because) {
    BranchException refused =
        assertThrows(BranchException.class, () -> family.branch("test", step, "child", changes));
    assertTrue(refused.getMessage().contains(because), refused.getMessage());
    assertTrue(family.journal("child").commits().isEmpty(), "something was written");
  }
}
