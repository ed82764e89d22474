package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.SampleBlocks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaRunsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final KafkaConnection connection = TestCluster.connection();

  @Test
  void a_run_is_shown_by_its_first_and_its_last_block() {
    String run = TestCluster.newName("shown");
    try (KafkaJournal journal = new KafkaJournal(connection, RunTopics.of(run), "examples")) {
      journal.acquire();
      for (int i = 0; i < 30; i++) {
        journal.commit(SampleBlocks.commit(run, i)).block(PATIENCE);
      }
      journal.acquire();
    }
    KafkaRuns.Run found = new KafkaRuns(connection, "").find(run).orElseThrow();
    assertEquals(0, found.first().orElseThrow().sequence());
    assertEquals(29, found.last().orElseThrow().sequence());
    assertEquals("", found.trouble());
    assertEquals(Optional.empty(), new KafkaRuns(connection, "").find(run + "-not"));
  }

  @Test
  void runs_are_listed_by_prefix_and_one_with_a_broken_journal_says_so() {
    String prefix = TestCluster.newName("team") + ".";
    KafkaTopics topics = new KafkaTopics(connection);
    topics.create(prefix + "empty.journal", 1, Map.of());
    topics.create(prefix + "broken.journal", 1, Map.of());
    topics.create(prefix + "other", 1, Map.of());
    try (Producer<byte[], byte[]> producer = connection.producer(Map.of(), Map.of())) {
      producer.send(new ProducerRecord<>(prefix + "broken.journal", new byte[] {1, 2, 3}));
    }
    Map<String, KafkaRuns.Run> runs =
        new KafkaRuns(connection, prefix)
            .list().stream().collect(Collectors.toMap(KafkaRuns.Run::name, run -> run));
    assertEquals(List.of("broken", "empty"), runs.keySet().stream().sorted().toList());
    assertTrue(runs.get("broken").trouble().contains("broken.journal@0"), runs::toString);
    assertEquals(Optional.empty(), runs.get("empty").last());
  }

  @Test
  void a_run_has_a_name_that_can_be_part_of_a_topic() {
    for (String bad : List.of("", "a b", "ä", "x".repeat(101), "a/b")) {
      assertThrows(IllegalArgumentException.class, () -> RunTopics.of(bad));
    }
    assertEquals("a.b_c-1.journal", RunTopics.of("a.b_c-1").journal());
  }
}
