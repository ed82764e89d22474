package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.codec.CapsuleWriter;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Capsule;
import dev.gradstream.pipeline.replay.History;
import dev.gradstream.pipeline.replay.Packing;
import dev.gradstream.pipeline.replay.ReplayRange;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schemas of a registry that come and change while a run learns. */
@Timeout(60)
class RegistryRunTest {
  private static final IntUnaryOperator ALL = poll -> Integer.MAX_VALUE;

  @Test
  void schemas_are_asked_for_once_and_stand_in_the_journal_before_the_first_window_of_theirs() {
    RegistryTopic topic = new RegistryTopic();
    try (TrainingRun run = topic.run(RegistryTopic.records(ALL))) {
      Outcome outcome = run.train();
      assertEquals(RegistryTopic.RECORDS, outcome.examples() + outcome.rejected());
      assertEquals(14, outcome.rejected());
      assertEquals(List.of(1L, 2L, 3L, 4L, 99L), topic.asked.stream().sorted().toList());
      Map<String, Integer> windowBefore = new TreeMap<>();
      int window = 0;
      for (Event event : events(run)) {
        if (event instanceof Event.SpecificationChanged changed) {
          assertEquals(Event.NO_COMMAND, changed.command());
          for (String path : changed.changes().settings().keySet()) {
            windowBefore.put(path, window);
          }
        }
        window += event instanceof Event.WindowApplied ? 1 : 0;
      }
      // Windows of 16 usable records: number 201 and on are in window 13.
      assertEquals(
          Map.of(
              "source.schemas.1", 0,
              "source.schemas.2", 12,
              "source.schemas.3", 21,
              "source.schemas.4", 28),
          windowBefore);
    }
  }

  @Test
  void the_certificate_follows_from_the_topic_however_it_is_polled() {
    byte[] certificate = certificate(new RegistryTopic(), ALL);
    for (IntUnaryOperator polls :
        List.<IntUnaryOperator>of(poll -> 1, poll -> 1 + poll * 7 % 30, poll -> 50)) {
      assertArrayEquals(certificate, certificate(new RegistryTopic(), polls));
    }
  }

  @Test
  void a_replay_asks_nobody_and_agrees_to_the_bit_from_the_start_and_from_snapshots() {
    try (TrainingRun run = new RegistryTopic().run(RegistryTopic.records(poll -> 40))) {
      Outcome outcome = run.train();
      for (ReplayRange range : List.of(ReplayRange.ALL, new ReplayRange(17, Long.MAX_VALUE))) {
        Verdict verdict = run.replay(range, state -> {}, state -> {});
        assertTrue(verdict.identical(), () -> verdict.difference().describe());
        assertArrayEquals(outcome.certificate(), verdict.certificate());
      }
    }
  }

  @Test
  void a_run_goes_on_with_the_schemas_it_has_recorded_whatever_the_registry_says_by_then() {
    byte[] whole = certificate(new RegistryTopic(), ALL);
    RegistryTopic topic = new RegistryTopic();
    try (TrainingRun run = topic.run(RegistryTopic.records(poll -> 20))) {
      interruptAt(run, 15);
      topic.asked.clear();
      topic.known.put(1L, topic.known.get(2L)); // as if another registry had taken its place
      Outcome outcome = run.train();
      assertArrayEquals(whole, outcome.certificate());
      assertTrue(topic.asked.stream().noneMatch(number -> number < 3), topic.asked.toString());
      assertTrue(run.replay().identical());
    }
  }

  @Test
  void a_registry_that_is_away_is_waited_for_and_nothing_is_lost() {
    byte[] whole = certificate(new RegistryTopic(), ALL);
    RegistryTopic topic = new RegistryTopic();
    try (TrainingRun run = topic.run(RegistryTopic.records(ALL))) {
      int[] left = {3};
      run.schemas =
          number -> {
            if (number > 1 && left[0]-- > 0) {
              throw new SchemaSource.UnreachableException("the registry does not answer", null);
            }
            return topic.schema(number);
          };
      assertArrayEquals(whole, run.train().certificate());
      assertTrue(left[0] <= 0);
    }
  }

  @Test
  void a_registry_that_refuses_stops_the_run_and_the_run_can_go_on_later() {
    byte[] whole = certificate(new RegistryTopic(), ALL);
    RegistryTopic topic = new RegistryTopic();
    try (TrainingRun run = topic.run(RegistryTopic.records(poll -> 20))) {
      run.schemas =
          number -> {
            if (number == 3) {
              throw new SourceException("the registry answers 401");
            }
            return topic.schema(number);
          };
      assertEquals(
          "the registry answers 401",
          assertThrows(SourceException.class, () -> run.train()).getMessage());
      run.schemas = topic;
      assertArrayEquals(whole, run.train().certificate());
    }
  }

  @Test
  void a_schema_that_comes_late_is_read_from_the_next_start_on_and_both_replay() {
    RegistryTopic topic = new RegistryTopic();
    String second = topic.known.remove(2L);
    try (TrainingRun run = topic.run(RegistryTopic.records(poll -> 20))) {
      long rejected = interruptAt(run, 15);
      assertTrue(rejected > 5, "records of schema 2 are turned down: " + rejected);
      topic.known.put(2L, second);
      Outcome outcome = run.train();
      assertEquals(RegistryTopic.RECORDS, outcome.examples() + outcome.rejected());
      assertTrue(events(run).stream().anyMatch(RegistryRunTest::recordsSecond));
      Verdict verdict = run.replay();
      assertTrue(verdict.identical(), () -> verdict.difference().describe());
      assertArrayEquals(outcome.certificate(), verdict.certificate());
    }
  }

