package dev.gradstream.pipeline;

import dev.gradstream.training.Event;
import dev.gradstream.training.State;

/**
 * Finds the first difference of a replay, and whom to blame for it.
 *
 * <p>A step that differs is not judged at once: the certificate of its block was computed from the
 * true digests when it was written, so where the recomputed history still fits that certificate, it
 * is the journal's line that was altered; else it is the arithmetic. Replaying thread only.
 */
final class Comparison {
  private final State state;
  private final long startNanos = System.nanoTime();
  private Difference suspected;
  private Difference decided;
  private String ended;

  Comparison(State state) {
    this.state = state;
  }

  void take(Folding.Folded folded) {
    if (folded.recorded().event() instanceof Event.RunEnded end) {
      ended = end.reason();
    }
    if (suspected == null && !folded.agrees()) {
      suspected = Difference.of(folded);
    }
    if (suspected != null) {
      decide(folded);
    }
  }

  private void decide(Folding.Folded folded) {
    if (suspected instanceof Difference.ArithmeticDiffers differs) {
      boolean broken = folded.changed() != null || folded.computed() == null;
      if (folded.recorded().lastOfBlock() || broken) {
        decided =
            !broken && folded.certified()
                ? new Difference.JournalAltered(
                    differs.step(),
                    "it is recorded with %s, but the history that the certificate stands for has %s"
                        .formatted(differs.recorded(), differs.computed()))
                : differs;
      }
    } else {
      decided = suspected;
    }
  }

  boolean decided() {
    return decided != null;
  }

  Verdict verdict() {
    return new Verdict(
        state.specification().run(),
        decided == null ? suspected : decided,
        state.step(),
        state.window(),
        state.examples(),
        state.certificate(),
        state.figures(),
        ended,
        System.nanoTime() - startNanos);
  }
}
