package dev.gradstream.kafka;

import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.PolledFlux;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** One read of a topic. Lives on the thread of its {@link PolledFlux}, but for the wakeup. */
final class SourceReading implements PolledFlux.Poll<RecordChunk> {

  /**
   * For 138-byte records 16 MB a partition brought 5.9 million records a second, 1 MB 3.8. A
   * hundred partitions share those 16 MB: a window may need records of every one before it can be
   * cut.
   */
  static Map<String, Object> tuning(int partitions, int mostRecords) {
    int fetchBytes = Math.clamp(FETCH_BYTES / Math.max(1, partitions), 64 << 10, FETCH_BYTES / 2);
    return Map.of(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        fetchBytes,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        64 << 20,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        mostRecords,
        // A broker answers one fetch at a time: one that waits for an empty partition keeps a
        // partition that is wanted again from being asked for, and closing from ending.
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        50,
        // As large as the system finds it to pay: what a broker sends while records are decoded
        // need not be waited for afterwards. Many systems cut a size that is named to 200 kB.
        ConsumerConfig.RECEIVE_BUFFER_CONFIG,
        -1);
  }

  private static final int FETCH_BYTES = 16 << 20;

  /** What is wanted changes without a word to us, so nothing waits longer than this for it. */
  private static final long UNWANTED_WAIT_NS = 500_000;

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final String topic;
  private final ReadPlan plan;
  private final Admin admin;
  private final Consumer<byte[], ByteBuffer> consumer;
  private final KafkaRecords.Lent lent = new KafkaRecords.Lent();
  private final Runnable unwatch;
  private final TopicWatch watch;
  private final SortedMap<Integer, Long> positions;
  private final SortedMap<Integer, Long> knownEnds;
  private final SortedMap<Integer, TopicPartition> assigned = new TreeMap<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private volatile boolean woken;

  static SourceReading open(
      KafkaConnection connection, String topic, String expectedTopicId, ReadPlan plan) {
    Admin admin = connection.admin();
    try {
      KafkaTopics.Topic there =
          KafkaTopics.describe(admin, topic)
              .orElseThrow(() -> KafkaSource.noTopic(connection, topic));
      TopicWatch.check(expectedTopicId, there);
      var ends = KafkaTopics.offsets(admin, topic, there.partitions(), OffsetSpec.latest());
      check(
          topic,
          plan,
          KafkaTopics.offsets(admin, topic, there.partitions(), OffsetSpec.earliest()),
          ends);
      return new SourceReading(connection, admin, there, plan, ends);
    } catch (KafkaTopics.AdminFailure failure) {
      admin.close(CLOSE_PATIENCE);
      throw ClusterException.of(connection, "reading topic " + topic, failure.getCause());
    } catch (RuntimeException refused) {
      admin.close(CLOSE_PATIENCE);
      throw refused;
    }
  }

  private SourceReading(
      KafkaConnection connection,
      Admin admin,
      KafkaTopics.Topic there,
      ReadPlan plan,
      SortedMap<Integer, Long> ends) {
    this.topic = there.name();
    this.plan = plan;
    this.admin = admin;
    this.watch = new TopicWatch(connection, admin, there, isBounded(plan));
    this.positions = new TreeMap<>(plan.fromOffsets());
    this.knownEnds = new TreeMap<>(ends);
    knownEnds.keySet().retainAll(positions.keySet());
    positions.keySet().forEach(p -> assigned.put(p, new TopicPartition(topic, p)));
    this.consumer =
        connection.consumer(
            tuning(assigned.size(), plan.mostRecords()), new ByteBufferDeserializer());
    consumer.assign(assigned.values());
    assigned.forEach((partition, at) -> consumer.seek(at, positions.get(partition)));
    this.unwatch = connection.watch().opened(consumer);
  }

  /** What ends where it ended once has no use for partitions that came later. */
  private static boolean isBounded(ReadPlan plan) {
    return plan.endOffsets().keySet().containsAll(plan.fromOffsets().keySet());
  }

  private static void check(
      String topic, ReadPlan plan, Map<Integer, Long> begins, Map<Integer, Long> ends) {
    plan.fromOffsets()
        .forEach(
            (partition, from) -> {
              if (!ends.containsKey(partition)) {
                throw SourceException.noPartition(topic, partition, ends.size());
              }
              long until = plan.endOffsets().getOrDefault(partition, from);
              if (from < begins.get(partition)
                  && (from < until || !plan.endOffsets().containsKey(partition))) {
                throw SourceException.expired(topic, partition, from, begins.get(partition));
              }
              if (Math.max(from, until) > ends.get(partition)) {
                throw SourceException.cutOff(
                    topic, partition, Math.max(from, until), ends.get(partition));
              }
            });
  }

  @Override
  public boolean ended() {
    return positions.entrySet().stream().allMatch(at -> at.getValue() >= end(at.getKey()));
  }

  private long end(int partition) {
    return plan.endOffsets().getOrDefault(partition, Long.MAX_VALUE);
  }

  @Override
  public RecordChunk next() {
    long deadlineNs = System.nanoTime() + Duration.ofMillis(plan.maxPollMs()).toNanos();
    while (true) {
      watch.look();
      long leftNs = Math.max(0, deadlineNs - System.nanoTime());
      ConsumerRecords<byte[], ByteBuffer> polled = poll(leftNs);
      if (woken) {
        woken = false;
        return null;
      }
      List<PartitionRecords> records = untilEnds(polled);
      boolean moved = advance();
      if (!records.isEmpty() || moved || leftNs == 0) {
        return new RecordChunk(
            records, new TreeMap<>(positions), lookAtEnds(), System.currentTimeMillis());
      }
    }
  }

