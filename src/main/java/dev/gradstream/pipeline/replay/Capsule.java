package dev.gradstream.pipeline.replay;

import dev.gradstream.codec.CapsulePart;
import dev.gradstream.codec.CapsuleReader;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.PolledFlux;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A whole run out of one file: its journal, its snapshots and, where they were packed, its
 * examples, as ports to be read only. The file is read anew for each of them, a part at a time.
 */
public final class Capsule {
  private final Opening opening;

  /** Opens the file at its first byte. */
  public interface Opening {
    InputStream open() throws IOException;
  }

  public Capsule(Opening opening) {
    this.opening = opening;
  }

  /**
   * Reads it all, so that everything in it is vouched for.
   *
   * @throws dev.gradstream.codec.CorruptEventException where it is broken
   */
  public CapsulePart.Head verified() {
    try (Parts parts = new Parts()) {
      while (parts.next() != null) {
        // what comes next is vouched for by the end alone
      }
      return parts.reader.head();
    }
  }

  /** One pass through the file. */
  private final class Parts implements AutoCloseable {
    private final InputStream in;
    private final CapsuleReader reader;

    Parts() {
      try {
        in = opening.open();
        reader = new CapsuleReader(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Null behind the last. */
    CapsulePart next() {
      try {
        return reader.next();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The journal. */
  public Journal journal() {
    return new Journal() {
      @Override
      public void acquire() {
        throw new UnsupportedOperationException("a capsule is not written to");
      }

      @Override
      public Flux<JournalBlock> read(long fromSequence) {
        return Flux.<JournalBlock, Parts>generate(
                Parts::new,
                (parts, sink) -> {
                  if (parts.next() instanceof CapsulePart.Block block) {
                    sink.next(block.block());
                  } else {
                    sink.complete();
                  }
                  return parts;
                },
                Parts::close)
            .skipWhile(block -> block.sequence() < fromSequence);
      }

      @Override
      public Mono<Void> commit(Commit commit) {
        return Mono.error(new UnsupportedOperationException("a capsule is not written to"));
      }

      @Override
      public void close() {}
    };
  }

  /** The snapshots. */
  public SnapshotStore snapshots() {
    return new CapsuleSnapshots();
  }

  private final class CapsuleSnapshots implements SnapshotStore {
    @Override
    public List<StoredSnapshot> list() {
      List<StoredSnapshot> list = new ArrayList<>();
      each(
          snapshot -> {
            list.add(
                new StoredSnapshot(
                    snapshot.step(),
                    snapshot.window(),
                    snapshot.blockSequence(),
                    0,
                    0,
                    java.util.Set.of()));
            return false;
          });
      return list;
    }

    @Override
    public Optional<Snapshot> read(StoredSnapshot stored) {
      return each(snapshot -> snapshot.blockSequence() == stored.blockSequence());
    }

    private Optional<Snapshot> each(Predicate<Snapshot> wanted) {
      try (Parts parts = new Parts()) {
        for (CapsulePart part = parts.next(); part != null; part = parts.next()) {
          if (part instanceof CapsulePart.Records) {
            break; // nothing but examples comes behind
          }
          if (part instanceof CapsulePart.State state && wanted.test(state.snapshot())) {
            return Optional.of(state.snapshot());
          }
        }
        return Optional.empty();
      }
    }

    @Override
    public Mono<Void> write(Snapshot snapshot) {
      return Mono.error(new UnsupportedOperationException("a capsule is not written to"));
    }

    @Override
    public void pin(StoredSnapshot stored, String by) {
      throw new UnsupportedOperationException("a capsule is not written to");
    }

    @Override
    public void unpin(StoredSnapshot stored, String by) {
      throw new UnsupportedOperationException("a capsule is not written to");
    }

    @Override
    public void close() {}
  }

  /** The examples, in place of the run's topic. */
  public ExampleSource source(Event.RunStarted started) {
    return new ExampleSource() {
      @Override
      public SourceExtent extent() {
        SortedMap<Integer, Long> begins = new TreeMap<>(started.startOffsets());
        SortedMap<Integer, Long> ends = new TreeMap<>();
        begins.keySet().forEach(partition -> ends.put(partition, Long.MAX_VALUE));
        return new SourceExtent(started.topicId(), begins, ends);
      }

      @Override
      public Flux<RecordChunk> read(ReadPlan plan) {
        return new PolledFlux<>("capsule", () -> new Reading(plan));
      }
    };
  }

  /** One read of the examples: they lie in the order in which windows need them. */
  private final class Reading implements PolledFlux.Poll<RecordChunk> {
    private static final int RECORDS = 4_096;

    private final Parts parts = new Parts();
    private final ReadPlan plan;
    private final SortedMap<Integer, Long> positions;
    private boolean over;

    Reading(ReadPlan plan) {
      this.plan = plan;
      positions = new TreeMap<>(plan.fromOffsets());
    }

    @Override
    public boolean ended() {
      return false; // whoever reads knows from the positions that nothing more will come
    }

    @Override
    public RecordChunk next() {
      SortedMap<Integer, List<CapsulePart.Example>> records = new TreeMap<>();
      int count = 0;
      while (!over && count < RECORDS) {
        CapsulePart part = parts.next();
        if (part == null) {
          over = true;
          positions.replaceAll((partition, position) -> Long.MAX_VALUE);
        } else if (part instanceof CapsulePart.Records some) {
          count += take(some, records);
        }
      }
      List<PartitionRecords> chunk = new ArrayList<>();
      records.forEach((partition, list) -> chunk.add(new CapsuleRecords(partition, list)));
      return new RecordChunk(
          chunk, new TreeMap<>(positions), new TreeMap<>(positions), System.currentTimeMillis());
    }

    private int take(
        CapsulePart.Records some, SortedMap<Integer, List<CapsulePart.Example>> records) {
      Long from = plan.fromOffsets().get(some.partition());
      if (from == null) {
        return 0;
      }
      for (CapsulePart.Example record : some.records()) {
        if (record.offset() >= from) {
          records.computeIfAbsent(some.partition(), p -> new ArrayList<>()).add(record);
          positions.merge(some.partition(), record.offset() + 1, Math::max);
        }
      }
      return some.records().size();
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {
      parts.close();
    }
  }
}
