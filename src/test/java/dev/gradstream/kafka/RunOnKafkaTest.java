package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.broker.InProcessBroker;
import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Difference;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.StepReport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose journal, snapshots and examples all lie on a real broker. */
@Timeout(180)
class RunOnKafkaTest {
  private static final int PARTITIONS = 3;
  private static final int EXAMPLES = 600;
  private static final int STEP = 17; // the one that is tampered with

  private final KafkaConnection connection = TestCluster.connection();

  private KafkaRun run(String stem, int transactions, IntFunction<byte[]> lines) {
    String topic = TestCluster.newName(stem + "-examples");
    KafkaRun.fill(connection, topic, PARTITIONS, EXAMPLES, transactions, lines);
    return new KafkaRun(connection, TestCluster.newName(stem), topic);
  }

  @Test
  void two_clusters_loaded_with_the_same_examples_give_one_certificate(@TempDir Path dir) {
    try (var broker = InProcessBroker.start(dir);
        var here = run("here", 1, KafkaRun::line)) {
      KafkaConnection there = KafkaConnection.to(broker.bootstrapServers());
      KafkaRun.fill(there, "elsewhere", PARTITIONS, EXAMPLES, 1, KafkaRun::line);
      try (var other = new KafkaRun(there, "other-name", "elsewhere")) {
        Outcome one = here.train();
        Outcome two = other.train();
        assertEquals(EXAMPLES, one.examples());
        assertArrayEquals(one.certificate(), two.certificate());
        assertEquals(one.figures(), two.figures());
      }
    }
  }

  @Test
  void how_examples_were_loaded_and_steps_committed_does_not_show_in_the_certificate() {
    try (var one = run("whole", 1, KafkaRun::line);
        var two = run("parts", 7, KafkaRun::line);
        var different = run("different", 1, i -> KafkaRun.line(i == 100 ? 0 : i))) {
      two.with("commit.interval", "1s").with("snapshot.everySteps", "5");
      byte[] certificate = one.train().certificate();
      assertArrayEquals(certificate, two.train().certificate());
      assertFalse(Arrays.equals(certificate, different.train().certificate()));
      assertTrue(one.blocks().size() > two.blocks().size(), "commits were grouped alike");
      assertArrayEquals(certificate, two.replay().certificate());
    }
  }

  @Test
  void a_run_that_is_stopped_and_resumed_again_and_again_ends_as_if_undisturbed() {
    try (var undisturbed = run("undisturbed", 1, KafkaRun::line);
        var stopped = run("stopped", 3, KafkaRun::line)) {
      stopped.with("snapshot.everySteps", "10");
      undisturbed.with("snapshot.everySteps", "1000");
      int sessions = 0;
      Outcome outcome;
      do {
        AtomicReference<Trainer> trainer = new AtomicReference<>();
        outcome = stopped.start(trainer::set, stopAfterCommits(trainer, 5)).join();
        sessions++;
        assertTrue(sessions <= EXAMPLES, "the run makes no progress");
      } while (!outcome.ended());
      assertTrue(sessions > 3, "it was stopped only " + (sessions - 1) + " times");
      assertArrayEquals(undisturbed.train().certificate(), outcome.certificate());
      Verdict verdict = stopped.replay();
      assertTrue(verdict.identical());
      assertArrayEquals(outcome.certificate(), verdict.certificate());
    }
  }

  private static StepSink stopAfterCommits(AtomicReference<Trainer> trainer, int commits) {
    AtomicInteger seen = new AtomicInteger();
    return new StepSink() {
      @Override
      public void committed(CommittedBlock block) {
        if (seen.incrementAndGet() == commits) {
          trainer.get().stop();
        }
      }
    };
  }

  @Test
  void a_run_whose_journal_is_truncated_again_and_again_ends_with_the_same_certificate() {
    try (var undisturbed = run("kept", 1, KafkaRun::line);
        var truncated = run("truncated", 1, KafkaRun::line)) {
      truncated.with("snapshot.everySteps", "8").with("journal.keep", "1ms");
      Outcome outcome;
      int sessions = 0;
      do {
        AtomicReference<Trainer> trainer = new AtomicReference<>();
        outcome = truncated.start(trainer::set, stopAfterCommits(trainer, 20)).join();
        sessions++;
      } while (!outcome.ended());
      assertTrue(sessions > 1);
      long first = truncated.blocks().getFirst().sequence();
      assertTrue(first > 0, "nothing was let go");
      assertArrayEquals(undisturbed.train().certificate(), outcome.certificate());
      Verdict verdict = truncated.replay();
      assertTrue(verdict.identical());
      assertTrue(verdict.fromStep() > 0, verdict::toString);
      assertArrayEquals(outcome.certificate(), verdict.certificate());
      KafkaRuns.Run listed = new KafkaRuns(connection, "").find(truncated.name).orElseThrow();
      assertEquals(verdict.fromStep(), listed.keptFromStep());
      assertTrue(listed.first().isPresent());
    }
  }

