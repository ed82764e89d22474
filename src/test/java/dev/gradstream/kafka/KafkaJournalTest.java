package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.codec.JournalBlocks;
import dev.gradstream.pipeline.JournalContract;
import dev.gradstream.pipeline.SampleBlocks;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.RejectedRecord;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Kafka's journal keeps the contract, and what a real broker adds: transactions and fencing. */
class KafkaJournalTest extends JournalContract {

  @Override
  protected Journal open(String run) {
    return journal(run);
  }

  private static KafkaJournal journal(String run) {
    return new KafkaJournal(TestCluster.connection(), RunTopics.of(run), "examples");
  }

  @Test
  void block_metrics_and_dead_letters_become_visible_together_or_not_at_all() {
    String run = newRun();
    try (KafkaJournal zombie = journal(run);
        KafkaJournal successor = journal(run)) {
      zombie.acquire();
      commit(zombie, run, 0, 3);
      successor.acquire();
      assertThrows(FencedException.class, () -> commit(zombie, run, 3, 4));
      successor.acquire();
      RunTopics topics = RunTopics.of(run);
      assertEquals(3, records(topics.journal()).size());
      assertEquals(2, records(topics.metrics()).size());
      assertEquals(2, records(topics.rejected()).size());
    }
  }

  @Test
  void a_dead_letter_carries_the_record_as_it_came_and_says_why_and_where() {
    String run = newRun();
    try (KafkaJournal journal = journal(run)) {
      journal.acquire();
      commit(journal, run, 0, 2);
      journal.acquire();
      ConsumerRecord<byte[], byte[]> letter = records(RunTopics.of(run).rejected()).getFirst();
      assertEquals("key", text(letter.key()));
      assertEquals("bad1", text(letter.value()));
      assertEquals(77, letter.timestamp());
      assertArrayEquals(new byte[] {1, 2}, letter.headers().lastHeader("own").value());
      assertEquals("3 columns, expected 4", header(letter, "gradstream.reason"));
      assertEquals("examples", header(letter, "gradstream.topic"));
      assertEquals("0", header(letter, "gradstream.partition"));
      assertEquals("1", header(letter, "gradstream.offset"));
    }
  }

  @Test
  void any_rejected_record_can_be_written_however_large_or_odd() {
    String run = newRun();
    byte[] huge = new byte[RunTopics.JOURNAL_RECORD_BYTES * 2];
    byte[] justFits = new byte[DeadLetters.WHOLE_BYTES];
    Arrays.fill(huge, (byte) 7);
    List<Map.Entry<String, byte[]>> headers = new ArrayList<>();
    headers.add(new java.util.AbstractMap.SimpleEntry<>("none", null));
    List<RejectedRecord> odd =
        List.of(
            new RejectedRecord(2, 1, -1, null, huge, headers, "too large"),
            new RejectedRecord(2, 2, Long.MAX_VALUE - 1, huge, null, List.of(), "x".repeat(99_999)),
            new RejectedRecord(2, 3, 0, null, justFits, List.of(), ""),
            new RejectedRecord(2, 4, 5, null, null, headers, "no value"),
            new RejectedRecord(2, 5, 5, null, null, List.of(Map.entry("h", huge)), "large header"));
    try (KafkaJournal journal = journal(run)) {
      journal.acquire();
      journal.commit(new Commit(SampleBlocks.block(run, 0), null, odd)).block(PATIENCE);
      journal.acquire();
      List<ConsumerRecord<byte[], byte[]>> letters = records(RunTopics.of(run).rejected());
      assertEquals(5, letters.size());
      assertEquals(DeadLetters.PREFIX_BYTES, letters.getFirst().value().length);
      assertEquals(
          Integer.toString(huge.length), header(letters.getFirst(), "gradstream.value.bytes"));
      assertEquals(64, header(letters.getFirst(), "gradstream.value.sha256").length());
      assertEquals(justFits.length, letters.get(2).value().length);
    }
  }

