package dev.gradstream.pipeline;

import dev.gradstream.features.RowLayout;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Specification;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The window stage of a run that is being written: one example of each partition in turn, until a
 * window is full.
 *
 * <p>On a bounded source the cut is a pure function of the topic: it waits for the partition whose
 * turn it is, skips one that has ended, and never looks at a clock. The turn begins at (examples so
 * far) mod (partitions), so a restart goes on as if nothing had happened. On a live source a
 * partition without a waiting example is skipped, and a window is also sealed when its first
 * example has waited long enough. Training thread only.
 */
final class MergingCutter {
  private final Buffers buffers;
  private final Map<Integer, Long> endOffsets; // empty: live
  private final int windowExamples;
  private final long maxWaitMs;
  private final Stages stages;
  private final WindowRows window;
  private final int[] shares; // rows to take of each partition
  private long examples;
  private long waitingSinceMs;

  MergingCutter(
      Buffers buffers,
      Map<Integer, Long> endOffsets,
      Specification.Window cut,
      RowLayout layout,
      long examplesSoFar,
      Stages stages) {
    this.buffers = buffers;
    this.stages = stages;
    this.endOffsets = endOffsets;
    windowExamples = cut.examples();
    maxWaitMs = cut.maxWaitMs();
    window = new WindowRows(layout, windowExamples);
    shares = new int[buffers.size()];
    examples = examplesSoFar;
  }

  /** The windows that a chunk completes, cut one by one as they are asked for, then a tick. */
  Iterable<Cut> cut(DecodedChunk chunk) {
    if (buffers.records() == 0) {
      waitingSinceMs = chunk.polledAtMs();
    }
    buffers.add(chunk);
    return () -> new Cuts(chunk);
  }

  /** What a bounded source's completion leaves to cut: everything below its ends has come. */
  Iterable<Cut> rest() {
    endOffsets.forEach((partition, end) -> buffers.of(partition).position(end));
    return () -> new Cuts(new DecodedChunk(List.of(), Map.of(), endOffsets, waitingSinceMs));
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
      if (sourceEnded) {
        done = true;
        return new Cut.SourceEnd();
      }
      if (share()) {
        waitingSinceMs = chunk.polledAtMs();
        return take(Seal.SIZE);
      }
      boolean bounded = !endOffsets.isEmpty();
      if (bounded && allEnded()) {
        sourceEnded = true;
        return buffers.records() > 0 ? takeAll(Seal.END) : nextCut();
      }
      if (!bounded && buffers.records() > 0 && chunk.polledAtMs() - waitingSinceMs >= maxWaitMs) {
        return takeAll(Seal.TIME);
      }
      done = true;
      buffers.publishWaiting();
      return new Cut.Tick(chunk.endOffsets());
    }
  }

  // Deals the window's examples out to the partitions in turn; false where it cannot be filled yet.
  private boolean share() {
    if (buffers.usable() < windowExamples) {
      return false;
    }
    int partitions = buffers.size();
    java.util.Arrays.fill(shares, 0);
    int turn = (int) (examples % partitions);
    for (int left = windowExamples; left > 0; turn = turn + 1 == partitions ? 0 : turn + 1) {
      PartitionBuffer buffer = buffers.at(turn);
      if (shares[turn] < buffer.usable()) {
        shares[turn]++;
        left--;
      } else if (!endOffsets.isEmpty() && !ended(buffer)) {
        return false;
      }
    }
    return true;
  }

  private Cut take(Seal seal) {
    window.clear();
    for (int i = 0; i < shares.length; i++) {
      buffers.at(i).takeRows(shares[i], window);
    }
    examples += window.rows().count();
    return new Cut.Window(window, seal);
  }

  private Cut takeAll(Seal seal) {
    window.clear();
    for (int i = 0; i < shares.length; i++) {
      buffers.at(i).takeBelow(Long.MAX_VALUE, window);
    }
    examples += window.rows().count();
    return new Cut.Window(window, seal);
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