  @Test
  void a_copy_of_the_topic_with_one_byte_changed_is_told_from_a_true_copy() {
    try (var run = run("examples-changed", 1, KafkaRun::line);
        var copy = run("copy", 1, KafkaRun::line);
        var holes = run("holes", 5, KafkaRun::line);
        var altered = run("altered", 1, i -> i == 16 * STEP ? altered(i) : KafkaRun.line(i))) {
      run.train();
      assertTrue(run.replay(run.name, copy.topic).identical());
      assertTrue(run.replay(run.name, holes.topic).identical(), "its offsets have other holes");
      Difference difference = run.replay(run.name, altered.topic).difference();
      var changed = assertInstanceOf(Difference.ExamplesChanged.class, difference);
      assertEquals(STEP + 1, changed.step()); // steps are numbered from 1
    }
  }

  private static byte[] altered(int i) {
    byte[] line = KafkaRun.line(i);
    line[line.length - 1] ^= 1;
    return line;
  }

  @Test
  void a_copy_of_the_journal_with_one_digest_changed_is_told_from_a_true_copy() {
    try (var run = run("journal-altered", 1, KafkaRun::line)) {
      run.with("commit.interval", "20ms").train();
      String copy = copyOfJournal(run, 0);
      assertTrue(run.replay(copy, run.topic).identical());
      Difference difference = run.replay(copyOfJournal(run, STEP), run.topic).difference();
      var changed = assertInstanceOf(Difference.JournalAltered.class, difference);
      assertEquals(STEP, changed.step());
      assertTrue(changed.describe().contains("the journal was altered"), changed.describe());
    }
  }

  /** Copies a run's journal to that of a new run, but for the lowest bit of one step's digest. */
  private String copyOfJournal(KafkaRun run, int step) {
    String copy = TestCluster.newName("copied");
    try (KafkaJournal journal = new KafkaJournal(connection, RunTopics.of(copy), run.topic)) {
      journal.acquire();
      for (JournalBlock block : run.blocks()) {
        List<Event> events = block.events().stream().map(event -> altered(event, step)).toList();
        JournalBlock other =
            new JournalBlock(
                block.sequence(),
                block.writer(),
                block.model(),
                block.committedAtMs(),
                block.certificate(),
                events);
        journal.commit(new Commit(other, null, List.of())).block(KafkaRun.PATIENCE);
      }
      journal.acquire(); // readers see everything from here on
    }
    return copy;
  }

  private static Event altered(Event event, int step) {
    return event instanceof Event.WindowApplied window
        ? new Event.WindowApplied(
            window.window(),
            window.seal(),
            window.spans(),
            window.rejects(),
            window.steps().stream().map(report -> altered(report, step)).toList())
        : event;
  }

  private static StepReport altered(StepReport report, int step) {
    return new StepReport(
        report.step(),
        report.examples(),
        report.loss(),
        report.learningRate(),
        report.gradientNorm(),
        report.step() == step ? report.digest() ^ 1 : report.digest());
  }

  @Test
  void replaying_and_listing_a_run_leaves_its_trainer_alone() throws Exception {
    Sightings seen = new Sightings(EXAMPLES);
    try (var run = run("live", 1, KafkaRun::line)) {
      run.with("source.until", "never")
          .with("window.maxWait", "20ms")
          .with("stop.examples", Integer.toString(2 * EXAMPLES));
      CompletableFuture<Outcome> training = run.start(trainer -> {}, seen);
      assertTrue(seen.reached.await(60, TimeUnit.SECONDS), "the first half is not committed");

      Verdict half = run.replay();
      assertTrue(half.identical());
      assertEquals(EXAMPLES, half.examples());
      assertEquals(null, half.ended());
      assertTrue(new KafkaRuns(connection, "").find(run.name).isPresent());
      assertFalse(training.isDone());

      try (var publisher = new KafkaPublisher(connection, run.topic)) {
        for (int i = EXAMPLES; i < 2 * EXAMPLES; i++) {
          publisher.send(KafkaRun.line(i));
        }
        publisher.flush();
      }
      Outcome outcome = training.get(60, TimeUnit.SECONDS);
      assertEquals(1, seen.sessions.get(), "the trainer had to start again");
      assertTrue(outcome.examples() >= 2 * EXAMPLES, outcome::toString);
      assertEquals(outcome.examples(), outcome.sessionExamples());
      Verdict whole = run.replay();
      assertTrue(whole.identical());
      assertArrayEquals(outcome.certificate(), whole.certificate());
    }
  }

  /** Counts the sessions, and tells when so many examples are committed. */
  private static final class Sightings implements StepSink {
    final CountDownLatch reached = new CountDownLatch(1);
    final AtomicInteger sessions = new AtomicInteger();
    private final long wanted;

    Sightings(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void started(Event.RunStarted run, long step) {
      sessions.incrementAndGet();
    }

    @Override
    public void committed(CommittedBlock block) {
      if (block.metrics() != null && block.metrics().examples() >= wanted) {
        reached.countDown();
      }
    }
  }
}
