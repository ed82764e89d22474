package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.codec.JournalBlocks;
import dev.gradstream.kafka.broker.BrokerLease;
import dev.gradstream.pipeline.SampleBlocks;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.RejectedRecord;
import dev.gradstream.training.JournalBlock;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A transaction that its coordinator takes for finished while its partitions have it open, as a
 * killed Kafka 4 leaves it now and then. Here the coordinator's log of a stopped broker is made to
 * say so.
 */
@Timeout(120)
class LostMarkersTest {

  private static final byte COMPLETE_COMMIT = 4;
  private static final byte COMPLETE_ABORT = 5;
  private static final String RUN = "run";
  private static final RunTopics TOPICS = RunTopics.of(RUN);

  @TempDir Path dir;
  private BrokerLease lease;

  @BeforeEach
  void start() throws Exception {
    lease = BrokerLease.acquire(dir, line -> {});
  }

  @AfterEach
  void end() throws Exception {
    killBroker();
  }

  @Test
  void a_commit_whose_marker_was_lost_is_found_again_as_it_was() throws Exception {
    forgetMarkersOfSixth(COMPLETE_COMMIT);
    try (KafkaJournal journal = journal()) {
      journal.acquire();
      List<JournalBlock> blocks = blocks(journal);
      assertEquals(6, blocks.size());
      assertArrayEquals(encoded(5), JournalBlocks.encode(blocks.getLast()));
      goesOn(journal, 6);
    }
    assertEquals(List.of("bad5", "bad6"), texts(TOPICS.rejected()));
  }

  @Test
  void what_was_aborted_and_not_marked_so_never_appears() throws Exception {
    forgetMarkersOfSixth(COMPLETE_ABORT);
    try (KafkaJournal journal = journal()) {
      journal.acquire();
      assertEquals(5, blocks(journal).size());
      goesOn(journal, 5);
    }
    assertEquals(List.of("bad5"), texts(TOPICS.rejected()));
  }

  @Test
  void a_load_that_nobody_was_told_of_does_not_come_along_with_the_next() throws Exception {
    KafkaTopics.Topic topic = new KafkaTopics(connection()).create("examples", 2, Map.of());
    leaveOpen("gradstream.load.examples", letter("examples", 0, "a"), letter("examples", 1, "b"));
    killBroker();
    forget(COMPLETE_COMMIT);
    start();
    try (KafkaLoad load = new KafkaLoad(connection(), topic, 2)) {
      load.send(0, null, bytes("a"));
      load.send(1, null, bytes("b"));
      load.commit();
    }
    assertEquals(List.of("a"), texts("examples")); // of partition 0
  }

  /** Five blocks, and a sixth of which the coordinator says this and the topics nothing. */
  private void forgetMarkersOfSixth(byte status) throws Exception {
    commitFive();
    leaveOpen(
        TOPICS.transactionalId("trainer"),
        new ProducerRecord<>(TOPICS.journal(), 0, null, encoded(5)),
        letter(TOPICS.rejected(), 0, "bad5"));
    killBroker();
    forget(status);
    start();
  }

  private static void goesOn(KafkaJournal journal, long sequence) {
    commit(journal, sequence);
    journal.acquire();
    assertEquals(sequence, blocks(journal).getLast().sequence()); // read() finds no duplicate
  }

  private KafkaConnection connection() {
    return KafkaConnection.to(lease.bootstrapServers());
  }

  private KafkaJournal journal() {
    return new KafkaJournal(connection(), TOPICS, "examples");
  }

  private void commitFive() {
    try (KafkaJournal journal = journal()) {
      journal.acquire();
      for (int sequence = 0; sequence < 5; sequence++) {
        journal
            .commit(new Commit(SampleBlocks.block(RUN, sequence), null, List.of()))
            .block(Duration.ofSeconds(30));
      }
      journal.acquire();
    }
  }

  private static void commit(KafkaJournal journal, long sequence) {
    var letter = new RejectedRecord(0, sequence, 77, null, bytes("bad" + sequence), List.of(), "");
    journal
        .commit(new Commit(SampleBlocks.block(RUN, sequence), null, List.of(letter)))
        .block(Duration.ofSeconds(30));
  }

  private static byte[] encoded(long sequence) {
    return JournalBlocks.encode(SampleBlocks.block(RUN, sequence));
  }

  private static List<JournalBlock> blocks(KafkaJournal journal) {
    return journal.read(0).collectList().block(Duration.ofSeconds(30));
  }

  /** Records that have arrived, of a transaction that was not ended. */
  @SafeVarargs
  @SuppressWarnings("resource") // closing it would end the transaction
  private final void leaveOpen(String transactionalId, ProducerRecord<byte[], byte[]>... records) {
    Producer<byte[], byte[]> producer =
        connection().producer(Map.of(), Map.of("transactional.id", transactionalId));
    producer.initTransactions();
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : records) {
      producer.send(record);
    }
    producer.flush();
  }

  private static ProducerRecord<byte[], byte[]> letter(String topic, int partition, String text) {
    return new ProducerRecord<>(topic, partition, null, bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void killBroker() throws Exception {
    ProcessHandle broker = ProcessHandle.of(lease.pid()).orElse(null);
    lease.close();
    if (broker != null) {
      broker.destroyForcibly();
      broker.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  /** Appends to the coordinator's log that the open transaction is over, as it is then. */
  private void forget(byte status) throws Exception {
    File log = dir.resolve("kafka/__transaction_state-0/00000000000000000000.log").toFile();
    try (FileRecords records = FileRecords.open(log)) {
      Record last = null;
      RecordBatch lastBatch = null;
      for (RecordBatch batch : records.batches()) {
        for (Record record : batch) {
          last = record;
        }
        lastBatch = batch;
      }
      ByteBuffer value = last.value();
      short version = value.getShort();
      var state = new TransactionLogValue(new ByteBufferAccessor(value), version);
      assertEquals(1, state.transactionStatus(), "the transaction goes on");
      state
          .setTransactionStatus(status)
          .setProducerEpoch((short) (state.producerEpoch() + 1))
          .setTransactionPartitions(List.of());
      ByteBuffer key = last.key();
      byte[] keyBytes = new byte[key.remaining()];
      key.get(keyBytes);
      records.append(
          MemoryRecords.withRecords(
              lastBatch.lastOffset() + 1,
              Compression.NONE,
              lastBatch.partitionLeaderEpoch(),
              new SimpleRecord(
                  System.currentTimeMillis(),
                  keyBytes,
                  MessageUtil.toVersionPrefixedBytes(version, state))));
    }
  }

  private List<String> texts(String topic) {
    List<String> texts = new ArrayList<>();
    try (LogReader log = new LogReader(connection(), topic)) {
      for (var records = log.next(); !records.isEmpty(); records = log.next()) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
          texts.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }
}
