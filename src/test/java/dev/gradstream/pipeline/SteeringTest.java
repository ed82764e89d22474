package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemoryControl;
import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Difference;
import dev.gradstream.pipeline.replay.RunEndedException;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Command;
import dev.gradstream.training.Event;
import dev.gradstream.training.StepReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands to a running trainer are events: in order, once, and replayed like everything else. */
class SteeringTest {
  private static final int EXAMPLES = 640;

  /** A live run, so that it goes on until it is stopped. */
  private static TrainingRun live() {
    return new TrainingRun(TrainingRun.examples(2, EXAMPLES))
        .with("source.until", "never")
        .with("window.maxWait", "1ms");
  }

  private static Command command(Command.Wish wish) {
    return new Command(wish, 0, Long.MAX_VALUE);
  }

  private static Command.Set set(String path, String value) {
    return new Command.Set(Map.of(path, value));
  }

  /** Sends a command once the journal shows what it waits for. */
  private static final class Script implements StepSink {
    private record Line(Predicate<JournalLook> when, Command command) {}

    private record JournalLook(long step, List<Event> events) {}

    private final MemoryControl control;
    private final Deque<Line> lines = new ArrayDeque<>();
    private long step;

    Script(TrainingRun run) {
      control = run.control;
    }

    Script atStep(long step, Command.Wish wish) {
      lines.add(new Line(look -> look.step() >= step, command(wish)));
      return this;
    }

    Script after(Class<? extends Event> kind, Command.Wish wish) {
      lines.add(new Line(look -> look.events().stream().anyMatch(kind::isInstance), command(wish)));
      return this;
    }

    @Override
    public void committed(CommittedBlock block) {
      if (block.metrics() != null) {
        step = block.metrics().lastStep();
      }
      JournalLook look = new JournalLook(step, block.block().events());
      if (!lines.isEmpty() && lines.peek().when().test(look)) {
        control.send(lines.poll().command());
      }
    }
  }

