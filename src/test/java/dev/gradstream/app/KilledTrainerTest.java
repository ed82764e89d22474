package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.KafkaJournal;
import dev.gradstream.kafka.KafkaRuns;
import dev.gradstream.kafka.RunTopics;
import dev.gradstream.kafka.broker.BrokerLease;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainers and brokers that are real processes and are killed for real: nothing is lost, nothing
 * counted twice, and the run ends in the bits of an undisturbed one.
 */
@Timeout(600)
final class KilledTrainerTest {
  private static final int PARTITIONS = 3;
  private static final int EXAMPLES = 20_000; // 1,250 windows, each committed by itself
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path dir;
  private static BrokerLease lease;
  private static Path config;
  private static String undisturbed; // certificate

  @BeforeAll
  static void start() throws Exception {
    lease = BrokerLease.acquire(dir.resolve("data"), line -> {});
    Path csv = FriedmanFile.write(dir.resolve("friedman.csv"), EXAMPLES);
    config = FriedmanFile.writeConfig(dir.resolve("config.yaml"), "undisturbed");
    Commands commands = commands();
    commands.done(
        "publish", csv.toString(), "--topic", "friedman", "--partitions", "" + PARTITIONS);
    undisturbed =
        (String) commands.done("train", config.toString(), "--no-page").get("certificate");
  }

  @AfterAll
  static void end() throws Exception {
    var broker = ProcessHandle.of(lease.pid()).orElseThrow();
    lease.close();
    broker.destroy();
    broker.onExit().get(60, TimeUnit.SECONDS);
  }

  private static Commands commands() {
    return Commands.over(dir.resolve("data"));
  }

  private static KafkaConnection connection() {
    return KafkaConnection.to(lease.bootstrapServers());
  }

  private static TrainerProcess trainer(String run) throws Exception {
    return TrainerProcess.start(config, run, dir.resolve("data"));
  }

  @Test
  void a_trainer_killed_some_times_at_random_ends_as_if_undisturbed() throws Exception {
    trainThroughKills("killed", 4, 150);
  }

  @Test
  @Tag("long")
  void a_trainer_killed_thirty_times_at_random_ends_as_if_undisturbed() throws Exception {
    trainThroughKills("killed-often", 30, 25);
  }

  /** As many runs as it takes: on a fast machine one may be over before it was killed enough. */
  private static void trainThroughKills(String name, int kills, int mostGrowth) throws Exception {
    long seed = System.nanoTime();
    System.err.println(name + ": seed " + seed); // a failure can be tried again with it
    Random random = new Random(seed);
    int killed = 0;
    for (int round = 1; killed < kills; round++) {
      assertTrue(round <= kills, "runs end too early to be killed");
      killed += trainThroughKills(name + "-" + round, kills - killed, mostGrowth, random);
    }
  }

  private static int trainThroughKills(String run, int mostKills, int mostGrowth, Random random)
      throws Exception {
    for (int killed = 0; ; killed++) {
      if (hasEnded(run)) { // the last kill came after the last commit
        checkJournal(run);
        return killed;
      }
      try (TrainerProcess trainer = trainer(run)) {
        boolean ended =
            killed == mostKills || isOverBefore(random, run, mostGrowth, killed % 2 == 0, trainer);
        if (ended) {
          checkEnd(run, trainer);
          return killed;
        }
      }
    }
  }

  /** Waits for the moment of the next kill; whether the run has ended by itself until then. */
  private static boolean isOverBefore(
      Random random, String run, int mostGrowth, boolean learning, TrainerProcess trainer)
      throws Exception {
    if (learning) {
      long sequence = lastSequence(run) + 1 + random.nextInt(mostGrowth);
      return !await("block " + sequence, trainer, () -> lastSequence(run) >= sequence);
    }
    return trainer.ends(random.nextInt(1_500)); // start-up and recovery are moments, too
  }

