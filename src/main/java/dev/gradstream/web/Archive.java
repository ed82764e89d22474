package dev.gradstream.web;

import java.util.List;
import java.util.Optional;

/** Port: the runs that are kept, whoever trained them. Blocks while they are read; any thread. */
public interface Archive {
  /** Nothing is kept. */
  Archive EMPTY =
      new Archive() {
        @Override
        public List<Kept> runs() {
          return List.of();
        }

        @Override
        public Optional<RunFeed> find(String run) {
          return Optional.empty();
        }
      };

  /**
   * A run in one line.
   *
   * @param state in words: {@code open} while more may come, else why it ended
   * @param parent the run it was branched from; empty for a run of its own
   * @param forkStep last step that it shares with its parent
   * @param steps last step
   * @param examples learned from
   * @param loss mean over the last commit; NaN before the first step
   * @param startedAtMs wall clock
   */
  record Kept(
      String run,
      String state,
      String parent,
      long forkStep,
      long steps,
      long examples,
      double loss,
      long startedAtMs) {}

  /** Every run that is kept. */
  List<Kept> runs();

  /** A feed that was told everything of a run; empty where there is no such run. */
  Optional<RunFeed> find(String run);
}
