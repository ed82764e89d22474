package dev.gradstream.kafka;

import dev.gradstream.kafka.broker.InProcessBroker;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What the source costs over a bare consumer: records of 138 bytes (32 floats and a label in Avro)
 * from two partitions, every value looked at. Broker and reader share the machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SourceThroughput {

  private static final int RECORDS = 2_000_000;
  private static final int RECORD_BYTES = 138;
  private static final String TOPIC = "examples";

  private Path dir;
  private InProcessBroker broker;
  private KafkaConnection connection;
  private ReadPlan plan;
  private Scheduler worker;

  @Setup
  public void fill() throws IOException {
    dir = Files.createTempDirectory("source-throughput");
    broker = InProcessBroker.start(dir);
    connection = KafkaConnection.to(broker.bootstrapServers());
    worker = Schedulers.newSingle("worker");
    new KafkaTopics(connection).create(TOPIC, 2, Map.of());
    try (KafkaPublisher publisher = new KafkaPublisher(connection, TOPIC)) {
      for (int i = 0; i < RECORDS; i++) {
        publisher.send(new byte[RECORD_BYTES]);
      }
      publisher.flush();
    }
    SourceExtent extent = new KafkaSource(connection, TOPIC).extent();
    plan = new ReadPlan(extent.beginOffsets(), extent.endOffsets(), partition -> true, 100);
  }

  /** The bare client, tuned alike. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long consumer() {
    try (Consumer<byte[], byte[]> consumer =
        connection.consumer(SourceReading.tuning(2, ReadPlan.MOST_RECORDS))) {
      List<TopicPartition> both =
          List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1));
      consumer.assign(both);
      consumer.seekToBeginning(both);
      long bytes = 0;
      for (int records = 0; records < RECORDS; ) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          bytes += record.value().length;
          records++;
        }
      }
      return bytes;
    }
  }

  /** Chunks, looked at on the thread that polls. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long source() {
    return new KafkaSource(connection, TOPIC)
        .read(plan)
        .map(SourceThroughput::bytes)
        .reduce(0L, Long::sum)
        .block();
  }

  /** Chunks, looked at on another thread, as the pipeline does. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long sourceToAnotherThread() {
    return new KafkaSource(connection, TOPIC)
        .read(plan)
        .publishOn(worker, 2)
        .map(SourceThroughput::bytes)
        .reduce(0L, Long::sum)
        .block();
  }

  private static long bytes(RecordChunk chunk) {
    long bytes = 0;
    for (PartitionRecords records : chunk.partitions()) {
      for (int i = 0; i < records.size(); i++) {
        bytes += records.value(i).length;
      }
    }
    return bytes;
  }

  @TearDown
  public void drop() throws IOException {
    worker.dispose();
    broker.close();
    List<Path> files = new ArrayList<>();
    try (var walk = Files.walk(dir)) {
      walk.forEach(files::add);
    }
    for (Path file : files.reversed()) {
      Files.delete(file);
    }
  }
}
