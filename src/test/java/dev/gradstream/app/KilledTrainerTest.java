package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.broker.BrokerLease;
import dev.gradstream.training.JournalBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
@Timeout(1800)
final class KilledTrainerTest {
  private static final int EXAMPLES = 20_000; // 1,250 windows, each committed by itself

  @TempDir static Path dir;
  private static BrokerLease lease;
  private static FaultedRuns runs;
  private static String undisturbed; // certificate

  @BeforeAll
  static void start() throws Exception {
    Path data = dir.resolve("data");
    lease = BrokerLease.acquire(data, line -> {});
    runs = new FaultedRuns(dir, List.of("--data-dir", data.toString()), lease.bootstrapServers());
    runs.publish(EXAMPLES);
    undisturbed = runs.undisturbed();
  }

  @AfterAll
  static void end() throws Exception {
    var broker = ProcessHandle.of(lease.pid()).orElseThrow();
    lease.close();
    broker.destroy();
    broker.onExit().get(60, TimeUnit.SECONDS);
  }

  @Test
  void a_trainer_killed_ten_times_at_random_ends_as_if_undisturbed() throws Exception {
    trainThroughKills("killed", 10, 100);
  }

  @Test
  @Tag("long")
  void a_trainer_killed_a_hundred_times_at_random_ends_as_if_undisturbed() throws Exception {
    trainThroughKills("killed-often", 100, 40);
  }

  /** As many runs as it takes: on a fast machine one may be over before it was killed enough. */
  private static void trainThroughKills(String name, int wanted, int mostGrowth) throws Exception {
    Kills kills = new Kills(name);
    for (int round = 1; kills.counted() < wanted; round++) {
      assertTrue(round <= wanted, "runs end too early to be killed");
      trainThroughKills(name + "-" + round, kills, wanted, mostGrowth);
      kills.nextRun();
    }
    kills.report(wanted);
  }

  private static void trainThroughKills(String run, Kills kills, int wanted, int mostGrowth)
      throws Exception {
    while (!runs.hasEnded(run)) {
      try (TrainerProcess trainer = runs.trainer(run)) {
        kills.grew(runs.lastSequence(run));
        if (kills.counted() >= wanted || isOverBefore(kills, run, mostGrowth, trainer)) {
          runs.checkEnd(run, trainer, undisturbed);
          kills.grew(runs.lastSequence(run));
          return;
        }
      }
      kills.happened(runs.lastSequence(run));
    }
    runs.checkJournal(run, undisturbed, FaultedRuns.TOPIC); // killed after its last commit
  }

  /** Waits for the moment of the next kill; whether the run has ended by itself until then. */
  private static boolean isOverBefore(
      Kills kills, String run, int mostGrowth, TrainerProcess trainer) throws Exception {
    if (kills.draw(6) == 0) {
      return trainer.ends(kills.draw(1_500)); // start-up and recovery are moments, too
    }
    long sequence = runs.lastSequence(run) + 1 + kills.draw(mostGrowth);
    return !FaultedRuns.await(
            "block " + sequence, trainer, () -> runs.lastSequence(run) >= sequence)
        || trainer.ends(kills.draw(10));
  }

  @Test
  void a_broker_killed_under_a_trainer_comes_back_and_the_run_ends_as_if_undisturbed()
      throws Exception {
    trainThroughKillsOfBroker("broker-killed", 1, false);
  }

  @Test
  void a_broker_and_a_trainer_killed_at_once_come_back_and_the_run_ends_as_if_undisturbed()
      throws Exception {
    trainThroughKillsOfBroker("both-killed", 1, true);
  }

  @Test
  @Tag("long")
  void a_broker_killed_again_and_again_comes_back_each_time() throws Exception {
    for (int round = 1; round <= 5; round++) {
      trainThroughKillsOfBroker("broker-killed-" + round, 4, false);
    }
  }

  @Test
  @Tag("long")
  void a_broker_and_a_trainer_killed_at_once_again_and_again_come_back_each_time()
      throws Exception {
    for (int round = 1; round <= 5; round++) {
      trainThroughKillsOfBroker("both-killed-" + round, 4, true);
    }
  }

