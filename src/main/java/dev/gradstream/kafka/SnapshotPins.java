package dev.gradstream.kafka;

import dev.gradstream.codec.SnapshotIndexes.Entry;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StoredSnapshot;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Pins, which anybody may set beside a trainer at work: records of their own, by a producer that
 * takes part in no transaction. {@link SnapshotWriting} says who wins a race.
 */
final class SnapshotPins {

  private final KafkaConnection connection;
  private final RunTopics topics;

  SnapshotPins(KafkaConnection connection, RunTopics topics) {
    this.connection = connection;
    this.topics = topics;
  }

  void pin(StoredSnapshot stored, String by) {
    long offset = send(stored, by, new byte[0]);
    boolean decided = SnapshotWriting.awaitCommitted(connection, topics.snapshots(), offset);
    boolean kept =
        decided
            && SnapshotListing.read(connection, topics.snapshots())
                .of(stored.blockSequence())
                .map(Entry::pins)
                .filter(pins -> pins.contains(by))
                .isPresent();
    if (!kept) {
      send(stored, by, null);
      throw new IllegalStateException(
          "run '%s': the snapshot of step %d could not be pinned: %s"
              .formatted(
                  topics.run(),
                  stored.step(),
                  decided
                      ? "it has just been deleted; an older or newer one will do"
                      : "a transaction on its topic does not end; try again in a minute"));
    }
  }

  void unpin(StoredSnapshot stored, String by) {
    send(stored, by, null);
  }

  private long send(StoredSnapshot stored, String by, byte[] value) {
    if (!SnapshotStore.PIN_NAME.matcher(by).matches()) {
      throw new IllegalArgumentException(
          "pin '" + by + "': expected 1 to 120 letters, digits, '.', '_' or '-'");
    }
    byte[] key = SnapshotKeys.pin(stored.blockSequence(), by);
    try (Producer<byte[], byte[]> producer = connection.producer(Map.of(), Map.of())) {
      return producer.send(new ProducerRecord<>(topics.snapshots(), 0, key, value)).get().offset();
    } catch (ExecutionException failed) {
      throw ClusterException.of(
          connection, "writing to topic " + topics.snapshots(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("run '" + topics.run() + "': interrupted", interrupted);
    }
  }
}