  @Test
  void a_broker_killed_under_a_trainer_comes_back_and_the_run_ends_as_if_undisturbed()
      throws Exception {
    try (TrainerProcess trainer = trainer("broker-killed")) {
      awaitBlocks("broker-killed", 100, trainer);
      long pid = lease.pid();
      ProcessHandle broker = ProcessHandle.of(pid).orElseThrow();
      assertTrue(broker.destroyForcibly());
      broker.onExit().get(60, TimeUnit.SECONDS);
      assertTrue(trainer.isAlive(), "the run ended before its broker did");
      checkEnd("broker-killed", trainer);
      assertFalse(pid == lease.pid());
    }
  }

  // The first is held up, as by a suspended machine, so that it surely has work left.
  @Test
  void a_second_trainer_takes_the_run_over_and_the_first_says_so_in_one_line() throws Exception {
    try (TrainerProcess first = trainer("taken-over")) {
      awaitBlocks("taken-over", 20, first);
      first.signal("STOP");
      String firstWriter = last("taken-over").orElseThrow().writer();
      try (TrainerProcess second = trainer("taken-over")) {
        boolean took =
            await(
                "a block of the second trainer",
                second,
                () -> !last("taken-over").orElseThrow().writer().equals(firstWriter));
        assertTrue(took, second.err());
        first.signal("CONT");
        assertEquals(ExitStatus.FAILED, first.status(), first.err());
        List<String> said =
            first.err().lines().filter(line -> line.startsWith("gradstream: ")).toList();
        assertEquals(
            List.of(
                "gradstream: run 'taken-over': another trainer has taken over this run; this one"
                    + " stops (see it with: gradstream show taken-over)"),
            said);
        assertFalse(first.err().contains("\tat "), first.err());
        assertEquals("", first.out());
        checkEnd("taken-over", second);
      }
    }
    assertEquals(
        2, blocks("taken-over").stream().map(JournalBlock::writer).distinct().count(), "writers");
  }

  private static void checkEnd(String run, TrainerProcess last) throws Exception {
    assertEquals(ExitStatus.DONE, last.status(), last.err());
    Map<String, Object> result = Commands.object(last.out());
    assertEquals(undisturbed, result.get("certificate"));
    assertEquals(EXAMPLES, result.get("examples"));
    checkJournal(run);
  }

  private static void checkJournal(String run) {
    Map<Integer, Integer> records = new TreeMap<>();
    for (int i = 0; i < EXAMPLES; i++) {
      records.merge(i % PARTITIONS, 1, Integer::sum);
    }
    UsedOffsets.checkEachOnce(blocks(run), records);
    Map<String, Object> replayed = commands().done("replay", run);
    assertEquals(undisturbed, replayed.get("certificate"));
  }

  private static List<JournalBlock> blocks(String run) {
    try (KafkaJournal journal = new KafkaJournal(connection(), RunTopics.of(run), "friedman")) {
      return journal.read(0).collectList().block(PATIENCE);
    }
  }

  private static Optional<JournalBlock> last(String run) {
    return new KafkaRuns(connection(), "").find(run).flatMap(KafkaRuns.Run::last);
  }

  private static boolean hasEnded(String run) {
    return last(run).map(b -> b.events().getLast() instanceof Event.RunEnded).orElse(false);
  }

  /** Number of the newest block, -1 where there is none. */
  private static long lastSequence(String run) {
    return last(run).map(JournalBlock::sequence).orElse(-1L);
  }

  private static void awaitBlocks(String run, long sequence, TrainerProcess trainer)
      throws Exception {
    boolean came = await("block " + sequence, trainer, () -> lastSequence(run) >= sequence);
    assertTrue(came && trainer.isAlive(), "the run is over already: " + trainer.err());
  }

  /** Looks at the journal until it holds something; false where the trainer ends before that. */
  private static boolean await(String what, TrainerProcess trainer, BooleanSupplier there)
      throws Exception {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      assertTrue(System.nanoTime() < endNanos, what + " never came");
      if (trainer.ends(10)) {
        return false;
      }
    }
    return true;
  }
}