  @Test
  void a_successor_of_a_writer_killed_in_a_transaction_reads_exactly_the_committed_blocks() {
    String run = newRun();
    RunTopics topics = RunTopics.of(run);
    try (KafkaJournal first = journal(run)) {
      first.acquire();
      commit(first, run, 0, 5);
    }
    // What a kill -9 leaves: records that arrived, and a transaction that nobody will end.
    Producer<byte[], byte[]> killed =
        TestCluster.connection()
            .producer(Map.of(), Map.of("transactional.id", topics.transactionalId("trainer")));
    killed.initTransactions();
    killed.beginTransaction();
    for (int i = 0; i < 30; i++) {
      killed.send(
          new ProducerRecord<>(topics.journal(), 0, null, "torn".getBytes(StandardCharsets.UTF_8)));
    }
    killed.flush();
    try (KafkaJournal successor = journal(run)) {
      successor.acquire();
      assertEquals(List.of(0L, 1L, 2L, 3L, 4L), sequences(successor, 0));
      assertEquals(List.of(4L), sequences(successor, 4));
      commit(successor, run, 5, 7);
      successor.acquire();
      assertEquals(List.of(3L, 4L, 5L, 6L), sequences(successor, 3));
    }
    assertThrows(RuntimeException.class, killed::commitTransaction);
    killed.close(Duration.ZERO);
  }

  @Test
  void a_fenced_writer_stays_fenced_until_it_takes_over_again() {
    String run = newRun();
    try (KafkaJournal one = journal(run);
        KafkaJournal two = journal(run)) {
      one.acquire();
      commit(one, run, 0, 1);
      two.acquire();
      assertThrows(FencedException.class, () -> commit(one, run, 1, 2));
      assertThrows(IllegalStateException.class, () -> commit(one, run, 1, 2));
      one.acquire();
      assertThrows(FencedException.class, () -> commit(two, run, 1, 2));
      commit(one, run, 1, 2);
    }
  }

  /** Takes half a minute: a broker looks every 10 s for transactions older than their timeout. */
  @Test
  @Tag("long")
  void a_transaction_that_times_out_is_an_unknown_outcome_and_no_take_over() {
    KafkaConnection connection = TestCluster.connection();
    String topic = TestCluster.newName("slow");
    new KafkaTopics(connection).create(topic, 1, Map.of());
    ProducerRecord<byte[], byte[]> late = new ProducerRecord<>(topic, 0, null, new byte[] {1});
    try (SingleWriter writer = new SingleWriter(connection, "slow", topic, Map.of())) {
      assertThrows(
          SingleWriter.UnknownOutcome.class,
          () ->
              writer.call(
                  () -> {
                    writer.fence();
                    writer.transact(
                        producer -> {
                          producer.send(late);
                          producer.flush();
                          awaitAborted(connection, topic);
                          producer.send(late);
                        });
                    return null;
                  }));
      assertEquals(List.of(), records(topic));
      writer.call(
          () -> {
            writer.fence();
            writer.transact(producer -> producer.send(late));
            writer.fence();
            return null;
          });
      assertEquals(1, records(topic).size());
    }
  }

  private static void awaitAborted(KafkaConnection connection, String transactionalId) {
    new KafkaTopics(connection)
        .with(
            "",
            admin -> {
              TransactionState state;
              do {
                LockSupport.parkNanos(100_000_000);
                state =
                    KafkaTopics.get(
                            admin
                                .describeTransactions(List.of(transactionalId))
                                .description(transactionalId))
                        .state();
              } while (state != TransactionState.COMPLETE_ABORT);
              return state;
            });
  }

