package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import dev.gradstream.training.Reject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can happen to a topic of examples between two sessions of a run, and after it. */
@Timeout(180)
class SourceOfTruthTest {
  private static final int EXAMPLES = 320; // 20 windows
  private final KafkaConnection connection = TestCluster.connection();

  private KafkaRun interrupted(String stem, int partitions) {
    String topic = TestCluster.newName(stem + "-examples");
    KafkaRun.fill(connection, topic, partitions, EXAMPLES, 2, KafkaRun::line);
    KafkaRun run = new KafkaRun(connection, TestCluster.newName(stem), topic);
    AtomicReference<Trainer> trainer = new AtomicReference<>();
    int[] commits = {0};
    StepSink stopping =
        new StepSink() {
          @Override
          public void committed(CommittedBlock block) {
            if (++commits[0] == 5) {
              trainer.get().stop();
            }
          }
        };
    assertEquals(false, run.start(trainer::set, stopping).join().ended());
    return run;
  }

  private static String refusal(KafkaRun run) {
    CompletionException failed = assertThrows(CompletionException.class, run::train);
    return assertInstanceOf(SourceException.class, failed.getCause()).getMessage();
  }

  private void expire(String topic, int partition, long before) {
    new KafkaTopics(connection)
        .with(
            "",
            admin ->
                KafkaTopics.get(
                    admin
                        .deleteRecords(
                            Map.of(
                                new TopicPartition(topic, partition),
                                RecordsToDelete.beforeOffset(before)))
                        .all()));
  }

  @Test
  void records_that_expired_before_they_were_learned_from_stop_the_run_with_their_range() {
    try (KafkaRun run = interrupted("expired", 1)) {
      expire(run.topic, 0, 300);
      String refusal = refusal(run);
      assertTrue(refusal.matches(".*offsets \\d+ to 299 are needed but have expired.*"), refusal);
    }
  }

  @Test
  void records_that_expired_after_they_were_learned_from_do_not_stop_it() {
    try (KafkaRun run = interrupted("behind", 1);
        KafkaRun undisturbed = new KafkaRun(connection, TestCluster.newName("whole"), run.topic)) {
      byte[] certificate = undisturbed.train().certificate();
      expire(run.topic, 0, 40);
      assertArrayEquals(certificate, run.train().certificate());
      RuntimeException refused = assertThrows(RuntimeException.class, run::replay);
      assertTrue(
          refused.getMessage().contains("offsets 0 to 39 are needed but have expired"),
          refused::getMessage);
    }
  }

  @Test
  void a_topic_made_anew_between_two_sessions_is_not_taken_for_the_one_it_was() {
    try (KafkaRun run = interrupted("anew", 1)) {
      new KafkaTopics(connection)
          .with("", admin -> KafkaTopics.get(admin.deleteTopics(Set.of(run.topic)).all()));
      KafkaRun.fill(connection, run.topic, 1, EXAMPLES, 2, KafkaRun::line);
      String refusal = refusal(run);
      assertTrue(refusal.contains("was deleted and made anew"), refusal);
    }
  }

  @Test
  void partitions_added_between_two_sessions_of_a_live_run_are_named_with_what_they_hold() {
    String topic = TestCluster.newName("grown-examples");
    KafkaRun.fill(connection, topic, 1, EXAMPLES, 1, KafkaRun::line);
    try (KafkaRun run = new KafkaRun(connection, TestCluster.newName("grown"), topic)) {
      run.with("source.until", "never").with("window.maxWait", "5ms");
      AtomicReference<Trainer> trainer = new AtomicReference<>();
      run.start(
              trainer::set,
              new StepSink() {
                @Override
                public void committed(CommittedBlock block) {
                  trainer.get().stop();
                }
              })
          .join();
      grow(topic, 3);
      try (KafkaLoad load =
          new KafkaLoad(connection, new KafkaTopics(connection).describe(topic).orElseThrow(), 2)) {
        load.send(1, null, KafkaRun.line(0));
        load.send(1, null, KafkaRun.line(1));
        load.commit();
      }
      String refusal = refusal(run);
      assertTrue(refusal.contains("partitions [1, 2]"), refusal);
      assertTrue(run.replay().identical(), "what it learned stands");
    }
  }

