package dev.gradstream.pipeline.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Laws of the ladder, over runs whose snapshots come regularly, ever more rarely, or anyhow. */
class SnapshotLadderTest {

  /** How far the next snapshot is, in blocks, given a source of chance and the number so far. */
  private interface Distance {
    long next(Random chance, int number);
  }

  private static final List<Distance> RUNS =
      List.of(
          (chance, n) -> 1,
          (chance, n) -> 7,
          (chance, n) -> 1 + chance.nextInt(50),
          (chance, n) -> 1 + (chance.nextInt(20) == 0 ? chance.nextInt(100_000) : 0),
          (chance, n) -> n + 1,
          (chance, n) -> Math.max(1, 2_000 - 2L * n));

  /** One run: everything ever stored, and what is kept of it. */
  private static final class Run {
    final SortedSet<Long> stored = new TreeSet<>();
    SortedSet<Long> kept = new TreeSet<>();
    private long newest;

    void store(long distance) {
      newest += distance;
      stored.add(newest);
      kept.add(newest);
      kept = SnapshotLadder.kept(kept);
    }
  }

  private interface Law {
    void check(Run run);
  }

  private static void always(Law law) {
    for (int i = 0; i < RUNS.size(); i++) {
      Random chance = new Random(i);
      Run run = new Run();
      for (int n = 0; n < 1_000; n++) {
        run.store(RUNS.get(i).next(chance, n));
        law.check(run);
      }
    }
  }

  @Test
  void the_newest_two_and_the_first_are_kept() {
    always(
        run -> {
          List<Long> newestFirst = new ArrayList<>(run.stored).reversed();
          assertTrue(run.kept.containsAll(newestFirst.subList(0, Math.min(2, newestFirst.size()))));
          assertEquals(run.stored.first(), run.kept.first());
        });
  }

  @Test
  void the_next_older_one_is_at_most_twice_as_old_unless_nothing_was_stored_in_between() {
    always(
        run -> {
          List<Long> kept = new ArrayList<>(run.kept).reversed();
          for (int i = 1; i + 1 < kept.size(); i++) {
            long age = run.newest - kept.get(i);
            long next = run.newest - kept.get(i + 1);
            boolean neighbours = run.stored.subSet(kept.get(i + 1) + 1, kept.get(i)).isEmpty();
            assertTrue(next <= 2 * age || neighbours, () -> age + " then " + next + ": " + kept);
          }
        });
  }

  @Test
  void about_the_logarithm_of_the_age_is_kept() {
    always(
        run -> {
          double most = 4 + 2 * Math.log(run.newest) / Math.log(2);
          assertTrue(run.kept.size() <= most, () -> run.newest + ": " + run.kept);
        });
  }

  @Test
  void nothing_more_goes_unless_something_comes() {
    always(run -> assertEquals(run.kept, SnapshotLadder.kept(run.kept)));
  }

  @Test
  void a_run_with_a_snapshot_each_block_keeps_ages_of_about_the_powers_of_two() {
    Run run = new Run();
    for (int n = 0; n < 17; n++) {
      run.store(1);
    }
    assertEquals(new TreeSet<>(List.of(1L, 9L, 13L, 15L, 16L, 17L)), run.kept);
  }
}
