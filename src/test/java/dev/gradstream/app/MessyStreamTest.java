package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.KafkaJournal;
import dev.gradstream.kafka.KafkaPublisher;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.RunTopics;
import dev.gradstream.kafka.TestCluster;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Reject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred thousand records over Kafka, one in twenty of them broken in one of a dozen ways: every
 * broken one is a dead letter with its reason, every other one is learned from once.
 */
@Timeout(120)
final class MessyStreamTest {
  private static final int RECORDS = 100_000;
  private static final int PARTITIONS = 3;
  private static final String CONFIG =
      """
      run: %s
      source: { topic: %s, format: csv, columns: [when, amount, sure, nothing, city, paid], until: end }
      label: { name: paid, kind: binary, negative: ["no"], positive: ["yes"] }
      features:
        - { columns: [amount, nothing], scale: standard, missing: indicator, clip: 10 }
        - { columns: [sure], scale: standard, missing: reject }
        - { columns: [when], time: [hour, weekday, yearday] }
        - { columns: [city], encode: onehot, most: 50 }
        - { columns: [paid, amount], lag: 2, key: city, keys: 20, scale: robust }
      window: { size: 64 }
      model: { layers: [ { dense: 4, activation: tanh }, { dense: 1 } ], loss: logistic }
      optimizer: { name: adam, learningRate: 0.01 }
      """;

  @TempDir Path folder;

  @Test
  void every_broken_record_is_a_dead_letter_and_every_other_one_is_learned_from_once()
      throws IOException {
    String topic = TestCluster.newName("messy");
    String run = topic + "-run";
    Map<Integer, MessyStream.Line> broken = publish(topic, new MessyStream(20_26));
    assertTrue(Math.abs(broken.size() - RECORDS / 20) < RECORDS / 100, broken.size() + " broken");

    Path config = Files.writeString(folder.resolve("messy.yaml"), CONFIG.formatted(run, topic));
    Commands commands = Commands.onTestCluster();
    Map<String, Object> trained = commands.done("train", config.toString(), "--no-page");
    assertEquals(RECORDS - broken.size(), trained.get("examples"));
    assertEquals(broken.size(), trained.get("rejected"));
    double accuracy = Commands.number(Commands.inner(trained, "figures"), "accuracy");
    assertTrue(accuracy > 0.9, "what is wild must not keep it from learning: " + accuracy);

    Map<Integer, String> rejected = rejected(run, topic);
    assertEquals(broken.keySet(), rejected.keySet());
    checkDeadLetters(run, topic, broken, rejected);
    Map<String, Object> replayed = commands.done("replay", run);
    assertEquals(true, replayed.get("identical"));
    assertEquals(trained.get("certificate"), replayed.get("certificate"));
  }

  /** Gives the broken ones by number: record i is record i / PARTITIONS of its partition. */
  private static Map<Integer, MessyStream.Line> publish(String topic, MessyStream stream) {
    Map<Integer, MessyStream.Line> broken = new TreeMap<>();
    new KafkaTopics(TestCluster.connection()).create(topic, PARTITIONS, Map.of());
    try (KafkaPublisher publisher = new KafkaPublisher(TestCluster.connection(), topic)) {
      for (int i = 0; i < RECORDS; i++) {
        MessyStream.Line line = stream.line(i);
        publisher.send(i % PARTITIONS, null, line.value(), Map.of());
        if (line.reason() != null) {
          broken.put(i, line);
        }
      }
      publisher.flush();
    }
    return broken;
  }

  /** The reasons in the journal, by record; and that its windows hold each offset once. */
  private static Map<Integer, String> rejected(String run, String topic) {
    List<JournalBlock> blocks;
    try (KafkaJournal journal =
        new KafkaJournal(TestCluster.connection(), RunTopics.of(run), topic)) {
      blocks = journal.read(0).collectList().block(Duration.ofSeconds(60));
    }
    UsedOffsets.checkEachOnce(
        blocks, UsedOffsets.ofTopic(TestCluster.connection().bootstrapServers(), topic));
    Map<Integer, String> reasons = new TreeMap<>();
    for (JournalBlock block : blocks) {
      for (Event event : block.events()) {
        if (event instanceof Event.WindowApplied window) {
          for (Reject reject : window.rejects()) {
            int number = (int) reject.offset() * PARTITIONS + reject.partition();
            assertEquals(null, reasons.put(number, reject.reason()), "rejected twice: " + number);
          }
        }
      }
    }
    return reasons;
  }

  private static void checkDeadLetters(
      String run, String topic, Map<Integer, MessyStream.Line> broken, Map<Integer, String> said) {
    Map<Integer, MessyStream.Line> left = new TreeMap<>(broken);
    for (ConsumerRecord<byte[], byte[]> letter : letters(RunTopics.of(run).rejected())) {
      assertEquals(topic, header(letter, "gradstream.topic"));
      int number =
          Integer.parseInt(header(letter, "gradstream.offset")) * PARTITIONS
              + Integer.parseInt(header(letter, "gradstream.partition"));
      MessyStream.Line line = left.remove(number);
      assertNotNull(line, () -> "a letter too many, of record " + number);
      assertArrayEquals(line.value(), letter.value());
      String reason = header(letter, "gradstream.reason");
      assertEquals(said.get(number), reason);
      assertTrue(reason.contains(line.reason()), reason + " should say: " + line.reason());
      assertFalse(reason.isBlank());
    }
    assertEquals(Map.of(), left, "no dead letters of these");
  }

  private static List<ConsumerRecord<byte[], byte[]>> letters(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            TestCluster.connection().bootstrapServers(),
            "isolation.level",
            "read_committed");
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(topic, 0);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only)).get(only);
      while (consumer.position(only) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
      }
    }
    return all;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
