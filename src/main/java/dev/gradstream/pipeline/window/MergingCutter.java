package dev.gradstream.pipeline.window;

import dev.gradstream.features.RowLayout;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Specification;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/**
 * The window stage of a run that is being written: one example of each partition in turn, until a
 * window is full.
 *
 * <p>On a bounded source the cut is a pure function of the topic: it waits for the partition whose
 * turn it is, skips one that has ended, and never looks at a clock. The turn begins at (examples so
 * far) mod (partitions), so a restart goes on as if nothing had happened. On a live source a
 * partition that holds nothing more is skipped, one that is behind is waited for only so long (so
 * that a backlog is learned from in turn, too), and a window is also sealed when its first example
 * has waited long enough. Training thread only.
 */
public final class MergingCutter implements Cutter {
  /** Rejected records of a window, unless it is the last: with their reasons some 200 KB. */
  public static final int MOST_REJECTS = 1024;

  private static final long NEVER = Long.MAX_VALUE;

  private final Buffers buffers;
  private final Map<Integer, Long> endOffsets; // empty: live
  private final int windowExamples;
  private final BooleanSupplier held;
  private long maxWaitMs;
  private final Stages stages;
  private final WindowRows window;
  private Cut.Window cut; // the last one, which the next is mostly equal to
  private final int[] shares; // rows to take of each partition
  private int fullAt; // partition whose rejected records fill the window; -1 for none
  private int rejectsAtEnd; // how many of those, behind its last example
  private long examples;
  private DecodedChunk last = new DecodedChunk(List.of(), Map.of(), Map.of(), 0);
  private long waitingSinceMs;
  private long behindSinceMs = NEVER; // since when full windows wait for a partition that is behind

  /** A cutter that nobody holds up. */
  public MergingCutter(
      Buffers buffers,
      Map<Integer, Long> endOffsets,
      Specification.Window cut,
      RowLayout layout,
      long examplesSoFar,
      Stages stages) {
    this(buffers, endOffsets, cut, layout, examplesSoFar, stages, () -> false);
  }

  /**
   * @param examplesSoFar usable examples of every window so far
   * @param held asked before each window, whether it has to wait; asked again at the next signal
   */
  public MergingCutter(
      Buffers buffers,
      Map<Integer, Long> endOffsets,
      Specification.Window cut,
      RowLayout layout,
      long examplesSoFar,
      Stages stages,
      BooleanSupplier held) {
    this.held = held;
    this.buffers = buffers;
    this.stages = stages;
    this.endOffsets = endOffsets;
    windowExamples = cut.examples();
    maxWaitMs = cut.maxWaitMs();
    window = new WindowRows(layout, windowExamples);
    shares = new int[buffers.size()];
    examples = examplesSoFar;
  }

  @Override
  public Iterable<Cut> cut(DecodedChunk chunk) {
    if (buffers.records() == 0) {
      waitingSinceMs = chunk.polledAtMs();
    }
    buffers.add(chunk);
    last = chunk;
    return () -> new Cuts(chunk);
  }

  @Override
  public Iterable<Cut> again() {
    return () -> new Cuts(last);
  }

  @Override
  public void maxWaitMs(long maxWaitMs) {
    this.maxWaitMs = maxWaitMs;
  }

  @Override
  public Iterable<Cut> rest() {
    endOffsets.forEach((partition, end) -> buffers.of(partition).position(end));
    last = new DecodedChunk(List.of(), Map.of(), endOffsets, waitingSinceMs);
    return again();
  }

  private final class Cuts implements Iterator<Cut> {
    private final DecodedChunk chunk;
    private boolean sourceEnded;
    private boolean done;

    Cuts(DecodedChunk chunk) {
      this.chunk = chunk;
    }

    @Override
    public boolean hasNext() {
      return !done;
    }

    @Override
    public Cut next() {
      if (done) {
        throw new NoSuchElementException();
      }
      long start = System.nanoTime();
      Cut cut = nextCut();
      stages.add(Stages.Stage.WINDOW, start);
      return cut;
    }

