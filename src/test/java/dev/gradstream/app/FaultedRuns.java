package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.ClusterException;
import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.KafkaJournal;
import dev.gradstream.kafka.KafkaRuns;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.RunTopics;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs to which something is done, over one Kafka: what their journals hold meanwhile, and the
 * proof that in the end nothing shows of it.
 */
final class FaultedRuns {
  static final String TOPIC = "friedman";
  static final int PARTITIONS = 3;
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path dir;
  private final List<String> where;
  private final String bootstrapServers;
  private final Path config;

  /**
   * @param where the options by which trainers find their Kafka
   * @param bootstrapServers by which the checks find it
   */
  FaultedRuns(Path dir, List<String> where, String bootstrapServers) throws Exception {
    this.dir = dir;
    this.where = where;
    this.bootstrapServers = bootstrapServers;
    this.config = FriedmanFile.writeConfig(dir.resolve("config.yaml"), "undisturbed");
  }

  Commands commands() {
    return Commands.on(bootstrapServers);
  }

  KafkaConnection connection() {
    return KafkaConnection.to(bootstrapServers);
  }

  /** Fills the topic that all runs learn from. */
  void publish(int examples) throws Exception {
    Path csv = FriedmanFile.write(dir.resolve(TOPIC + ".csv"), examples);
    commands().done("publish", csv.toString(), "--topic", TOPIC, "--partitions", "" + PARTITIONS);
  }

  /** Trains a run in peace; gives its certificate. */
  String undisturbed() {
    return (String) commands().done("train", config.toString(), "--no-page").get("certificate");
  }

  TrainerProcess trainer(String run, String... settings) throws Exception {
    return TrainerProcess.start(config, run, where, settings);
  }

  Optional<JournalBlock> last(String run) {
    return new KafkaRuns(connection(), "").find(run).flatMap(KafkaRuns.Run::last);
  }

  /** Number of the newest block, -1 where there is none. */
  long lastSequence(String run) {
    return last(run).map(JournalBlock::sequence).orElse(-1L);
  }

  boolean hasEnded(String run) {
    return last(run).map(b -> b.events().getLast() instanceof Event.RunEnded).orElse(false);
  }

  List<JournalBlock> blocks(String run) {
    try (KafkaJournal journal = new KafkaJournal(connection(), RunTopics.of(run), TOPIC)) {
      return journal.read(0).collectList().block(PATIENCE);
    }
  }

  /** Waits until the Kafka answers again. */
  void awaitKafka() {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        assertTrue(new KafkaTopics(connection()).exists(TOPIC));
        return;
      } catch (ClusterException notYet) {
        assertTrue(System.nanoTime() < endNanos, notYet.getMessage());
      }
    }
  }

  /** Waits until the journal holds a block; the run must not have ended by then. */
  void awaitBlock(String run, long sequence, TrainerProcess trainer) throws Exception {
    boolean came = await("block " + sequence, trainer, () -> lastSequence(run) >= sequence);
    assertTrue(came && trainer.isAlive(), "the run is over already: " + trainer.err());
  }

  /** Looks again and again until something holds; false where the trainer ends before that. */
  static boolean await(String what, TrainerProcess trainer, BooleanSupplier there)
      throws Exception {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      assertTrue(
          System.nanoTime() < endNanos, () -> what + " never came; it said: " + said(trainer));
      if (trainer.ends(10)) {
        return false;
      }
    }
    return true;
  }

  private static String said(TrainerProcess trainer) {
    try {
      return trainer.err();
    } catch (java.io.IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** The trainer ends its run with this certificate, and {@link #checkJournal} holds. */
  void checkEnd(String run, TrainerProcess last, String certificate) throws Exception {
    assertEquals(ExitStatus.DONE, last.status(), last.err());
    assertFalse(last.err().contains("\tat "), last.err()); // nor does it look like a fault of ours
    assertEquals(certificate, Commands.object(last.out()).get("certificate"));
    checkJournal(run, certificate, TOPIC);
  }

  /** Each offset was used once, the chain ends in the certificate, and so does a replay. */
  void checkJournal(String run, String certificate, String topic) {
    List<JournalBlock> blocks = blocks(run);
    UsedOffsets.checkEachOnce(blocks, UsedOffsets.ofTopic(bootstrapServers, topic));
    for (int i = 0; i < blocks.size(); i++) {
      assertEquals(i, blocks.get(i).sequence(), "number of a block");
    }
    assertEquals(certificate, Certificate.hex(blocks.getLast().certificate()));
    assertArrayEquals(
        blocks.getLast().certificate(), last(run).orElseThrow().certificate(), "last block");
    Map<String, Object> replayed = commands().done("replay", run);
    assertEquals(true, replayed.get("identical"));
    assertEquals(certificate, replayed.get("certificate"));
  }
}
