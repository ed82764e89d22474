package dev.gradstream.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right what a killed broker forgot about the last transaction of a writer.
 *
 * <p>A coordinator that comes back finishes the transactions that were decided: it writes their
 * markers. Kafka 4 takes a partition that has no leader at that moment for one that was deleted,
 * leaves its marker out, and takes the transaction for finished (KAFKA-20734). For that partition
 * it is open for ever: nobody reads what was committed, nor anything after it, and the writer's
 * next commit would make those records visible along with its own, a block twice.
 *
 * @param partitions that the writer writes
 * @param keeps whether what was committed is written again; otherwise it is given up
 */
record LostMarkers(KafkaConnection connection, List<TopicPartition> partitions, boolean keeps) {

  private static final Logger LOG = LoggerFactory.getLogger(LostMarkers.class);
  private static final byte[] NOTHING = {};
  private static final Duration WAIT = Duration.ofMillis(100);

  /** Records of a transaction that is over, from the first to before {@code end}. */
  record Open(TopicPartition at, long first, long end) {}

  /** How the writer's last transaction was decided, before another one takes over. */
  static boolean lastWasCommitted(Admin admin, String transactionalId) {
    try {
      TransactionState state =
          KafkaTopics.get(
                  admin.describeTransactions(Set.of(transactionalId)).description(transactionalId))
              .state();
      return state == TransactionState.PREPARE_COMMIT || state == TransactionState.COMPLETE_COMMIT;
    } catch (KafkaTopics.AdminFailure failure) {
      switch (ClusterException.unwrap(failure.getCause())) {
        case TransactionalIdNotFoundException _ -> {} // the first of its name
        case UnsupportedVersionException _ -> {} // brokers before 3.0 do not forget
        case TimeoutException _ -> {} // the same is found, and told better, by taking over
        default -> throw failure;
      }
      return false;
    }
  }

  /** To be asked once the writer's last transaction is over: what is still open is so for ever. */
  List<Open> find(Admin admin) {
    // In this order: what others append in between is not taken for open.
    Map<TopicPartition, Long> ends = ends(admin, IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Long> stable = ends(admin, IsolationLevel.READ_COMMITTED);
    List<Open> open = new ArrayList<>();
    for (TopicPartition at : partitions) {
      if (stable.get(at) < ends.get(at)) {
        open.add(new Open(at, stable.get(at), ends.get(at)));
      }
    }
    return open;
  }

  private Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(at -> asked.put(at, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    KafkaTopics.get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
        .forEach((at, end) -> ends.put(at, end.offset()));
    return ends;
  }

  /**
   * Ends them. All transactions of one writer have the same producer id, and a marker ends what its
   * producer has open; so one that is begun in the same partitions and aborted takes them along.
   */
  void settle(SingleWriter writer, List<Open> open, boolean committed) {
    List<ProducerRecord<byte[], byte[]>> kept = committed && keeps ? read(open) : List.of();
    LOG.warn(
        "{}: a broker that was killed left a {} transaction open; its {}",
        open.stream().map(o -> o.at() + "@" + o.first()).toList(),
        committed ? "committed" : "broken off",
        kept.isEmpty() ? "records are dropped" : kept.size() + " records are written again");
    writer.abandon(producer -> touch(producer, open));
    if (!kept.isEmpty()) {
      writer.transact(producer -> kept.forEach(producer::send));
    }
  }

  /** Sends a record to each; the transaction they are in then ends what was open there, too. */
  static void touch(Producer<byte[], byte[]> producer, List<Open> open) {
    for (Open part : open) {
      TopicPartition at = part.at();
      producer.send(new ProducerRecord<>(at.topic(), at.partition(), NOTHING, NOTHING));
    }
    producer.flush();
  }

  private List<ProducerRecord<byte[], byte[]>> read(Collection<Open> open) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = connection.uncommittedConsumer()) {
      for (Open part : open) {
        consumer.assign(List.of(part.at()));
        consumer.seek(part.at(), part.first());
        long deadlineNs = System.nanoTime() + KafkaConnection.PATIENCE.toNanos();
        while (consumer.position(part.at()) < part.end()) {
          ConsumerRecords<byte[], byte[]> polled = consumer.poll(WAIT);
          if (polled.isEmpty() && System.nanoTime() > deadlineNs) {
            throw new KafkaTopics.AdminFailure(
                new TimeoutException("nothing came from " + part.at()));
          }
          polled.forEach(record -> records.add(again(record)));
        }
      }
    }
    return records;
  }

  private static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(
        record.topic(),
        record.partition(),
        record.timestamp(),
        record.key(),
        record.value(),
        record.headers());
  }
}