  private ConsumerRecords<byte[], ByteBuffer> poll(long leftNs) {
    Set<TopicPartition> open = new HashSet<>(); // not at their end
    Set<TopicPartition> wanted = new HashSet<>();
    assigned.forEach(
        (partition, at) -> {
          if (positions.get(partition) < end(partition)) {
            open.add(at);
            if (plan.wanted().test(partition)) {
              wanted.add(at);
            }
          }
        });
    Set<TopicPartition> behind = behind(wanted);
    if (behind.size() < wanted.size()) {
      ConsumerRecords<byte[], ByteBuffer> polled = poll(behind, 0);
      if (!polled.isEmpty() || woken) {
        return polled;
      }
    }
    boolean all = wanted.size() == open.size();
    return poll(wanted, all ? leftNs : Math.min(leftNs, UNWANTED_WAIT_NS));
  }

  /**
   * Those of which no more waits than a poll above the fewest. A consumer brings all that it has
   * fetched of one partition before it goes on to the next, tens of thousands of records; windows
   * need as many of one as of the other, so what reads them would be idle and overrun in turn.
   */
  private Set<TopicPartition> behind(Set<TopicPartition> wanted) {
    int fewest = Integer.MAX_VALUE;
    for (TopicPartition at : wanted) {
      fewest = Math.min(fewest, plan.waiting().applyAsInt(at.partition()));
    }
    Set<TopicPartition> behind = new HashSet<>();
    for (TopicPartition at : wanted) {
      if (plan.waiting().applyAsInt(at.partition()) - fewest < plan.mostRecords()) {
        behind.add(at);
      }
    }
    return behind;
  }

  private ConsumerRecords<byte[], ByteBuffer> poll(Set<TopicPartition> from, long waitNs) {
    readOnly(from);
    if (from.isEmpty()) {
      // A poll with everything paused would wait in vain, and not notice what is wanted again.
      LockSupport.parkNanos(this, waitNs);
      return ConsumerRecords.empty();
    }
    try {
      return consumer.poll(Duration.ofNanos(waitNs));
    } catch (WakeupException wakeup) {
      woken = true;
      return ConsumerRecords.empty();
    } catch (OffsetOutOfRangeException outOfRange) {
      throw explain(outOfRange);
    } catch (KafkaException failed) {
      throw new SourceException(
          "topic %s: reading failed at %s: %s".formatted(topic, positions, failed.getMessage()),
          failed);
    }
  }

  private void readOnly(Set<TopicPartition> from) {
    List<TopicPartition> toPause = new ArrayList<>();
    List<TopicPartition> toResume = new ArrayList<>();
    for (TopicPartition at : assigned.values()) {
      boolean wanted = from.contains(at);
      if (wanted && paused.remove(at)) {
        toResume.add(at);
      } else if (!wanted && paused.add(at)) {
        toPause.add(at);
      }
    }
    consumer.pause(toPause);
    consumer.resume(toResume);
  }

  private List<PartitionRecords> untilEnds(ConsumerRecords<byte[], ByteBuffer> polled) {
    List<PartitionRecords> records = new ArrayList<>();
    for (Map.Entry<Integer, TopicPartition> at : assigned.entrySet()) {
      List<ConsumerRecord<byte[], ByteBuffer>> got = polled.records(at.getValue());
      int size = got.size();
      while (size > 0 && got.get(size - 1).offset() >= end(at.getKey())) {
        size--;
      }
      if (size > 0) {
        records.add(new KafkaRecords(at.getKey(), got.subList(0, size), lent));
      }
    }
    return records;
  }

  /** Whether any position has changed, over records or over holes. */
  private boolean advance() {
    boolean moved = false;
    for (Map.Entry<Integer, TopicPartition> at : assigned.entrySet()) {
      long position = Math.min(consumer.position(at.getValue()), end(at.getKey()));
      Long before = positions.put(at.getKey(), Math.max(position, positions.get(at.getKey())));
      moved |= position > before;
    }
    return moved;
  }

  private SortedMap<Integer, Long> lookAtEnds() {
    assigned.forEach(
        (partition, at) -> {
          OptionalLong lag = consumer.currentLag(at);
          if (lag.isPresent()) {
            knownEnds.merge(partition, consumer.position(at) + lag.getAsLong(), Math::max);
          }
        });
    return new TreeMap<>(knownEnds);
  }

  private SourceException explain(OffsetOutOfRangeException outOfRange) {
    Map.Entry<TopicPartition, Long> first =
        outOfRange.offsetOutOfRangePartitions().entrySet().iterator().next();
    TopicPartition at = first.getKey();
    long begin = consumer.beginningOffsets(List.of(at)).get(at);
    if (first.getValue() < begin) {
      return SourceException.expired(topic, at.partition(), first.getValue(), begin);
    }
    long end = consumer.endOffsets(List.of(at)).get(at);
    return SourceException.cutOff(topic, at.partition(), first.getValue() + 1, end);
  }

  @Override
  public void wakeup() {
    woken = true;
    consumer.wakeup();
  }

  @Override
  public void close() {
    unwatch.run();
    try {
      consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
    } finally {
      admin.close(CLOSE_PATIENCE);
    }
  }
}
