package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.SourceExtent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What every {@link ExampleSource} keeps; run for the one in memory and for Kafka's. */
public abstract class ExampleSourceContract {

  protected static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final IntPredicate ALL = partition -> true;

  /** A topic that the test fills and the source under test reads. */
  public interface Topic {
    ExampleSource source();

    long append(
        int partition,
        long timestampMs,
        byte[] key,
        byte[] value,
        List<Map.Entry<String, byte[]>> headers);

    /** Leaves at least one offset without a record at the end of the partition. */
    void hole(int partition);

    /** Drops every record before the offset. */
    void expire(int partition, long beginOffset);

    /** Reads that have not closed what they opened. */
    int openReads();
  }

  protected abstract Topic newTopic(int partitions);

  @Test
  void everything_between_begin_and_end_comes_once_and_in_order() {
    Topic topic = newTopic(3);
    for (int i = 0; i < 100; i++) {
      append(topic, i % 3, "r" + i);
    }
    Received received = read(topic.source(), everything(topic));
    for (int partition = 0; partition < 3; partition++) {
      List<String> expected = new ArrayList<>();
      for (int i = partition; i < 100; i += 3) {
        expected.add("r" + i);
      }
      assertEquals(expected, received.values.get(partition));
    }
    assertEquals(Map.copyOf(topic.source().extent().endOffsets()), received.positions);
  }

  @Test
  void nothing_to_read_completes_without_demand() {
    Topic topic = newTopic(2);
    append(topic, 0, "old");
    StepVerifier.create(
            topic.source().read(plan(Map.of(0, 1L, 1, 0L), Map.of(0, 1L, 1, 0L), ALL)), 0)
        .expectComplete()
        .verify(PATIENCE);
  }

  @Test
  void it_completes_without_further_demand_once_the_end_is_reached() {
    Topic topic = newTopic(1);
    append(topic, 0, "only");
    Flux<RecordChunk> flux = topic.source().read(everything(topic));
    StepVerifier.create(flux.filter(chunk -> !chunk.partitions().isEmpty()).take(2), 1)
        .expectNextCount(1)
        .expectComplete()
        .verify(PATIENCE);
  }

  @Test
  void nothing_at_or_after_the_end_is_signalled() {
    Topic topic = newTopic(2);
    for (int i = 0; i < 50; i++) {
      append(topic, 0, "a" + i);
      append(topic, 1, "b" + i);
    }
    Received received =
        read(topic.source(), plan(Map.of(0, 0L, 1, 0L), Map.of(0, 7L, 1, 31L), ALL));
    assertEquals(7, received.values.get(0).size());
    assertEquals(31, received.values.get(1).size());
    assertEquals(Map.of(0, 7L, 1, 31L), received.positions);
  }

  @Test
  void only_the_partitions_of_the_plan_are_read_from_where_it_says() {
    Topic topic = newTopic(3);
    for (int i = 0; i < 9; i++) {
      append(topic, i % 3, "r" + i);
    }
    Received received = read(topic.source(), plan(Map.of(1, 2L), Map.of(1, 3L), ALL));
    assertEquals(Map.of(1, List.of("r7")), received.values);
    assertEquals(Map.of(1, 3L), received.positions);
  }

  @Test
  void holes_are_passed_over_and_do_not_keep_it_from_completing() {
    Topic topic = newTopic(2);
    append(topic, 0, "a");
    topic.hole(0);
    append(topic, 0, "b");
    topic.hole(0);
    topic.hole(1);
    Received received = read(topic.source(), everything(topic));
    assertEquals(Map.of(0, List.of("a", "b")), received.values);
    assertEquals(Map.copyOf(topic.source().extent().endOffsets()), received.positions);
  }

  @Test
  void an_end_within_a_hole_is_reached() {
    Topic topic = newTopic(1);
    append(topic, 0, "a");
    topic.hole(0);
    append(topic, 0, "b");
    Received received = read(topic.source(), plan(Map.of(0, 0L), Map.of(0, 2L), ALL));
    assertEquals(Map.of(0, List.of("a")), received.values);
    assertEquals(Map.of(0, 2L), received.positions);
  }