  @Test
  void partitions_added_to_a_bounded_runs_topic_do_not_matter() {
    try (KafkaRun run = interrupted("grown-bounded", 2);
        KafkaRun undisturbed = new KafkaRun(connection, TestCluster.newName("whole"), run.topic)) {
      byte[] certificate = undisturbed.train().certificate();
      grow(run.topic, 3);
      assertArrayEquals(certificate, run.train().certificate());
      assertTrue(run.replay().identical());
    }
  }

  private void grow(String topic, int partitions) {
    new KafkaTopics(connection)
        .with(
            "",
            admin ->
                KafkaTopics.get(
                    admin
                        .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                        .all()));
  }

  @Test
  void every_record_that_cannot_be_used_is_a_dead_letter_as_it_came_and_is_rejected_in_a_replay()
      throws Exception {
    String topic = TestCluster.newName("odd-examples");
    new KafkaTopics(connection)
        .create(topic, 1, Map.of("max.message.bytes", Integer.toString(8 << 20)));
    byte[] large = new byte[6 << 20]; // above what a producer of ours may send
    Arrays.fill(large, (byte) 'x');
    byte[] binary = {0, (byte) 0xff, 10, 13, 0};
    try (Producer<byte[], byte[]> producer =
        connection.producer(
            Map.of("max.request.size", 16 << 20, "buffer.memory", 64 << 20), Map.of())) {
      for (int i = 0; i < 32; i++) {
        producer.send(new ProducerRecord<>(topic, 0, (byte[]) null, KafkaRun.line(i)));
      }
      producer.send(
          new ProducerRecord<>(
              topic,
              0,
              1_234L,
              "key".getBytes(StandardCharsets.UTF_8),
              binary,
              List.of(new RecordHeader("trace", new byte[] {7, 8}))));
      producer.send(new ProducerRecord<>(topic, 0, 1_235L, (byte[]) null, large));
      producer.send(new ProducerRecord<>(topic, 0, 1_236L, binary, (byte[]) null));
      for (int i = 32; i < 64; i++) {
        producer.send(new ProducerRecord<>(topic, 0, (byte[]) null, KafkaRun.line(i)));
      }
      producer.flush();
    }
    try (KafkaRun run = new KafkaRun(connection, TestCluster.newName("odd"), topic)) {
      Outcome outcome = run.train();
      assertEquals(64, outcome.examples());
      assertEquals(3, outcome.rejected());
      List<ConsumerRecord<byte[], byte[]>> letters =
          KafkaJournalTest.records(RunTopics.of(run.name).rejected());
      assertEquals(3, letters.size());

      ConsumerRecord<byte[], byte[]> whole = letters.get(0);
      assertArrayEquals("key".getBytes(StandardCharsets.UTF_8), whole.key());
      assertArrayEquals(binary, whole.value());
      assertEquals(1_234, whole.timestamp());
      assertArrayEquals(new byte[] {7, 8}, whole.headers().lastHeader("trace").value());
      assertEquals("32", text(whole, "gradstream.offset"));
      assertTrue(!text(whole, "gradstream.reason").isBlank());

      ConsumerRecord<byte[], byte[]> prefix = letters.get(1);
      assertArrayEquals(Arrays.copyOf(large, DeadLetters.PREFIX_BYTES), prefix.value());
      assertEquals(Integer.toString(large.length), text(prefix, "gradstream.value.bytes"));
      assertEquals(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(large)),
          text(prefix, "gradstream.value.sha256"));
      assertEquals(topic, text(prefix, "gradstream.topic"));
      assertEquals("0", text(prefix, "gradstream.partition"));
      assertEquals("33", text(prefix, "gradstream.offset"));

      assertArrayEquals(binary, letters.get(2).key());
      assertEquals(null, letters.get(2).value());

      assertEquals(List.of(32L, 33L, 34L), rejectedOffsets(run));
      Verdict verdict = run.replay();
      assertTrue(verdict.identical());
      assertArrayEquals(outcome.certificate(), verdict.certificate());
      assertEquals(
          3,
          KafkaJournalTest.records(RunTopics.of(run.name).rejected()).size(),
          "a replay writes no letters");
    }
  }

  private static List<Long> rejectedOffsets(KafkaRun run) {
    List<Long> offsets = new ArrayList<>();
    run.blocks().stream()
        .flatMap(block -> block.events().stream())
        .forEach(
            event -> {
              if (event instanceof Event.WindowApplied applied) {
                applied.rejects().stream().map(Reject::offset).forEach(offsets::add);
              }
            });
    return offsets;
  }

  private static String text(ConsumerRecord<byte[], byte[]> letter, String header) {
    return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }
}
