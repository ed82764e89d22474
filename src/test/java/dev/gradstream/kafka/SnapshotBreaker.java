package dev.gradstream.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** Puts a manifest with a wrong checksum in the place of the newest one. */
final class SnapshotBreaker {
  private SnapshotBreaker() {}

  static void breakNewest(KafkaConnection connection, RunTopics topics) {
    ManifestRecord newest;
    try (LogReader log = new LogReader(connection, topics.snapshots())) {
      newest = log.last().flatMap(ManifestRecord::of).orElseThrow();
    }
    byte[] broken = newest.value().clone();
    broken[broken.length - 1] ^= 1;
    try (Producer<byte[], byte[]> producer = connection.producer(Map.of(), Map.of())) {
      producer.send(
          ManifestRecord.toSend(
              topics.snapshots(), newest.slot(), newest.previousOffset(), broken));
    }
  }
}