  @Test
  void a_record_comes_as_it_was_written() {
    Topic topic = newTopic(1);
    byte[] header = {0, -1, 7};
    topic.append(0, 1234, utf8("key"), utf8("value"), List.of(Map.entry("h", header)));
    topic.append(0, 1235, null, null, List.of());
    List<PartitionRecords> chunks =
        topic
            .source()
            .read(everything(topic))
            .concatMapIterable(RecordChunk::partitions)
            .collectList()
            .block(PATIENCE);
    PartitionRecords first = chunks.getFirst();
    assertEquals(1234, first.timestampMs(0));
    assertArrayEquals(utf8("key"), first.key(0));
    assertArrayEquals(utf8("value"), first.value(0));
    assertEquals("h", first.headers(0).getFirst().getKey());
    assertArrayEquals(header, first.headers(0).getFirst().getValue());
    PartitionRecords last = chunks.getLast();
    assertEquals(null, last.key(last.size() - 1));
    assertEquals(null, last.value(last.size() - 1));
  }

  @Test
  void a_live_read_ticks_while_nothing_comes_and_goes_on_when_something_does() {
    Topic topic = newTopic(2);
    Flux<RecordChunk> flux = topic.source().read(plan(Map.of(0, 0L, 1, 0L), Map.of(), ALL));
    StepVerifier.create(flux.map(chunk -> values(chunk).toString()).distinctUntilChanged())
        .expectNext("{}")
        .then(() -> append(topic, 1, "late"))
        .expectNext("{1=[late]}")
        .expectNext("{}")
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void no_more_is_signalled_than_was_asked_for() {
    Topic topic = newTopic(1);
    List<RecordChunk> got = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch third = new CountDownLatch(3);
    ReadPlan live = plan(Map.of(0, 0L), Map.of(), ALL);
    var slow =
        new BaseSubscriber<RecordChunk>() {
          @Override
          protected void hookOnSubscribe(Subscription subscription) {
            request(3);
          }

          @Override
          protected void hookOnNext(RecordChunk chunk) {
            got.add(chunk);
            third.countDown();
          }
        };
    topic.source().read(live).subscribe(slow);
    // Another read of the same pace is the clock: while it ticks, the slow one gets nothing more.
    topic
        .source()
        .read(live)
        .skipUntil(chunk -> third.getCount() == 0)
        .take(20)
        .blockLast(PATIENCE);
    assertEquals(3, got.size());
    slow.request(1);
    topic.source().read(live).skipUntil(chunk -> got.size() > 3).take(20).blockLast(PATIENCE);
    assertEquals(4, got.size());
    slow.cancel();
  }

  @Test
  void a_partition_that_is_not_wanted_waits_while_others_are_read() {
    Topic topic = newTopic(2);
    append(topic, 0, "zero");
    append(topic, 1, "one");
    AtomicBoolean wanted = new AtomicBoolean();
    ReadPlan live =
        plan(Map.of(0, 0L, 1, 0L), Map.of(), partition -> partition == 1 || wanted.get());
    StepVerifier.create(
            topic
                .source()
                .read(live)
                .map(chunk -> values(chunk).toString())
                .distinctUntilChanged()
                .filter(text -> !text.equals("{}")))
        .expectNext("{1=[one]}")
        .then(() -> append(topic, 1, "two"))
        .expectNext("{1=[two]}")
        .then(() -> wanted.set(true))
        .expectNext("{0=[zero]}")
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void ticks_come_though_no_partition_is_wanted() {
    Topic topic = newTopic(1);
    append(topic, 0, "zero");
    AtomicBoolean wanted = new AtomicBoolean();
    StepVerifier.create(
            topic
                .source()
                .read(plan(Map.of(0, 0L), Map.of(0, 1L), partition -> wanted.get()))
                .map(chunk -> values(chunk).toString())
                .distinctUntilChanged())
        .expectNext("{}")
        .then(() -> wanted.set(true))
        .expectNext("{0=[zero]}")
        .expectComplete()
        .verify(PATIENCE);
  }

  @Test
  void the_known_end_follows_the_partition_so_that_lag_is_seen() {
    Topic topic = newTopic(1);
    append(topic, 0, "a");
    StepVerifier.create(
            topic
                .source()
                .read(plan(Map.of(0, 0L), Map.of(), ALL))
                .map(chunk -> chunk.endOffsets().get(0))
                .distinctUntilChanged())
        .expectNext(1L)
        .then(() -> append(topic, 0, "b"))
        .expectNext(2L)
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void one_thread_of_its_own_signals_everything() {
    Topic topic = newTopic(1);
    append(topic, 0, "a");
    Set<String> threads = new ConcurrentSkipListSet<>();
    topic
        .source()
        .read(everything(topic))
        .doOnNext(chunk -> threads.add(Thread.currentThread().getName()))
        .doOnComplete(() -> threads.add(Thread.currentThread().getName()))
        .blockLast(PATIENCE);
    assertEquals(1, threads.size(), threads::toString);
    assertNotSame(Thread.currentThread().getName(), threads.iterator().next());
  }

  @Test
  void cancelling_closes_the_read_while_it_waits_and_while_it_is_parked() {
    Topic topic = newTopic(1);
    ReadPlan live = new ReadPlan(Map.of(0, 0L), Map.of(), ALL, 3_600_000);
    var waiting = topic.source().read(live).subscribe();
    var without =
        new BaseSubscriber<RecordChunk>() {
          @Override
          protected void hookOnSubscribe(Subscription subscription) {
            // asks for nothing
          }
        };
    topic.source().read(live).subscribe(without);
    awaitOpenReads(topic, 2);
    waiting.dispose();
    without.cancel();
    awaitOpenReads(topic, 0);
  }

  @Test
  void cancelling_from_within_a_signal_closes_the_read() {
    Topic topic = newTopic(1);
    append(topic, 0, "a");
    topic.source().read(plan(Map.of(0, 0L), Map.of(), ALL)).blockFirst(PATIENCE);
    awaitOpenReads(topic, 0);
  }

  @Test
  void the_end_and_an_error_close_the_read() {
    Topic topic = newTopic(1);
    append(topic, 0, "a");
    read(topic.source(), everything(topic));
    Flux<RecordChunk> bad = topic.source().read(plan(Map.of(0, 5L), Map.of(), ALL));
    assertThrows(SourceException.class, () -> bad.blockLast(PATIENCE));
    awaitOpenReads(topic, 0);
  }

  @Test
  void asking_for_less_than_one_is_an_error() {
    Topic topic = newTopic(1);
    List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch failed = new CountDownLatch(1);
    topic
        .source()
        .read(plan(Map.of(0, 0L), Map.of(), ALL))
        .subscribe(
            new CoreSubscriber<RecordChunk>() {
              @Override
              public void onSubscribe(Subscription subscription) {
                subscription.request(0);
              }

              @Override
              public void onNext(RecordChunk chunk) {}

              @Override
              public void onError(Throwable thrown) {
                errors.add(thrown);
                failed.countDown();
              }

              @Override
              public void onComplete() {}
            });
    await(failed);
    assertEquals(IllegalArgumentException.class, errors.getFirst().getClass());
  }

  @Test
  void a_range_that_expired_is_named() {
    Topic topic = newTopic(2);
    for (int i = 0; i < 10; i++) {
      append(topic, 1, "r" + i);
    }
    topic.expire(1, 6);
    SourceException refused =
        assertThrows(
            SourceException.class,
            () -> read(topic.source(), plan(Map.of(1, 2L), Map.of(1, 10L), ALL)));
    assertTrue(refused.getMessage().contains("-1: offsets 2 to 5 "), refused::getMessage);
    assertTrue(refused.getMessage().contains("begins at 6"), refused::getMessage);
  }

  @Test
  void a_range_that_expires_before_it_is_read_is_named() {
    Topic topic = newTopic(1);
    for (int i = 0; i < 10; i++) {
      append(topic, 0, "r" + i);
    }
    AtomicBoolean wanted = new AtomicBoolean();
    StepVerifier.create(
            topic
                .source()
                .read(plan(Map.of(0, 2L), Map.of(0, 10L), partition -> wanted.get()))
                .map(ExampleSourceContract::values)
                .distinctUntilChanged())
        .expectNext(Map.of())
        .then(() -> topic.expire(0, 6))
        .then(() -> wanted.set(true))
        .expectErrorSatisfies(
            thrown -> {
              assertEquals(SourceException.class, thrown.getClass(), thrown::toString);
              assertTrue(thrown.getMessage().contains("-0: offsets 2 to 5 "), thrown::getMessage);
            })
        .verify(PATIENCE);
  }

  @Test
  void what_lies_beyond_the_end_is_refused() {
    Topic topic = newTopic(1);
    append(topic, 0, "a");
    for (ReadPlan plan :
        List.of(
            plan(Map.of(0, 0L), Map.of(0, 9L), ALL),
            plan(Map.of(0, 9L), Map.of(), ALL),
            plan(Map.of(0, 9L), Map.of(0, 9L), ALL))) {
      SourceException refused =
          assertThrows(SourceException.class, () -> read(topic.source(), plan));
      assertTrue(refused.getMessage().contains("-0: offsets 1 to 8 "), refused::getMessage);
    }
  }

  @Test
  void a_partition_that_is_not_there_is_refused() {
    Topic topic = newTopic(2);
    SourceException refused =
        assertThrows(
            SourceException.class,
            () -> read(topic.source(), plan(Map.of(5, 0L), Map.of(5, 0L), ALL)));
    assertTrue(refused.getMessage().contains("has 2"), refused::getMessage);
  }

  @Test
  void the_extent_names_the_topic_and_its_offsets() {
    Topic topic = newTopic(2);
    for (int i = 0; i < 10; i++) {
      append(topic, 1, "r" + i);
    }
    topic.expire(1, 4);
    SourceExtent extent = topic.source().extent();
    assertEquals(Map.of(0, 0L, 1, 4L), extent.beginOffsets());
    assertEquals(Map.of(0, 0L, 1, 10L), extent.endOffsets());
    assertTrue(!extent.topicId().isBlank());
  }

  /** What a whole read brought. */
  protected static final class Received {
    public final Map<Integer, List<String>> values = new TreeMap<>();
    public Map<Integer, Long> positions = Map.of();
  }

  @Test
  void a_poll_brings_no_more_than_is_asked_for() {
    Topic topic = newTopic(2);
    for (int i = 0; i < 100; i++) {
      append(topic, i % 2, "r" + i);
    }
    ReadPlan plan = everything(topic);
    plan = new ReadPlan(plan.fromOffsets(), plan.endOffsets(), ALL, p -> 0, plan.maxPollMs(), 6);
    int all = 0;
    for (RecordChunk chunk : topic.source().read(plan).toIterable(1)) {
      int records = chunk.partitions().stream().mapToInt(PartitionRecords::size).sum();
      assertTrue(records <= 6, records + " records in one poll");
      all += records;
    }
    assertEquals(100, all);
  }

  private static void lent_values_are_the_values(PartitionRecords records) {
    List<byte[]> kept = new ArrayList<>();
    List<byte[]> asTheyCame = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      byte[] value = records.value(i);
      kept.add(value);
      asTheyCame.add(value == null ? null : value.clone());
      assertArrayEquals(value, records.lentValue(i), "lent");
    }
    for (int i = 0; i < records.size(); i++) {
      assertArrayEquals(asTheyCame.get(i), kept.get(i), "kept while others were lent");
    }
  }

  /** Reads to the end and checks the laws of every chunk on the way. */
  protected static Received read(ExampleSource source, ReadPlan plan) {
    Received received = new Received();
    received.positions = plan.fromOffsets();
    for (RecordChunk chunk : source.read(plan).toIterable(1)) {
      int before = -1;
      for (PartitionRecords records : chunk.partitions()) {
        assertTrue(records.partition() > before, "partitions ascend");
        assertTrue(records.size() > 0, "no partition is empty");
        before = records.partition();
        long last = received.positions.get(before) - 1;
        for (int i = 0; i < records.size(); i++) {
          assertTrue(records.offset(i) > last, "offsets ascend");
          last = records.offset(i);
        }
        lent_values_are_the_values(records);
        assertTrue(chunk.positions().get(before) > last, "the position is after the records");
      }
      values(chunk)
          .forEach((p, v) -> received.values.computeIfAbsent(p, k -> new ArrayList<>()).addAll(v));
      received.positions = chunk.positions();
    }
    return received;
  }

  private static Map<Integer, List<String>> values(RecordChunk chunk) {
    Map<Integer, List<String>> values = new TreeMap<>();
    for (PartitionRecords records : chunk.partitions()) {
      List<String> texts = values.computeIfAbsent(records.partition(), k -> new ArrayList<>());
      for (int i = 0; i < records.size(); i++) {
        texts.add(new String(records.value(i), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  protected static ReadPlan everything(Topic topic) {
    SourceExtent extent = topic.source().extent();
    return plan(extent.beginOffsets(), extent.endOffsets(), ALL);
  }

  protected static ReadPlan plan(
      Map<Integer, Long> from, Map<Integer, Long> end, IntPredicate wanted) {
    return new ReadPlan(from, end, wanted, 20);
  }

  protected static void append(Topic topic, int partition, String value) {
    topic.append(partition, 1000, null, utf8(value), List.of());
  }

  protected static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void awaitOpenReads(Topic topic, int expected) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (topic.openReads() != expected && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertEquals(expected, topic.openReads());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
