package dev.gradstream.pipeline.port;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which snapshots are kept as a run grows old: the newest two, and of the older ones as few as
 * leave no gap longer than the gap is old.
 *
 * <pre>
 *   age   0 1   2     4           8                       16          ... first
 *         o o . o . . o . . . . . o . . . . . . . . . . . o
 * </pre>
 *
 * <p>Ages are counted in journal blocks, which rise for ever, also where steps do not. The law: the
 * next older kept one is at most twice as old, unless nothing was ever stored in between. Whatever
 * lies between two is recomputed in at most as many blocks as have passed since. About the binary
 * logarithm of the run's length is kept, at most twice that; the first is never let go.
 */
public final class SnapshotLadder {
  private SnapshotLadder() {}

  /**
   * The blocks whose snapshots are kept, of those that are stored. What is let go is never missed
   * later: ages grow by equal amounts, so a gap only shrinks in proportion to its age.
   */
  public static SortedSet<Long> kept(SortedSet<Long> stored) {
    List<Long> newestFirst = new ArrayList<>(stored).reversed();
    SortedSet<Long> kept = new TreeSet<>();
    long age = 0; // of the last one kept
    for (int i = 0; i < newestFirst.size(); i++) {
      boolean oldest = i + 1 == newestFirst.size();
      if (i < 2 || oldest || newestFirst.getFirst() - newestFirst.get(i + 1) > 2 * age) {
        kept.add(newestFirst.get(i));
        age = newestFirst.getFirst() - newestFirst.get(i);
      }
    }
    return kept;
  }
}