    private Cut nextCut() {
      if (held.getAsBoolean()) {
        done = true;
        buffers.publishWaiting();
        return new Cut.Tick(chunk.endOffsets());
      }
      if (sourceEnded) {
        done = true;
        return new Cut.SourceEnd("end of topic");
      }
      boolean full = buffers.usable() >= windowExamples;
      boolean crowded = buffers.records() - buffers.usable() >= MOST_REJECTS;
      if ((full || crowded) && cutsInTurn(full)) {
        waitingSinceMs = chunk.polledAtMs();
        return take(Seal.SIZE);
      }
      boolean bounded = !endOffsets.isEmpty();
      if (bounded && allEnded()) {
        sourceEnded = true;
        return buffers.records() > 0 ? takeAll(Seal.END) : nextCut();
      }
      if (!bounded && !full && buffers.records() > 0 && waited(waitingSinceMs)) {
        waitingSinceMs = chunk.polledAtMs();
        return takeAll(Seal.TIME);
      }
      done = true;
      buffers.publishWaiting();
      return new Cut.Tick(chunk.endOffsets());
    }

    // In turn where every partition has what its turn takes; on a live source, after a while, or
    // where only rejected records crowd, without those that have not.
    private boolean cutsInTurn(boolean full) {
      if (share(true)) {
        behindSinceMs = NEVER;
        return true;
      }
      if (!endOffsets.isEmpty()) {
        return false;
      }
      if (full) {
        behindSinceMs = Math.min(behindSinceMs, chunk.polledAtMs());
      }
      return (!full || waited(behindSinceMs)) && share(false);
    }

    // Deals the window's examples out to the partitions in turn; false where one has to be waited
    // for. A window is full, too, when so many rejected records stand before its next example
    // (which shows the same however many records have come): a topic of nothing but those must fit
    // into memory and into the journal.
    private boolean share(boolean patient) {
      int partitions = buffers.size();
      Arrays.fill(shares, 0);
      fullAt = -1;
      boolean crowded = buffers.records() - buffers.usable() >= MOST_REJECTS;
      int allowed = MOST_REJECTS;
      int passed = 0; // partitions in a row that had nothing to give
      int turn = (int) (examples % partitions);
      for (int left = windowExamples; left > 0; turn = turn + 1 == partitions ? 0 : turn + 1) {
        PartitionBuffer buffer = buffers.at(turn);
        int before = crowded ? buffer.rejectsBefore(shares[turn], allowed) : 0;
        if (before == allowed) {
          fullAt = turn;
          rejectsAtEnd = allowed;
          return true;
        }
        if (shares[turn] < buffer.usable()) {
          shares[turn]++;
          left--;
          allowed -= before;
          passed = 0;
        } else if (patient && hasMore(buffer) || ++passed == partitions) {
          return false;
        }
      }
      return true;
    }

    // Whether the topic holds more of a partition than has come.
    private boolean hasMore(PartitionBuffer buffer) {
      return endOffsets.isEmpty()
          ? buffer.position() < chunk.endOffsets().getOrDefault(buffer.partition, Long.MAX_VALUE)
          : !ended(buffer);
    }

    private boolean waited(long sinceMs) {
      return chunk.polledAtMs() - sinceMs >= maxWaitMs;
    }
  }

  private Cut take(Seal seal) {
    window.clear();
    for (int i = 0; i < shares.length; i++) {
      buffers.at(i).takeRows(shares[i], i == fullAt ? rejectsAtEnd : 0, window);
    }
    return cut(seal);
  }

  private Cut takeAll(Seal seal) {
    window.clear();
    for (int i = 0; i < shares.length; i++) {
      buffers.at(i).takeBelow(Long.MAX_VALUE, window);
    }
    return cut(seal);
  }

  private Cut cut(Seal seal) {
    examples += window.rows().count();
    if (cut == null || cut.seal() != seal) {
      cut = new Cut.Window(window, seal);
    }
    return cut;
  }

  private boolean allEnded() {
    for (int i = 0; i < buffers.size(); i++) {
      if (!ended(buffers.at(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean ended(PartitionBuffer buffer) {
    Long end = endOffsets.get(buffer.partition);
    return end == null || buffer.position() >= end;
  }
}
