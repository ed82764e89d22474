package dev.gradstream.pipeline.simulation;

import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * A read of a topic as a consumer may do it: of each partition some records a poll or none, the
 * position behind the last record or behind the hole after it, the known ends old or new.
 */
final class WorldReading extends Flux<RecordChunk> {
  private static final int MOST = 7;

  private final World world;
  private final World.Lane lane;
  private final WorldTopic topic;
  private final ReadPlan plan;
  private final Supplier<? extends RuntimeException> trouble;

  /**
   * @param trouble asked before each poll; null where there is none
   */
  WorldReading(
      World world,
      World.Lane lane,
      WorldTopic topic,
      ReadPlan plan,
      Supplier<? extends RuntimeException> trouble) {
    this.world = world;
    this.lane = lane;
    this.topic = topic;
    this.plan = plan;
    this.trouble = trouble;
  }

  @Override
  public void subscribe(CoreSubscriber<? super RecordChunk> subscriber) {
    Polls polls = new Polls(subscriber);
    subscriber.onSubscribe(polls);
    polls.soon();
  }

  private final class Polls implements Subscription {
    private final CoreSubscriber<? super RecordChunk> subscriber;
    private final TreeMap<Integer, Long> positions = new TreeMap<>(plan.fromOffsets());
    private final TreeMap<Integer, Long> knownEnds = new TreeMap<>(plan.fromOffsets());
    private long demand;
    private long lastSignalMs = world.nowMs();
    private boolean posted;
    private boolean over;

    Polls(CoreSubscriber<? super RecordChunk> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
      soon();
    }

    @Override
    public void cancel() {
      over = true;
    }

    void soon() {
      if (!posted && !over) {
        posted = true;
        lane.postIn(world.random.nextInt(1 + plan.maxPollMs()), this::poll);
      }
    }

    private void poll() {
      posted = false;
      if (over) {
        return;
      }
      RuntimeException failure = trouble.get();
      if (failure != null) {
        over = true;
        subscriber.onError(failure);
      } else if (positions.entrySet().stream().allMatch(at -> at.getValue() >= end(at.getKey()))) {
        over = true;
        subscriber.onComplete();
      } else if (demand > 0) {
        pollOnce();
        soon();
      }
    }

    private long end(int partition) {
      return plan.endOffsets().getOrDefault(partition, Long.MAX_VALUE);
    }

    private void pollOnce() {
      boolean moved = false;
      List<PartitionRecords> records = new ArrayList<>();
      for (int partition : positions.keySet()) {
        if (plan.wanted().test(partition) && world.random.nextInt(3) > 0) {
          moved |= take(partition, records);
        }
        if (world.random.nextBoolean()) {
          knownEnds.put(partition, topic.end(partition));
        }
        knownEnds.merge(partition, positions.get(partition), Math::max);
      }
      if (moved || world.nowMs() - lastSignalMs >= plan.maxPollMs()) {
        lastSignalMs = world.nowMs();
        demand -= demand == Long.MAX_VALUE ? 0 : 1;
        subscriber.onNext(
            new RecordChunk(
                records, new TreeMap<>(positions), new TreeMap<>(knownEnds), world.nowMs()));
      }
    }

    private boolean take(int partition, List<PartitionRecords> records) {
      long from = positions.get(partition);
      long end = Math.min(end(partition), topic.end(partition));
      var there = topic.between(partition, from, end);
      int most = world.random.nextInt(MOST);
      var taken = List.copyOf(there.subList(0, Math.min(most, there.size())));
      long position = taken.isEmpty() ? from : taken.getLast().offset() + 1;
      if (world.random.nextBoolean()) {
        position =
            there.size() > taken.size() ? there.get(taken.size()).offset() : Math.max(from, end);
      }
      positions.put(partition, position);
      if (!taken.isEmpty()) {
        records.add(new WorldTopic.Polled(partition, taken));
      }
      return position > from;
    }
  }
}
