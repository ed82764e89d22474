package dev.gradstream.pipeline.replay;

import dev.gradstream.codec.CapsulePart;
import dev.gradstream.codec.CapsuleWriter;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.RecordHash;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Span;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Packs a run into a capsule. Reads only; blocks while it reads. */
public final class Packing {
  private static final int POLL_MS = 100;

  /** Records of a partition that may wait for the windows that need them. */
  private static final int HIGH_WATER = 65_536;

  private final RunPorts run;
  private final CapsuleWriter capsule;

  public Packing(RunPorts run, CapsuleWriter capsule) {
    this.run = run;
    this.capsule = capsule;
  }

  /**
   * Packs everything.
   *
   * @param version of gradstream, for the head
   * @param examples whether to pack the examples, too
   * @param progress told the last window whose examples are packed
   * @throws SourceException where the topic no longer holds what the run learned from
   */
  public void pack(String version, boolean examples, LongConsumer progress) throws IOException {
    Journal journal = run.journal();
    if (journal.firstSequence() > 0) {
      throw new IllegalStateException(
          "the journal is kept from block %d on only; a capsule holds a run from its start"
              .formatted(journal.firstSequence()));
    }
    Beginning beginning = new History(journal).beginning();
    capsule.append(new CapsulePart.Head(beginning.started().run(), version, examples));
    long blocks = 0;
    for (JournalBlock block : journal.read(0).toIterable()) {
      capsule.append(new CapsulePart.Block(block));
      blocks++;
    }
    for (StoredSnapshot stored : run.snapshots().list()) {
      Optional<Snapshot> snapshot =
          stored.blockSequence() < blocks ? run.snapshots().read(stored) : Optional.empty();
      if (snapshot.isPresent()) {
        capsule.append(new CapsulePart.State(snapshot.get()));
      }
    }
    if (examples) {
      examples(beginning.started(), journal, blocks, progress);
    }
    capsule.finish();
  }

  private void examples(
      Event.RunStarted started, Journal journal, long blocks, LongConsumer progress)
      throws IOException {
    Waiting waiting = new Waiting(started.startOffsets());
    Map<Integer, Long> ends = run.source().extent().endOffsets();
    ReadPlan plan = new ReadPlan(started.startOffsets(), Map.of(), waiting::isWanted, POLL_MS);
    Iterator<RecordedEvent> events = new History(journal).recorded();
    try (Stream<RecordChunk> stream = run.source().read(plan).toStream(1)) {
      Iterator<RecordChunk> chunks = stream.iterator();
      while (events.hasNext()) {
        RecordedEvent event = events.next();
        if (event.block().sequence() >= blocks) {
          return;
        }
        for (Span span : event.spans()) {
          requireThere(started, span, ends);
          while (!waiting.has(span)) {
            waiting.add(chunks.next());
          }
          capsule.append(records(started, span, waiting));
        }
        if (event.event() instanceof Event.WindowApplied applied) {
          progress.accept(applied.window());
        }
      }
    }
  }

  /** Records that no window has needed yet. Filled by one thread; another asks what is wanted. */
  private static final class Waiting {
    private final Map<Integer, Deque<CapsulePart.Example>> records = new TreeMap<>();
    private final Map<Integer, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Map<Integer, Long> positions;
    private volatile int needed = -1;

    Waiting(Map<Integer, Long> startOffsets) {
      positions = new TreeMap<>(startOffsets);
      for (int partition : startOffsets.keySet()) {
        records.put(partition, new ArrayDeque<>());
        counts.put(partition, new AtomicInteger());
      }
    }

    boolean isWanted(int partition) {
      return partition == needed || counts.get(partition).get() < HIGH_WATER;
    }

    boolean has(Span span) {
      needed = span.partition();
      return positions.get(span.partition()) >= span.toOffsetExclusive();
    }

    void add(RecordChunk chunk) {
      for (PartitionRecords came : chunk.partitions()) {
        for (int i = 0; i < came.size(); i++) {
          records
              .get(came.partition())
              .add(new CapsulePart.Example(came.offset(i), came.key(i), came.value(i)));
        }
        counts.get(came.partition()).addAndGet(came.size());
      }
      positions.putAll(chunk.positions());
    }

    /** The next record below an offset; null where there is none. */
    CapsulePart.Example next(int partition, long belowOffset) {
      CapsulePart.Example first = records.get(partition).peek();
      if (first == null || first.offset() >= belowOffset) {
        return null;
      }
      counts.get(partition).decrementAndGet();
      return records.get(partition).poll();
    }
  }

  private static void requireThere(Event.RunStarted started, Span span, Map<Integer, Long> ends) {
    Long end = ends.get(span.partition());
    if (end == null || end < span.toOffsetExclusive()) {
      throw gone(started, span, "the topic ends before");
    }
  }

  private static CapsulePart.Records records(Event.RunStarted started, Span span, Waiting waiting) {
    List<CapsulePart.Example> records = new ArrayList<>();
    long hash = RecordHash.EMPTY;
    for (var record = waiting.next(span.partition(), span.toOffsetExclusive());
        record != null;
        record = waiting.next(span.partition(), span.toOffsetExclusive())) {
      hash = RecordHash.fold(hash, RecordHash.of(record.key(), record.value()));
      records.add(record);
    }
    if (records.size() != span.records() || hash != span.hash()) {
      throw gone(started, span, "the examples changed");
    }
    return new CapsulePart.Records(span.partition(), records);
  }

  private static SourceException gone(Event.RunStarted started, Span span, String why) {
    return new SourceException(
        "the examples of run '%s' cannot be packed, partition %d, offsets %d to %d: %s"
            .formatted(
                started.run(),
                span.partition(),
                span.fromOffset(),
                span.toOffsetExclusive() - 1,
                why));
  }
}
