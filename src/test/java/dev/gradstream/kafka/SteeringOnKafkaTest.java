package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.CommandSender;
import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.training.Command;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A run on a real broker is steered through its control topic, over a restart of its trainer. */
class SteeringOnKafkaTest {
  private static final int EXAMPLES = 1_000;

  private final KafkaConnection connection = TestCluster.connection();

  private CommandSender.Answer send(KafkaRun run, Command.Wish wish) {
    List<JournalBlock> blocks = run.blocks();
    try (KafkaJournal journal = new KafkaJournal(connection, RunTopics.of(run.name), run.topic);
        KafkaControl control = new KafkaControl(connection, RunTopics.of(run.name))) {
      return new CommandSender(
              journal,
              control,
              InstantSource.system(),
              ms -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms)))
          .from(blocks.size(), 0, 0)
          .send(wish, 30_000);
    }
  }

  @Test
  void a_live_run_is_changed_paused_restarted_resumed_and_stopped_and_replays_identical()
      throws Exception {
    String topic =
        KafkaRun.fill(connection, TestCluster.newName("steered"), 2, EXAMPLES, 3, KafkaRun::line);
    try (KafkaRun run =
        new KafkaRun(connection, TestCluster.newName("run"), topic)
            .with("source.until", "never")
            .with("window.maxWait", "5ms")) {
      Trainer[] trainer = new Trainer[1];
      var started = new java.util.concurrent.CountDownLatch(1);
      StepSink told =
          new StepSink() {
            @Override
            public void committed(CommittedBlock block) {
              started.countDown();
            }
          };
      var session = run.start(made -> trainer[0] = made, told);
      assertTrue(started.await(60, TimeUnit.SECONDS));
      var changed =
          (CommandSender.Followed)
              send(run, new Command.Set(Map.of("optimizer.learningRate", "0.01")));
      assertEquals(
          "0.01",
          ((Event.SpecificationChanged) changed.event())
              .changes()
              .settings()
              .get("optimizer.learningRate"));
      assertTrue(
          ((CommandSender.Refused) send(run, new Command.Set(Map.of("seed", "7"))))
              .reason()
              .contains("cannot change while the run goes on"));
      assertTrue(send(run, new Command.Pause()) instanceof CommandSender.Followed);
      trainer[0].stop();
      assertFalse(session.join().ended());

      var second = run.start(made -> {});
      assertTrue(send(run, new Command.Resume()) instanceof CommandSender.Followed);
      assertTrue(send(run, new Command.Stop()) instanceof CommandSender.Followed);
      Outcome outcome = second.join();
      assertEquals("stopped on command", outcome.reason());
      var verdict = run.replay();
      assertTrue(verdict.identical(), verdict::toString);
      assertArrayEquals(outcome.certificate(), verdict.certificate());
    }
  }
}
