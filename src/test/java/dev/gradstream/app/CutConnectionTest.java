package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.broker.InProcessBroker;
import dev.gradstream.training.JournalBlock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trainer whose connection to its broker is cut, held and slowed: it goes on by itself. */
@Timeout(900)
final class CutConnectionTest {
  private static final int EXAMPLES = 8_000; // 500 windows, each committed by itself

  @TempDir static Path dir;
  private static TcpProxy proxy;
  private static InProcessBroker broker;
  private static FaultedRuns runs;
  private static String undisturbed; // certificate

  @BeforeAll
  static void start() throws Exception {
    broker =
        InProcessBroker.start(
            dir.resolve("data"),
            port -> {
              proxy = new TcpProxy(port);
              return proxy.port();
            });
    String servers = broker.bootstrapServers();
    assertEquals("127.0.0.1:" + proxy.port(), servers);
    runs = new FaultedRuns(dir, List.of("--bootstrap-servers", servers), servers);
    runs.publish(EXAMPLES);
    undisturbed = runs.undisturbed();
  }

  @AfterAll
  static void end() {
    broker.close();
    proxy.close();
  }

  @Test
  void the_same_run_on_another_broker_has_the_same_certificate() throws Exception {
    Path elsewhere = dir.resolve("elsewhere");
    java.nio.file.Files.createDirectories(elsewhere);
    String servers = dev.gradstream.kafka.TestCluster.connection().bootstrapServers();
    FaultedRuns others =
        new FaultedRuns(elsewhere, List.of("--bootstrap-servers", servers), servers);
    others.publish(EXAMPLES);
    assertEquals(undisturbed, others.undisturbed());
  }

  @Test
  void a_connection_cut_again_and_again_and_then_slow_changes_nothing() throws Exception {
    cut("cut", 4, 0);
  }

  @Test
  @Tag("long")
  void a_connection_cut_very_often_changes_nothing() throws Exception {
    cut("cut-often", 100, 0);
  }

  @Test
  @Tag("long")
  void a_broker_out_of_reach_for_a_while_changes_nothing() throws Exception {
    cut("out-of-reach", 5, 12);
  }

  /**
   * @param looks how often one looks in vain, a tenth of a second each, before connections are
   *     taken again
   */
  private static void cut(String run, int wanted, int looks) throws Exception {
    Kills cuts = new Kills(run);
    int connections = 0;
    for (int round = 1; cuts.counted() < wanted; round++) {
      String name = run + "-" + round;
      try (TrainerProcess trainer = runs.trainer(name)) {
        while (cuts.counted() < wanted) {
          long sequence = runs.lastSequence(name) + 1 + cuts.draw(2_000 / (10 + wanted));
          if (!FaultedRuns.await(
              "block " + sequence, trainer, () -> runs.lastSequence(name) >= sequence)) {
            break;
          }
          cuts.grew(runs.lastSequence(name));
          long now = runs.lastSequence(name);
          proxy.refuse(looks > 0);
          connections += proxy.cut();
          for (int look = 0; look < looks; look++) {
            assertTrue(!trainer.ends(100), trainer.err());
          }
          proxy.refuse(false);
          cuts.happened(now);
        }
        proxy.slow(200_000);
        long slowFrom = runs.lastSequence(name);
        FaultedRuns.await("a slow block", trainer, () -> runs.lastSequence(name) >= slowFrom + 10);
        proxy.slow(Long.MAX_VALUE);
        runs.checkEnd(name, trainer, undisturbed);
        cuts.grew(runs.lastSequence(name));
        assertEquals(
            1, runs.blocks(name).stream().map(JournalBlock::writer).distinct().count(), "writers");
        cuts.nextRun();
      }
    }
    System.out.printf("%s: %d connections cut%n", run, connections);
    cuts.report(wanted);
  }

  @Test
  @Tag("long")
  void a_connection_that_is_silent_for_longer_than_a_commit_may_take_changes_nothing()
      throws Exception {
    try (TrainerProcess trainer = runs.trainer("silent")) {
      runs.awaitBlock("silent", 50, trainer);
      proxy.hold(true);
      assertTrue(!trainer.ends(45_000), trainer.err());
      proxy.hold(false);
      runs.checkEnd("silent", trainer, undisturbed);
      assertTrue(trainer.err().contains("going on from the journal"), trainer.err());
    }
  }
}
