package dev.gradstream.kafka;

import dev.gradstream.codec.SnapshotIndexes.Entry;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts a manifest with a wrong checksum in the place of the newest one. */
final class SnapshotBreaker {
  private SnapshotBreaker() {}

  static void breakNewest(KafkaConnection connection, RunTopics topics) {
    SnapshotListing listing = SnapshotListing.read(connection, topics.snapshots());
    Entry newest = listing.entries().getLast();
    byte[] broken;
    try (LogReader log = new LogReader(connection, topics.snapshots())) {
      broken = log.firstFrom(newest.manifestOffset()).map(ConsumerRecord::value).orElseThrow();
    }
    broken[broken.length - 1] ^= 1;
    long offset = send(connection, topics, SnapshotKeys.manifest(newest.slot()), broken);
    Entry misled =
        new Entry(
            newest.slot(),
            newest.step(),
            newest.window(),
            newest.blockSequence(),
            newest.totalBytes(),
            newest.chunks(),
            newest.firstChunkOffset(),
            offset,
            newest.writtenAtMs(),
            newest.pins());
    send(connection, topics, SnapshotKeys.INDEX, listing.with(misled).encoded());
  }

  private static long send(KafkaConnection connection, RunTopics topics, byte[] key, byte[] value) {
    try (Producer<byte[], byte[]> producer = connection.producer(Map.of(), Map.of())) {
      return producer.send(new ProducerRecord<>(topics.snapshots(), 0, key, value)).get().offset();
    } catch (java.util.concurrent.ExecutionException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