  @Test
  void a_run_that_goes_back_keeps_the_schemas_it_has_met() {
    RegistryTopic topic = new RegistryTopic();
    try (TrainingRun run =
        topic
            .run(RegistryTopic.records(poll -> 20))
            .with("onDivergence.rollback.windows", "12")
            .with("onDivergence.rollback.most", "2")
            .with("onDivergence.skip.most", "9")
            .with("onDivergence.loss", "5")) {
      Outcome outcome = run.train();
      assertTrue(
          events(run).stream().anyMatch(event -> event instanceof Event.RolledBack),
          outcome.reason());
      assertTrue(outcome.ended(), outcome.reason());
      // Number 2 was recorded behind the window that was gone back to, and is carried on.
      assertEquals(1, topic.asked.stream().filter(number -> number == 1).count());
      assertEquals(1, topic.asked.stream().filter(number -> number == 2).count());
      Verdict verdict = run.replay();
      assertTrue(verdict.identical(), () -> verdict.difference().describe());
    }
  }

  /** The same rows in the same windows, so the same parameters: only the records' bytes differ. */
  @Test
  void single_objects_of_the_same_schemas_give_the_same_steps_and_replay() {
    RegistryTopic topic = new RegistryTopic();
    try (TrainingRun registry = topic.run(RegistryTopic.records(ALL));
        TrainingRun single =
            topic.run(RegistryTopic.singleObjects()).with("source.framing", "single-object")) {
      single.without("source.registry");
      topic.known.forEach(
          (number, text) -> single.with("source.schemaTexts[" + (number - 1) + "]", text));
      registry.train();
      Outcome outcome = single.train();
      assertEquals(14, outcome.rejected());
      assertEquals(digests(registry), digests(single));
      Verdict verdict = single.replay();
      assertTrue(verdict.identical(), () -> verdict.difference().describe());
    }
  }

  @Test
  void a_branch_begins_with_its_parents_schemas_and_both_replay_without_a_registry() {
    RegistryTopic topic = new RegistryTopic();
    try (TrainingRun run = topic.run(RegistryTopic.records(poll -> 40))) {
      run.train();
      topic.asked.clear();
      try (Family family = new Family(run)) {
        family.branch("test", 20, "child", Map.of("optimizer.learningRate", "0.01"));
        Map<String, String> start = family.started("child").specification();
        assertTrue(start.containsKey("source.schemas.2"), start.toString());
        Outcome outcome = family.train("child");
        assertEquals(RegistryTopic.RECORDS, outcome.examples() + outcome.rejected());
        assertTrue(topic.asked.stream().noneMatch(number -> number < 3), topic.asked.toString());
        for (boolean fromStarts : new boolean[] {false, true}) {
          Verdict verdict = family.replay("child", fromStarts).verdict();
          assertTrue(verdict.identical(), () -> verdict.difference().describe());
        }
      }
    }
  }

  @Test
  void a_capsule_holds_the_schemas_it_needs() throws IOException {
    try (TrainingRun run = new RegistryTopic().run(RegistryTopic.records(ALL))) {
      Outcome outcome = run.train();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (CapsuleWriter writer = new CapsuleWriter(out)) {
        new Packing(new RunPorts(run.source, run.journal, run.snapshots), writer)
            .pack("1.0", true, window -> {});
      }
      Capsule capsule = new Capsule(() -> new ByteArrayInputStream(out.toByteArray()));
      capsule.verified();
      Event.RunStarted started = new History(capsule.journal()).beginning().started();
      Verdict verdict =
          run.replayed(
              new RunPorts(capsule.source(started), capsule.journal(), capsule.snapshots()),
              ReplayRange.ALL);
      assertTrue(verdict.identical(), () -> verdict.difference().describe());
      assertArrayEquals(outcome.certificate(), verdict.certificate());
    }
  }

  private static List<Long> digests(TrainingRun run) {
    List<Long> digests = new ArrayList<>();
    for (Event event : events(run)) {
      if (event instanceof Event.WindowApplied applied) {
        applied.steps().forEach(step -> digests.add(step.digest()));
      }
    }
    return digests;
  }

  private static boolean recordsSecond(Event event) {
    return event instanceof Event.SpecificationChanged changed
        && changed.changes().settings().containsKey("source.schemas.2");
  }

  private static byte[] certificate(RegistryTopic topic, IntUnaryOperator polls) {
    try (TrainingRun run = topic.run(RegistryTopic.records(polls))) {
      return run.train().certificate();
    }
  }

  // Stops after so many windows; how many records were rejected by then.
  private static long interruptAt(TrainingRun run, int windows) {
    Trainer[] trainer = new Trainer[1];
    trainer[0] =
        run.trainer(
            new StepSink() {
              @Override
              public void committed(CommittedBlock block) {
                boolean reached =
                    block.block().events().stream()
                        .anyMatch(
                            event ->
                                event instanceof Event.WindowApplied applied
                                    && applied.window() >= windows);
                if (reached) {
                  trainer[0].stop();
                }
              }
            });
    Outcome outcome = trainer[0].train().block(TrainingRun.PATIENCE);
    assertTrue(!outcome.ended() && outcome.window() < 30, "at window " + outcome.window());
    return outcome.rejected();
  }

  private static List<Event> events(TrainingRun run) {
    List<Event> events = new ArrayList<>();
    for (JournalBlock block : run.journal.read(0).toIterable()) {
      events.addAll(block.events());
    }
    return events;
  }
}
