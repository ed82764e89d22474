package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.RunTopics;
import dev.gradstream.kafka.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The doctor tells a healthy cluster from one that is not, and leaves nothing behind. */
@Timeout(120)
class DoctorCommandTest {
  private final Commands commands = Commands.onTestCluster();
  private final KafkaTopics topics = new KafkaTopics(TestCluster.connection());

  private static Path config(Path dir, String run, String topic) throws Exception {
    return Files.writeString(
        dir.resolve(run + ".yaml"),
        """
        run: %s
        source: { topic: %s, format: csv, columns: [x, y] }
        label: { name: y, kind: real }
        features: [ { columns: [x] } ]
        model: { layers: [ { dense: 1 } ], loss: squared }
        optimizer: { name: sgd, learningRate: 0.1 }
        """
            .formatted(run, topic));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> checks(Map<String, Object> object) {
    return (List<Map<String, Object>>) object.get("checks");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> findings(Map<String, Object> object) {
    return checks(object).stream()
        .flatMap(check -> ((List<Map<String, Object>>) check.get("findings")).stream())
        .toList();
  }

  @Test
  void a_healthy_cluster_is_called_so_and_is_left_as_it_was() {
    List<String> before = topics.names();
    Map<String, Object> object = commands.done("doctor");
    assertEquals(true, object.get("healthy"));
    assertEquals(
        List.of(
            "cluster",
            "features",
            "transaction log",
            "creating topics",
            "transactions",
            "message size",
            "clock",
            "deleting topics"),
        checks(object).stream().map(check -> check.get("check")).toList());
    assertEquals(List.of(), findings(object));
    assertEquals(before, topics.names());
  }

  @Test
  void a_source_whose_records_expire_is_found_with_what_to_do(@TempDir Path dir) throws Exception {
    String topic = TestCluster.newName("expiring");
    topics.create(topic, 2, Map.of("retention.ms", "604800000"));
    String run = TestCluster.newName("doctored");
    Map<String, Object> object =
        commands.given(ExitStatus.FAILED, "doctor", config(dir, run, topic).toString());
    assertEquals(false, object.get("healthy"));
    Map<String, Object> finding = findings(object).getFirst();
    assertEquals(1, findings(object).size(), object::toString);
    assertEquals("warning", finding.get("level"));
    assertEquals(topic, finding.get("subject"));
    assertTrue(finding.get("problem").toString().contains("after 7 days"), finding::toString);
    assertTrue(finding.get("cure").toString().contains("snapshot: {every"), finding::toString);
  }

  @Test
  void a_source_that_is_not_there_and_a_journal_that_expires_are_errors(@TempDir Path dir)
      throws Exception {
    String run = TestCluster.newName("doctored");
    topics.create(RunTopics.of(run).journal(), 1, Map.of("retention.ms", "3600000"));
    Map<String, Object> object =
        commands.given(ExitStatus.FAILED, "doctor", config(dir, run, "not-there").toString());
    List<Object> subjects =
        findings(object).stream()
            .filter(finding -> finding.get("level").equals("error"))
            .map(finding -> finding.get("subject"))
            .toList();
    assertTrue(subjects.contains("not-there"), subjects::toString);
    assertTrue(subjects.contains(RunTopics.of(run).journal()), subjects::toString);
  }

  @Test
  void a_cluster_that_does_not_answer_is_one_finding_and_no_stack_trace() {
    Captured captured = new Captured(false);
    int status = captured.run("doctor", "--bootstrap-servers", "127.0.0.1:1");
    assertEquals(ExitStatus.FAILED, status);
    assertTrue(captured.out().contains("no Kafka broker answers at 127.0.0.1:1"), captured.out());
    assertTrue(captured.out().contains("what to do: "), captured.out());
    assertTrue(!captured.out().contains("\tat "), captured.out());
  }
}
