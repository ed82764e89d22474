package dev.gradstream.kafka;

import dev.gradstream.pipeline.ExampleSourceContract;
import dev.gradstream.pipeline.port.ExampleSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;

/** The contract of sources, on topics of a real broker. */
abstract class KafkaSourceContract extends ExampleSourceContract {

  private final List<AutoCloseable> open = new ArrayList<>();

  abstract KafkaConnection connection();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable client : open) {
      client.close();
    }
  }

  @Override
  protected Topic newTopic(int partitions) {
    KafkaConnection connection = connection();
    String name = TestCluster.newName("examples");
    new KafkaTopics(connection).create(name, partitions, Map.of());
    Producer<byte[], byte[]> producer = connection.producer(Map.of(), Map.of());
    Producer<byte[], byte[]> aborting =
        connection.producer(Map.of(), Map.of("transactional.id", "holes of " + name));
    Admin admin = connection.admin();
    open.addAll(List.of(producer, aborting, admin));
    boolean[] initialized = new boolean[1];
    KafkaSource source = new KafkaSource(connection, name);
    return new Topic() {
      @Override
      public ExampleSource source() {
        return source;
      }

      @Override
      public long append(
          int partition,
          long timestampMs,
          byte[] key,
          byte[] value,
          List<Map.Entry<String, byte[]>> headers) {
        List<Header> kafkaHeaders = new ArrayList<>();
        headers.forEach(h -> kafkaHeaders.add(new RecordHeader(h.getKey(), h.getValue())));
        try {
          return producer
              .send(new ProducerRecord<>(name, partition, timestampMs, key, value, kafkaHeaders))
              .get()
              .offset();
        } catch (ExecutionException | InterruptedException failed) {
          throw new IllegalStateException(failed);
        }
      }

      @Override
      public void hole(int partition) {
        if (!initialized[0]) {
          aborting.initTransactions();
          initialized[0] = true;
        }
        aborting.beginTransaction();
        aborting.send(new ProducerRecord<>(name, partition, null, utf8("never to be seen")));
        aborting.flush();
        aborting.abortTransaction();
        awaitSettled(admin, new TopicPartition(name, partition));
      }

      @Override
      public void expire(int partition, long beginOffset) {
        get(
            admin
                .deleteRecords(
                    Map.of(
                        new TopicPartition(name, partition),
                        RecordsToDelete.beforeOffset(beginOffset)))
                .all());
      }

      @Override
      public int openReads() {
        return (int)
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("kafka-source-" + name))
                .count();
      }
    };
  }

  /** The abort's marker is written after the call has returned. */
  private static void awaitSettled(Admin admin, TopicPartition at) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (end(admin, at, IsolationLevel.READ_COMMITTED)
        != end(admin, at, IsolationLevel.READ_UNCOMMITTED)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(at + ": the aborted transaction does not settle");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static long end(Admin admin, TopicPartition at, IsolationLevel isolation) {
    return get(admin
            .listOffsets(Map.of(at, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
            .partitionResult(at))
        .offset();
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