  @Test
  void a_block_too_large_for_a_record_is_refused_before_anything_is_sent() {
    String run = newRun();
    try (KafkaJournal journal = journal(run)) {
      journal.acquire();
      commit(journal, run, 0, 1);
      List<Event> events = new ArrayList<>();
      for (int i = 1; i <= 60_000; i++) {
        events.addAll(SampleBlocks.block(run, i).events());
      }
      var block = SampleBlocks.block(run, 1);
      var large =
          new JournalBlock(1, block.writer(), block.model(), 0, block.certificate(), events);
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> journal.commit(new Commit(large, null, List.of())).block(PATIENCE));
      assertTrue(refused.getMessage().contains("at most 4194304 fit"), refused::getMessage);
      commit(journal, run, 1, 2);
    }
  }

  @Override
  protected void truncate(Journal journal, String run, long beforeSequence) {
    pinBlock(TestCluster.connection(), run, beforeSequence);
    super.truncate(journal, run, beforeSequence);
  }

  /** What has to be there before a journal is truncated. */
  static void pinBlock(KafkaConnection connection, String run, long sequence) {
    try (KafkaSnapshots snapshots = new KafkaSnapshots(connection, RunTopics.of(run))) {
      snapshots.write(new Snapshot(1, 1, sequence, List.of())).block(PATIENCE);
      snapshots.pin(snapshots.list().getLast(), SnapshotStore.JOURNAL_PIN);
    }
  }

  @Test
  void a_journal_that_others_cut_off_is_told_from_one_that_was_truncated() {
    String run = newRun();
    try (KafkaJournal journal = journal(run)) {
      journal.acquire();
      commit(journal, run, 0, 5);
      journal.acquire();
      long third = records(RunTopics.of(run).journal()).get(3).offset();
      new KafkaTopics(TestCluster.connection())
          .with(
              "",
              admin ->
                  KafkaTopics.get(
                      admin
                          .deleteRecords(
                              Map.of(
                                  new TopicPartition(RunTopics.of(run).journal(), 0),
                                  RecordsToDelete.beforeOffset(third)))
                          .all()));
      for (Executable asked : List.<Executable>of(journal::start, journal::firstSequence)) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, asked);
        assertTrue(refused.getMessage().contains("blocks 0 to 2 are missing"), refused::getMessage);
      }
    }
  }

  @Test
  void a_journal_that_its_broker_would_delete_or_compact_is_refused_with_the_cure() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("retention.ms", "604800000", "retention.bytes", "-1"),
            Map.of("retention.ms", "-1", "retention.bytes", "1000000"),
            Map.of("retention.ms", "-1", "retention.bytes", "-1", "cleanup.policy", "compact"))) {
      String run = newRun();
      new KafkaTopics(TestCluster.connection()).create(RunTopics.of(run).journal(), 1, wrong);
      try (KafkaJournal journal = journal(run)) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, journal::acquire);
        assertTrue(
            refused.getMessage().contains("--add-config")
                && refused.getMessage().contains(RunTopics.of(run).journal()),
            refused::getMessage);
      }
    }
  }

  @Test
  void a_foreign_record_a_gap_and_a_duplicate_are_named_with_their_place() {
    String foreign = newRun();
    try (KafkaJournal journal = journal(foreign)) {
      journal.acquire();
      commit(journal, foreign, 0, 2);
      journal.acquire();
      inject(foreign, "hello".getBytes(StandardCharsets.UTF_8));
      assertBroken(foreign, "@4: expected a journal block");
    }
    for (long sequence : new long[] {1, 7}) {
      String run = newRun();
      try (KafkaJournal journal = journal(run)) {
        journal.acquire();
        commit(journal, run, 0, 2);
        journal.acquire();
        inject(run, JournalBlocks.encode(SampleBlocks.block(run, sequence)));
        assertBroken(run, "@4: expected block 2, got block " + sequence);
      }
    }
  }

  private static void assertBroken(String run, String words) {
    try (KafkaJournal reader = journal(run)) {
      IllegalStateException broken =
          assertThrows(IllegalStateException.class, () -> sequences(reader, 0));
      assertTrue(broken.getMessage().contains(words), broken::getMessage);
    }
  }

  private static void inject(String run, byte[] value) {
    try (Producer<byte[], byte[]> producer =
        TestCluster.connection().producer(Map.of(), Map.of())) {
      producer.send(new ProducerRecord<>(RunTopics.of(run).journal(), 0, null, value));
      producer.flush();
    }
  }

  static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (LogReader reader = new LogReader(TestCluster.connection(), topic)) {
      while (!reader.ended()) {
        all.addAll(reader.next());
      }
    }
    return all;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return text(letter.headers().lastHeader(name).value());
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