  private static <E extends Event> List<E> all(TrainingRun run, Class<E> kind) {
    return events(run).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<Event> events(TrainingRun run) {
    return run.journal.commits().stream()
        .flatMap(commit -> commit.block().events().stream())
        .toList();
  }

  private static <E extends Event> E only(TrainingRun run, Class<E> kind) {
    List<E> all = all(run, kind);
    assertEquals(1, all.size(), all::toString);
    return all.getFirst();
  }

  private static void assertReplays(TrainingRun run, Outcome outcome) {
    Verdict verdict = run.replay();
    assertNull(verdict.difference());
    assertArrayEquals(outcome.certificate(), verdict.certificate());
    assertEquals(outcome.figures(), verdict.figures());
  }

  @Test
  void a_changed_rate_holds_from_the_next_window_on_and_is_replayed() {
    try (var run = live()) {
      Outcome outcome =
          run.train(
              new Script(run)
                  .atStep(5, set("optimizer.learningRate", "0.01"))
                  .after(Event.SpecificationChanged.class, new Command.Stop()));
      var changed = only(run, Event.SpecificationChanged.class);
      assertEquals(0, changed.command());
      assertEquals(Map.of("optimizer.learningRate", "0.01"), changed.changes().settings());
      double rate = 0.05;
      for (Event event : events(run)) {
        if (event instanceof Event.SpecificationChanged) {
          rate = 0.01;
        } else if (event instanceof Event.WindowApplied window) {
          for (StepReport step : window.steps()) {
            assertEquals(rate, step.learningRate());
          }
        }
      }
      assertEquals(new Event.RunEnded("stopped on command", 1), events(run).getLast());
      assertReplays(run, outcome);
    }
  }

  @Test
  void a_pause_and_its_end_change_no_bit() {
    try (var whole = new TrainingRun(TrainingRun.examples(3, EXAMPLES));
        var run = new TrainingRun(TrainingRun.examples(3, EXAMPLES))) {
      Outcome undisturbed = whole.train();
      run.control.send(command(new Command.Pause()));
      // The topic is held back until the run is paused, or it might end before.
      var paused = new java.util.concurrent.CompletableFuture<Boolean>();
      StepSink told =
          new StepSink() {
            @Override
            public void committed(CommittedBlock block) {
              if (block.block().events().stream().anyMatch(Event.RunPaused.class::isInstance)) {
                paused.complete(true);
              }
            }
          };
      ExampleSource held =
          new ExampleSource() {
            @Override
            public SourceExtent extent() {
              return run.source.extent();
            }

            @Override
            public reactor.core.publisher.Flux<RecordChunk> read(ReadPlan plan) {
              return run.source
                  .read(plan)
                  .delaySubscription(reactor.core.publisher.Mono.fromFuture(paused));
            }
          };
      Outcome outcome =
          run.trainer(
                  held, told, new Script(run).after(Event.RunPaused.class, new Command.Resume()))
              .train()
              .block(TrainingRun.PATIENCE);
      assertEquals(0, only(run, Event.RunPaused.class).command());
      assertEquals(1, only(run, Event.RunResumed.class).command());
      assertArrayEquals(undisturbed.certificate(), outcome.certificate());
      assertReplays(run, outcome);
    }
  }

  @Test
  void a_paused_run_stays_paused_when_its_trainer_starts_again() {
    try (var run = live()) {
      Trainer[] trainer = new Trainer[1];
      StepSink stopWhenPaused =
          new StepSink() {
            @Override
            public void committed(CommittedBlock block) {
              if (block.block().events().getLast() instanceof Event.RunPaused) {
                trainer[0].stop();
              }
            }
          };
      run.control.send(command(new Command.Pause()));
      trainer[0] = run.trainer(stopWhenPaused);
      Outcome first = trainer[0].train().block(TrainingRun.PATIENCE);
      assertFalse(first.ended());
      int windows = all(run, Event.WindowApplied.class).size();
      run.control.send(command(set("optimizer.learningRate", "0.01")));
      run.journal = run.journal.successor();
      Outcome outcome =
          run.train(
              new Script(run)
                  .after(Event.SpecificationChanged.class, new Command.Resume())
                  .after(Event.RunResumed.class, new Command.Stop()));
      int changed = events(run).indexOf(only(run, Event.SpecificationChanged.class));
      long before =
          events(run).subList(0, changed).stream()
              .filter(Event.WindowApplied.class::isInstance)
              .count();
      assertEquals(windows, before, "nothing is learned during the pause");
      assertReplays(run, outcome);
    }
  }

  @Test
  void a_window_is_skipped_on_command_and_its_records_count_as_seen() {
    MemorySource source = new MemorySource("id-1", 2);
    try (var run =
        new TrainingRun(source)
            .with("source.until", "never")
            .with("window.maxWait", "1h")) { // full windows only
      run.control.send(command(new Command.Skip(30)));
      run.control.send(command(new Command.Skip(0)));
      StepSink feeding =
          new StepSink() {
            @Override
            public void committed(CommittedBlock block) {
              if (block.block().events().stream()
                  .anyMatch(e -> e instanceof Event.SkipOrdered skip && skip.window() == 1)) {
                for (int i = 0; i < EXAMPLES; i++) {
                  source.append(i % 2, TrainingRun.line(i));
                }
              }
            }
          };
      Outcome outcome = run.train(feeding, new Script(run).atStep(38, new Command.Stop()));
      List<Event.SkipOrdered> ordered = all(run, Event.SkipOrdered.class);
      List<Event.WindowSkipped> skipped = all(run, Event.WindowSkipped.class);
      assertEquals(2, skipped.size());
      assertEquals(30, ordered.get(0).window());
      for (Event.WindowSkipped window : skipped) {
        assertTrue(
            ordered.contains(new Event.SkipOrdered(window.command(), window.window())),
            window::toString);
      }
      assertEquals(EXAMPLES - 2 * 16, outcome.examples());
      assertReplays(run, outcome);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "label.name, x, everything so far was learned for this label",
    "features[0].scale, none, the network's input",
    "model.layers[0].dense, 9, the parameters are those of this network",
    "source.topic, other, the journal names records",
    "seed, 1, drawn from already",
    "window.size, 8, the network is compiled for it",
    "optimizer.name, adam, the parameters' slots",
    "run, other, the run's name",
    "colour, red, what can: optimizer",
    "optimizer.lerningRate, 0.1, no such setting here",
    "optimizer.learningRate, fast, expected a number",
  })
  void what_cannot_change_is_refused_with_the_reason(String path, String value, String reason) {
    try (var run = live()) {
      run.control.send(command(set(path, value)));
      Outcome outcome =
          run.train(new Script(run).after(Event.CommandRefused.class, new Command.Stop()));
      var refused = only(run, Event.CommandRefused.class);
      assertEquals(0, refused.command());
      assertTrue(refused.reason().contains(reason), refused.reason());
      assertTrue(refused.reason().contains(path), refused.reason());
      assertReplays(run, outcome);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimizer.decay.name=none",
        "stop.examples=100000",
        "commit.interval=5ms",
        "snapshot.everySteps=3",
        "window.maxWait=2ms",
        "onDivergence=skip",
        "onDivergence.rollback.rate=0.5",
      })
  void what_can_change_does(String assignment) {
    String path = assignment.split("=")[0];
    String value = assignment.split("=")[1];
    try (var run = live()) {
      run.control.send(command(set(path, value)));
      Outcome outcome =
          run.train(
              new Script(run)
                  .after(Event.SpecificationChanged.class, new Command.Pause())
                  .after(Event.RunPaused.class, new Command.Stop()));
      assertEquals(
          value, only(run, Event.SpecificationChanged.class).changes().settings().get(path));
      assertReplays(run, outcome);
    }
  }

  @Test
  void options_of_a_schedule_that_is_replaced_go_with_it() {
    try (var run =
        live().with("optimizer.decay.name", "inverse-time").with("optimizer.decay.rate", "0.001")) {
      run.control.send(command(set("optimizer.decay.name", "constant")));
      Outcome outcome =
          run.train(new Script(run).after(Event.SpecificationChanged.class, new Command.Stop()));
      var changes = only(run, Event.SpecificationChanged.class).changes();
      assertEquals(Map.of("optimizer.decay.name", "constant"), changes.settings());
      assertEquals(List.of("optimizer.decay.rate"), changes.removed());
      assertReplays(run, outcome);
    }
  }

  @Test
  void the_same_optimizer_may_get_other_options_and_keeps_what_it_remembers() {
    try (var run = live().with("optimizer.name", "adam")) {
      run.control.send(command(set("optimizer.beta1", "0.8")));
      Outcome outcome =
          run.train(new Script(run).after(Event.SpecificationChanged.class, new Command.Stop()));
      assertEquals(
          Map.of("optimizer.beta1", "0.8"),
          only(run, Event.SpecificationChanged.class).changes().settings());
      assertReplays(run, outcome);
    }
  }

  @Test
  void commands_that_nobody_waits_for_any_more_are_refused_and_have_no_effect() {
    try (var run = live()) {
      run.clock = InstantSource.fixed(Instant.ofEpochMilli(1_000_000));
      run.control.send(new Command(set("optimizer.learningRate", "0.3"), 1, 999_999));
      run.control.send(command(set("optimizer.learningRate", "0.4")));
      run.control.send(command(new Command.Withdraw(1)));
      run.control.sendMalformed("4 bytes that are no command");
      run.control.send(command(new Command.Resume()));
      run.control.send(command(new Command.Stop()));
      Outcome outcome = run.train();
      List<Event.CommandRefused> refused = all(run, Event.CommandRefused.class);
      assertEquals(
          List.of(0L, 1L, 3L, 4L), refused.stream().map(Event.CommandRefused::command).toList());
      assertTrue(
          refused.get(0).reason().startsWith("expired: sent at 1970-01-01"), refused::toString);
      assertTrue(refused.get(1).reason().startsWith("withdrawn"), refused::toString);
      assertEquals("4 bytes that are no command", refused.get(2).reason());
      assertEquals("the run is not paused", refused.get(3).reason());
      assertTrue(all(run, Event.SpecificationChanged.class).isEmpty());
      assertReplays(run, outcome);
    }
  }

  @Test
  void a_run_goes_on_with_the_configuration_it_was_started_with_or_with_the_one_it_has_now() {
    try (var run = live()) {
      run.control.send(command(set("optimizer.learningRate", "0.02")));
      stopAfter(run, Event.SpecificationChanged.class);
      run.with("optimizer.learningRate", "0.02");
      run.control.send(command(new Command.Pause()));
      stopAfter(run, Event.RunPaused.class);
      run.with("optimizer.learningRate", "0.05");
      run.control.send(command(new Command.Stop()));
      run.journal = run.journal.successor();
      assertReplays(run, run.train());
    }
  }

  private static void stopAfter(TrainingRun run, Class<? extends Event> kind) {
    Trainer[] trainer = new Trainer[1];
    run.journal = run.journal.successor();
    trainer[0] =
        run.trainer(
            new StepSink() {
              @Override
              public void committed(CommittedBlock block) {
                if (block.block().events().stream().anyMatch(kind::isInstance)) {
                  trainer[0].stop();
                }
              }
            });
    assertFalse(trainer[0].train().block(TrainingRun.PATIENCE).ended());
  }

  /** A run to which everything happened that can be ordered. */
  private static void steered(TrainingRun run) {
    // There is always a window left to skip.
    StepSink feeding =
        new StepSink() {
          @Override
          public void committed(CommittedBlock block) {
            if (block.block().events().stream().anyMatch(Event.SkipOrdered.class::isInstance)) {
              for (int i = 0; i < 16; i++) {
                run.source.append(i % 2, TrainingRun.line(i));
              }
            }
          }
        };
    run.train(
        feeding,
        new Script(run)
            .atStep(3, set("optimizer.learningRate", "0.01"))
            .after(Event.SpecificationChanged.class, new Command.Pause())
            .after(Event.RunPaused.class, new Command.Resume())
            .after(Event.RunResumed.class, new Command.Skip(0))
            .after(Event.WindowSkipped.class, set("seed", "1"))
            .after(Event.CommandRefused.class, new Command.Stop()));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Event.SpecificationChanged.class,
        Event.RunPaused.class,
        Event.RunResumed.class,
        Event.SkipOrdered.class,
        Event.WindowSkipped.class,
      })
  void an_event_taken_out_of_the_journal_is_found_and_named(Class<? extends Event> kind) {
    try (var run = live()) {
      steered(run);
      only(run, kind);
      assertAltered(run, event -> kind.isInstance(event) ? null : event);
    }
  }

