package dev.gradstream.pipeline.memory;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.PolledFlux;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.SourceExtent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;

/**
 * A topic in memory: the twin of the Kafka source, for tests and for programs without a broker.
 *
 * <p>Records may be appended, skipped (a hole, as compaction and transaction markers leave) and
 * expired from any thread while it is read. How many records a poll brings can be chosen, so that a
 * test can show that nothing depends on it.
 */
public final class MemorySource implements ExampleSource {

  private final String topicId;
  private final List<MemoryPartition> partitions = new ArrayList<>();
  private final AtomicInteger openReads = new AtomicInteger();
  private final IntUnaryOperator recordsOfPoll;
  private final LongSupplier clockMs;

  public MemorySource(String topicId, int partitions) {
    this(topicId, partitions, poll -> Integer.MAX_VALUE, System::currentTimeMillis);
  }

  /**
   * @param recordsOfPoll how many records of a partition poll 0, 1, 2... brings at most, if the
   *     plan lets it
   * @param clockMs what a chunk is stamped with
   */
  public MemorySource(
      String topicId, int partitions, IntUnaryOperator recordsOfPoll, LongSupplier clockMs) {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions=" + partitions + ": must be at least 1");
    }
    this.topicId = topicId;
    this.recordsOfPoll = recordsOfPoll;
    this.clockMs = clockMs;
    for (int partition = 0; partition < partitions; partition++) {
      this.partitions.add(new MemoryPartition(topicId, partition));
    }
  }

  /** Appends a record without key, headers and time; returns its offset. */
  public long append(int partition, byte[] value) {
    return append(partition, -1, null, value, List.of());
  }

  public synchronized long append(
      int partition,
      long timestampMs,
      byte[] key,
      byte[] value,
      List<Map.Entry<String, byte[]>> headers) {
    long offset = partitions.get(partition).append(timestampMs, key, value, headers);
    notifyAll();
    return offset;
  }

  /** Leaves a hole of so many offsets at the end of a partition. */
  public synchronized void skip(int partition, int offsets) {
    partitions.get(partition).skip(offsets);
    notifyAll();
  }

  /** Drops every record before an offset, as retention does. */
  public synchronized void expire(int partition, long beginOffset) {
    partitions.get(partition).expire(beginOffset);
    notifyAll();
  }

  /** How many reads are open now: a read that ended or was cancelled closes what it opened. */
  public int openReads() {
    return openReads.get();
  }

  @Override
  public synchronized SourceExtent extent() {
    SortedMap<Integer, Long> begins = new TreeMap<>();
    SortedMap<Integer, Long> ends = new TreeMap<>();
    for (int partition = 0; partition < partitions.size(); partition++) {
      begins.put(partition, partitions.get(partition).beginOffset());
      ends.put(partition, partitions.get(partition).endOffset());
    }
    return new SourceExtent(topicId, begins, ends);
  }

  @Override
  public Flux<RecordChunk> read(ReadPlan plan) {
    return new PolledFlux<>("memory-source-" + topicId, () -> new Reading(plan));
  }

  private final class Reading implements PolledFlux.Poll<RecordChunk> {
    private final ReadPlan plan;
    private final SortedMap<Integer, Long> positions;
    private int polls;
    private boolean woken;

    Reading(ReadPlan plan) {
      this.plan = plan;
      this.positions = new TreeMap<>(plan.fromOffsets());
      synchronized (MemorySource.this) {
        positions.forEach((partition, from) -> existing(partition).check(from, end(partition)));
      }
      openReads.incrementAndGet();
    }

    private MemoryPartition existing(int partition) {
      if (partition < 0 || partition >= partitions.size()) {
        throw SourceException.noPartition(topicId, partition, partitions.size());
      }
      return partitions.get(partition);
    }

    private long end(int partition) {
      return plan.endOffsets().getOrDefault(partition, Long.MAX_VALUE);
    }

    @Override
    public boolean ended() {
      return positions.entrySet().stream().allMatch(at -> at.getValue() >= end(at.getKey()));
    }

    @Override
    public RecordChunk next() {
      long deadlineNs = System.nanoTime() + plan.maxPollMs() * 1_000_000L;
      while (true) {
        List<Integer> wanted =
            positions.keySet().stream()
                .filter(partition -> positions.get(partition) < end(partition))
                .filter(plan.wanted()::test)
                .toList();
        synchronized (MemorySource.this) {
          SortedMap<Integer, Long> before = new TreeMap<>(positions);
          List<PartitionRecords> records = take(wanted);
          long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
          if (!records.isEmpty() || !positions.equals(before) || leftMs <= 0 || woken) {
            woken = false;
            return new RecordChunk(
                records, new TreeMap<>(positions), extent().endOffsets(), clockMs.getAsLong());
          }
          // What is wanted may change without a word to us, so ask again after a millisecond.
          await(wanted.size() < positions.size() ? 1 : leftMs);
        }
      }
    }

    private List<PartitionRecords> take(List<Integer> wanted) {
      int share = Math.max(1, plan.mostRecords() / Math.max(1, wanted.size()));
      int most = Math.clamp(recordsOfPoll.applyAsInt(polls), 1, share);
      List<PartitionRecords> taken = new ArrayList<>();
      for (int partition : wanted) {
        MemoryPartition log = partitions.get(partition);
        MemoryRecords records = log.take(positions.get(partition), end(partition), most);
        positions.put(
            partition, log.positionAfter(records, positions.get(partition), end(partition)));
        if (records.size() > 0) {
          taken.add(records);
        }
      }
      polls += taken.isEmpty() ? 0 : 1;
      return taken;
    }

    private void await(long millis) {
      try {
        MemorySource.this.wait(millis);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new SourceException(topicId + ": reading was interrupted", interrupted);
      }
    }

    @Override
    public void wakeup() {
      synchronized (MemorySource.this) {
        woken = true;
        MemorySource.this.notifyAll();
      }
    }

    @Override
    public void close() {
      openReads.decrementAndGet();
    }
  }
}