  // A lease that sees its broker die more than five times a minute gives it up; each run has a new
  // one.
  private static void trainThroughKillsOfBroker(String run, int wanted, boolean trainerToo)
      throws Exception {
    Kills kills = new Kills(run);
    BrokerLease fresh = BrokerLease.acquire(lease.dataDir(), line -> {});
    lease.close();
    lease = fresh;
    TrainerProcess trainer = runs.trainer(run);
    try {
      while (kills.counted() < wanted) {
        long sequence = runs.lastSequence(run) + 1 + kills.draw(50);
        runs.awaitBlock(run, sequence, trainer);
        kills.grew(runs.lastSequence(run));
        long before = runs.lastSequence(run);
        if (trainerToo) {
          trainer.kill();
        }
        killBroker();
        trainer = trainerToo ? again(trainer, run) : trainer;
        kills.happened(before);
        TrainerProcess now = trainer;
        boolean went = FaultedRuns.await("a block", now, () -> runs.lastSequence(run) > before + 1);
        kills.grew(runs.lastSequence(run));
        assertTrue(went, now.err());
      }
      runs.checkEnd(run, trainer, undisturbed);
    } finally {
      trainer.close();
    }
    kills.report(wanted);
  }

  private static TrainerProcess again(TrainerProcess killed, String run) throws Exception {
    killed.close();
    return runs.trainer(run);
  }

  private static void killBroker() throws Exception {
    long pid = lease.pid();
    ProcessHandle broker = ProcessHandle.of(pid).orElseThrow();
    assertTrue(broker.destroyForcibly());
    broker.onExit().get(60, TimeUnit.SECONDS);
    runs.awaitKafka();
    while (lease.pid() == pid) { // known at once, or as soon as this lease has looked, too
      Thread.onSpinWait();
    }
  }

  @Test
  void a_paused_trainer_that_wakes_up_finds_its_run_taken_over_and_says_so_in_one_line()
      throws Exception {
    takeOver("taken-over", 1);
  }

  @Test
  @Tag("long")
  void paused_trainers_that_wake_up_change_nothing() throws Exception {
    for (int round = 1; round <= 5; round++) { // a run may not be long enough for more than a few
      takeOver("taken-over-" + round, 4);
    }
  }

  /** Each trainer is held up, as by a suspended machine, in the middle of whatever it does. */
  private static void takeOver(String run, int times) throws Exception {
    Kills pauses = new Kills(run);
    TrainerProcess trainer = runs.trainer(run);
    try {
      for (int i = 0; i < times; i++) {
        runs.awaitBlock(run, runs.lastSequence(run) + 1 + pauses.draw(40), trainer);
        trainer.signal("STOP");
        pauses.happened(runs.lastSequence(run));
        trainer = wakeUp(trainer, run);
        pauses.grew(runs.lastSequence(run));
      }
      runs.checkEnd(run, trainer, undisturbed);
    } finally {
      trainer.close();
    }
    pauses.report(times);
    assertEquals(
        times + 1,
        runs.blocks(run).stream().map(JournalBlock::writer).distinct().count(),
        "writers");
  }

  /** Lets another trainer take over, then goes on with the first one; gives the second. */
  private static TrainerProcess wakeUp(TrainerProcess first, String run) throws Exception {
    TrainerProcess second = runs.trainer(run);
    try (first) {
      String writer = runs.last(run).orElseThrow().writer();
      boolean took =
          FaultedRuns.await(
              "a block of the second trainer",
              second,
              () -> !runs.last(run).orElseThrow().writer().equals(writer));
      assertTrue(took, second.err());
      first.signal("CONT");
      assertEquals(ExitStatus.FAILED, first.status(), first.err());
      List<String> said =
          first.err().lines().filter(line -> line.startsWith("gradstream: ")).toList();
      assertEquals(
          List.of(
              "gradstream: run '%s': another trainer has taken over this run; this one stops (see it with: gradstream show %s)"
                  .formatted(run, run)),
          said);
      assertFalse(first.err().contains("\tat "), first.err());
      assertEquals("", first.out());
    }
    return second;
  }
}