  @Test
  void an_altered_change_is_found_and_named() {
    try (var run = live()) {
      steered(run);
      assertAltered(
          run,
          event ->
              event instanceof Event.SpecificationChanged changed
                  ? new Event.SpecificationChanged(
                      changed.command(),
                      new dev.gradstream.training.Changes(
                          new java.util.TreeMap<>(Map.of("optimizer.learningRate", "0.011")),
                          List.of()))
                  : event);
    }
  }

  @Test
  void an_altered_skip_is_found_and_named() {
    try (var run = live()) {
      steered(run);
      assertAltered(
          run,
          event ->
              event instanceof Event.SkipOrdered ordered
                  ? new Event.SkipOrdered(ordered.command(), ordered.window() + 1)
                  : event);
    }
  }

  private static void assertAltered(
      TrainingRun run, java.util.function.UnaryOperator<Event> change) {
    List<dev.gradstream.training.JournalBlock> blocks = new ArrayList<>();
    for (Commit commit : run.journal.commits()) {
      var block = commit.block();
      List<Event> events =
          block.events().stream().map(change).filter(java.util.Objects::nonNull).toList();
      blocks.add(
          new dev.gradstream.training.JournalBlock(
              block.sequence(),
              block.writer(),
              block.model(),
              block.committedAtMs(),
              block.certificate(),
              events));
    }
    Verdict verdict = run.replay(new FixedJournal(blocks), run.source);
    Difference difference = verdict.difference();
    assertTrue(
        difference instanceof Difference.JournalAltered
            || difference instanceof Difference.ExamplesChanged,
        () -> "came " + verdict);
    assertTrue(difference.describe().startsWith("step "), difference.describe());
  }

