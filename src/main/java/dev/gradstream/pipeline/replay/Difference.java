package dev.gradstream.pipeline.replay;

import dev.gradstream.training.Certificate;
import dev.gradstream.training.Event;
import dev.gradstream.training.StepReport;

/** Where what was recomputed is not what was recorded, and which of the two is to blame. */
public sealed interface Difference {

  /** The first step that is touched. */
  long step();

  /** One sentence for people. */
  String describe();

  /** The topic no longer holds what the run learned from. */
  record ExamplesChanged(long window, long step, String how) implements Difference {
    @Override
    public String describe() {
      return "step %,d (window %,d): the examples changed: %s".formatted(step, window, how);
    }
  }

  /** The same examples gave other numbers, from this step on. */
  record ArithmeticDiffers(long step, StepReport recorded, StepReport computed)
      implements Difference {
    @Override
    public String describe() {
      return "step %,d: the arithmetic differs: recorded %s, recomputed %s"
          .formatted(step, text(recorded), text(computed));
    }
  }

  /**
   * The recomputed history fits the certificate, but what the journal says of this step does not
   * fit the history.
   */
  record JournalAltered(long step, String how) implements Difference {
    @Override
    public String describe() {
      return "step %,d: the journal was altered: %s".formatted(step, how);
    }
  }

  private static String text(StepReport report) {
    return report == null
        ? "no such step"
        : "loss %s, digest %016x".formatted(report.loss(), report.digest());
  }

  /**
   * What a recomputed event that does not agree says for itself; the block's certificate decides
   * whom to believe.
   */
  static Difference of(Folding.Folded folded) {
    Event recorded = folded.recorded().event();
    long firstStep =
        recorded instanceof Event.WindowApplied applied && !applied.steps().isEmpty()
            ? applied.steps().getFirst().step()
            : folded.stepBefore() + 1;
    if (folded.contradiction() != null) {
      return new JournalAltered(firstStep, folded.contradiction());
    }
    if (folded.changed() != null) {
      return new ExamplesChanged(window(recorded), firstStep, folded.changed());
    }
    if (!(recorded instanceof Event.WindowApplied was)) {
      return folded.sameEvent()
          ? uncertified(folded, firstStep)
          : new JournalAltered(
              firstStep,
              "recorded is %s, and comes out as %s".formatted(recorded, folded.computed()));
    }
    if (folded.computed() instanceof Event.WindowSkipped skipped) {
      return new JournalAltered(
          firstStep, "window %d was to be skipped on command".formatted(skipped.window()));
    }
    if (!(folded.computed() instanceof Event.WindowApplied is)) {
      return new ArithmeticDiffers(
          firstStep, was.steps().isEmpty() ? null : was.steps().getFirst(), null);
    }
    for (int i = 0; i < Math.max(was.steps().size(), is.steps().size()); i++) {
      StepReport before = i < was.steps().size() ? was.steps().get(i) : null;
      StepReport now = i < is.steps().size() ? is.steps().get(i) : null;
      if (before == null || !before.equals(now)) {
        return new ArithmeticDiffers(before == null ? now.step() : before.step(), before, now);
      }
    }
    if (!folded.certified()) {
      return uncertified(folded, firstStep);
    }
    return new JournalAltered(
        firstStep, "window " + was.window() + " is recorded otherwise than it came out");
  }

  private static long window(Event recorded) {
    return switch (recorded) {
      case Event.WindowApplied applied -> applied.window();
      case Event.WindowSkipped skipped -> skipped.window();
      default -> 0;
    };
  }

  private static Difference uncertified(Folding.Folded folded, long step) {
    return new JournalAltered(
        step,
        "the certificate of block %d, which ends with %s, is recorded as %s"
            .formatted(
                folded.recorded().block().sequence(),
                folded.recorded().event().getClass().getSimpleName(),
                Certificate.hex(folded.recorded().block().certificate())));
  }
}
