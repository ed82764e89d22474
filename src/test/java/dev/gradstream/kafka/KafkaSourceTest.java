package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Kafka's source keeps the contract, and notices what only a real topic can suffer. */
class KafkaSourceTest extends KafkaSourceContract {

  @Override
  KafkaConnection connection() {
    return TestCluster.connection();
  }

  @Test
  void a_topic_that_is_not_there_is_named() {
    KafkaSource source = new KafkaSource(connection(), "no-such-topic");
    for (SourceException refused :
        new SourceException[] {
          assertThrows(SourceException.class, source::extent),
          assertThrows(
              SourceException.class, () -> live(source, Map.of(0, 0L)).blockFirst(PATIENCE))
        }) {
      assertTrue(refused.getMessage().contains("no topic 'no-such-topic'"), refused::getMessage);
      assertTrue(refused.getMessage().contains(connection().bootstrapServers()));
    }
  }

  @Test
  void a_topic_made_anew_between_looking_and_reading_is_refused() {
    String name = TestCluster.newName("anew");
    KafkaTopics topics = new KafkaTopics(connection());
    topics.create(name, 1, Map.of());
    KafkaSource source = new KafkaSource(connection(), name);
    source.extent();
    delete(name);
    topics.create(name, 1, Map.of());
    SourceException refused =
        assertThrows(SourceException.class, () -> live(source, Map.of(0, 0L)).blockFirst(PATIENCE));
    assertTrue(refused.getMessage().contains("made anew"), refused::getMessage);
  }

  @Test
  void a_topic_deleted_while_it_is_read_ends_the_read() {
    String name = TestCluster.newName("deleted");
    new KafkaTopics(connection()).create(name, 1, Map.of());
    Flux<RecordChunk> read = live(new KafkaSource(connection(), name), Map.of(0, 0L));
    AtomicInteger ticks = new AtomicInteger();
    SourceException ended =
        assertThrows(
            SourceException.class,
            () ->
                read.doOnNext(
                        chunk -> {
                          if (ticks.incrementAndGet() == 1) {
                            delete(name);
                          }
                        })
                    .blockLast(PATIENCE));
    assertTrue(ended.getMessage().contains("no topic '" + name), ended::getMessage);
  }

  @Test
  void new_partitions_end_the_read_so_that_nothing_in_them_is_missed() {
    String name = TestCluster.newName("grown");
    new KafkaTopics(connection()).create(name, 1, Map.of());
    Flux<RecordChunk> read = live(new KafkaSource(connection(), name), Map.of(0, 0L));
    AtomicInteger ticks = new AtomicInteger();
    SourceException ended =
        assertThrows(
            SourceException.class,
            () ->
                read.doOnNext(
                        chunk -> {
                          if (ticks.incrementAndGet() == 1) {
                            grow(name);
                          }
                        })
                    .blockLast(PATIENCE));
    assertTrue(ended.getMessage().contains("has 3 partitions now"), ended::getMessage);
  }

  @Test
  void new_partitions_are_nothing_to_a_read_that_ends_where_the_topic_ended_before() {
    KafkaTopics.Topic then = new KafkaTopics.Topic("t", "id", 2);
    KafkaTopics.Topic now = new KafkaTopics.Topic("t", "id", 3);
    TopicWatch.checkPartitions(then, now, true);
    TopicWatch.checkPartitions(then, then, false);
    assertThrows(SourceException.class, () -> TopicWatch.checkPartitions(then, now, false));
    assertThrows(SourceException.class, () -> TopicWatch.checkPartitions(now, then, true));
  }

  @Test
  void the_consumer_is_shown_to_the_watch_and_taken_back_before_it_closes() {
    String name = TestCluster.newName("watched");
    new KafkaTopics(connection()).create(name, 1, Map.of());
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    ClientWatch watch =
        new ClientWatch() {
          @Override
          public Runnable opened(Consumer<?, ?> consumer) {
            told.add("opened with metrics: " + !consumer.metrics().isEmpty());
            return () -> told.add("closing");
          }
        };
    KafkaSource source = new KafkaSource(connection().watchedBy(watch), name);
    source.read(new ReadPlan(Map.of(0, 0L), Map.of(0, 0L), p -> true, 20)).blockLast(PATIENCE);
    assertEquals(List.of("opened with metrics: true", "closing"), told);
  }

  @Test
  void the_partition_of_which_least_waits_is_read_first() {
    String name = TestCluster.newName("in-step");
    new KafkaTopics(connection()).create(name, 2, Map.of());
    try (KafkaPublisher publisher = new KafkaPublisher(connection(), name)) {
      publisher.publish(Stream.generate(() -> new byte[20]).limit(1200).iterator(), sent -> {});
    }
    int poll = 50;
    AtomicIntegerArray come = new AtomicIntegerArray(2);
    AtomicInteger mostAhead = new AtomicInteger();
    new KafkaSource(connection(), name)
        .read(
            new ReadPlan(
                Map.of(0, 0L, 1, 0L), Map.of(0, 600L, 1, 600L), p -> true, come::get, 20, poll))
        .doOnNext(
            chunk -> {
              chunk.partitions().forEach(r -> come.addAndGet(r.partition(), r.size()));
              mostAhead.accumulateAndGet(Math.abs(come.get(0) - come.get(1)), Math::max);
            })
        .blockLast(PATIENCE);
    assertEquals(List.of(600, 600), List.of(come.get(0), come.get(1)));
    assertTrue(mostAhead.get() < 2 * poll, "one was ahead by " + mostAhead.get());
  }

  private static Flux<RecordChunk> live(KafkaSource source, Map<Integer, Long> from) {
    return source.read(new ReadPlan(from, Map.of(), partition -> true, 20));
  }

  private void delete(String topic) {
    new KafkaTopics(connection())
        .with("", admin -> KafkaTopics.get(admin.deleteTopics(Set.of(topic)).all()));
  }

  private void grow(String topic) {
    new KafkaTopics(connection())
        .with(
            "",
            admin ->
                KafkaTopics.get(
                    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all()));
  }
}