  /** Commands drawn at random, sent at random moments, while commits are lost now and then. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_is_commanded_each_command_is_answered_once_and_the_replay_is_identical(int seed) {
    Random random = new Random(seed);
    try (var run = live().with("commit.interval", "2ms").with("snapshot.everySteps", "7")) {
      List<Long> sent = new ArrayList<>();
      StepSink commander =
          new StepSink() {
            private int losses = 3;

            @Override
            public void started(Event.RunStarted started, long step) {
              send();
            }

            private void send() {
              if (sent.size() < 25) {
                sent.add(run.control.send(command(wish(random))));
              } else if (sent.size() == 25) {
                run.control.send(command(new Command.Resume()));
                sent.add(run.control.send(command(new Command.Stop())));
              }
            }

            @Override
            public void committed(CommittedBlock block) {
              boolean answered =
                  block.block().events().stream().anyMatch(Event.Order.class::isInstance);
              if (answered || random.nextInt(4) == 0) {
                send();
              }
              if (losses > 0 && random.nextInt(6) == 0) {
                losses--;
                run.journal.failNextCommit(
                    random.nextBoolean()
                        ? MemoryJournal.Outcome.COMMITTED
                        : MemoryJournal.Outcome.NOTHING);
              }
            }
          };
      // Something is committed again and again, so that the commander goes on.
      Thread feeder = Thread.ofVirtual().start(() -> feed(run));
      try {
        run.train(commander);
      } catch (RunEndedException ended) {
        // The answer to the last commit was lost.
      }
      feeder.interrupt();
      List<Long> answered =
          events(run).stream()
              .filter(Event.Order.class::isInstance)
              .map(SteeringTest::command)
              .toList();
      assertEquals(answered.stream().distinct().sorted().toList(), answered, "once, in order");
      assertTrue(answered.containsAll(sent.subList(0, 25)), "seed " + seed);
      assertTrue(run.replay().identical(), "seed " + seed);
    }
  }

  private static void feed(TrainingRun run) {
    for (int i = 0; i < 100_000 && !Thread.currentThread().isInterrupted(); i++) {
      run.source.append(i % 2, TrainingRun.line(i));
      java.util.concurrent.locks.LockSupport.parkNanos(100_000);
    }
  }

  private static long command(Event event) {
    return ((Event.Order) event).command();
  }

  private static Command.Wish wish(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Command.Pause();
      case 1, 2 -> new Command.Resume();
      case 3 -> new Command.Skip(0);
      case 4 -> new Command.Skip(random.nextInt(80));
      case 5 -> set("optimizer.learningRate", "0.0" + (1 + random.nextInt(9)));
      case 6 -> set("optimizer.decay.name", random.nextBoolean() ? "inverse-time" : "constant");
      default -> set("features[0].scale", "none");
    };
  }
}
