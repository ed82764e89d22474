package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.StepSink;
import java.util.function.LongPredicate;

/** A run that is stopped and loses commits on its way ends as one that nobody disturbed. */
final class Disturbed {
  private Disturbed() {}

  /** Loses the commit after each block whose number is one of these. */
  static StepSink losingCommits(TrainingRun run, LongPredicate after) {
    return new StepSink() {
      @Override
      public void committed(CommittedBlock block) {
        if (after.test(block.block().sequence())) {
          run.journal.failNextCommit(MemoryJournal.Outcome.NOTHING);
        }
      }
    };
  }

  /**
   * Trains both and compares them and their replays.
   *
   * @param examples that a run has
   * @return how the undisturbed one ended
   */
  static Outcome isTheSame(TrainingRun whole, TrainingRun shaken, int examples) {
    Outcome undisturbed = whole.train();
    assertTrue(undisturbed.ended());
    assertEquals(examples, undisturbed.examples());
    assertTrue(whole.replay().identical());

    for (int commits : new int[] {1, 3, 2}) {
      interrupt(shaken, commits);
      shaken.journal = shaken.journal.successor();
    }
    // What was learned since the last commit is recovered each time.
    int[] shown = {0};
    Outcome resumed = shaken.train(losingCommits(shaken, sequence -> ++shown[0] % 3 == 0));
    assertTrue(resumed.ended());
    assertArrayEquals(undisturbed.certificate(), resumed.certificate());
    assertTrue(shaken.replay().identical());
    return undisturbed;
  }

  private static void interrupt(TrainingRun run, int commits) {
    int[] left = {commits};
    Trainer[] trainer = new Trainer[1];
    trainer[0] =
        run.trainer(
            new StepSink() {
              @Override
              public void committed(CommittedBlock block) {
                if (--left[0] == 0) {
                  trainer[0].stop();
                }
              }
            });
    assertFalse(trainer[0].train().block(TrainingRun.PATIENCE).ended());
  }
}
