package dev.gradstream.kafka;

import dev.gradstream.codec.JournalBlocks;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Deletes a journal's oldest blocks. The first one is copied beside the snapshots before, because
 * it says what the run is. Whatever happens in between, the journal stays readable.
 */
final class JournalTruncation {

  private final KafkaConnection connection;
  private final RunTopics topics;

  JournalTruncation(KafkaConnection connection, RunTopics topics) {
    this.connection = connection;
    this.topics = topics;
  }

  void truncate(long beforeSequence) {
    JournalBeginning beginning =
        JournalBeginning.read(connection, topics)
            .orElseThrow(() -> new IllegalStateException(topics.journal() + ": is empty"));
    if (beforeSequence <= beginning.firstSequence()) {
      return;
    }
    long offset;
    try (JournalReading reading =
        new JournalReading(connection, topics.journal(), beforeSequence)) {
      offset = reading.offsetOfWanted();
    }
    keepStart(JournalBlocks.encode(beginning.start()));
    TopicPartition journal = new TopicPartition(topics.journal(), 0);
    new KafkaTopics(connection)
        .with(
            "deleting old records of topic " + topics.journal(),
            admin ->
                KafkaTopics.get(
                    admin
                        .deleteRecords(Map.of(journal, RecordsToDelete.beforeOffset(offset)))
                        .all()));
  }

  private void keepStart(byte[] block) {
    var record = new ProducerRecord<>(topics.snapshots(), 0, SnapshotKeys.JOURNAL_START, block);
    try (Producer<byte[], byte[]> producer = connection.producer(Map.of(), Map.of())) {
      producer.send(record).get();
    } catch (ExecutionException failed) {
      throw ClusterException.of(
          connection, "writing to topic " + topics.snapshots(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("run '" + topics.run() + "': interrupted", interrupted);
    }
  }
}
