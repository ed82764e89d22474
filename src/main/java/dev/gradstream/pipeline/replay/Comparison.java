package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.training.Event;
import dev.gradstream.training.State;

/**
 * Finds the first difference of a replay, and whom to blame for it.
 *
 * <p>A step that differs is not judged at once: the certificate of its block was computed from the
 * true digests when it was written, so where the recomputed history still fits that certificate, it
 * is the journal's line that was altered; else it is the arithmetic. Replaying thread only.
 */
public final class Comparison {
  private final State state;
  private final SnapshotStore snapshots;
  private final long fromStep;
  private final long fromExamples;
  private final long startNanos = System.nanoTime();
  private Witness witness;
  private StateDifference bits;
  private boolean over;
  private Difference suspected;
  private Difference decided;
  private String ended;

  /**
   * @param state as it is before anything is recomputed
   * @param snapshots where the bits are looked up that differ
   */
  Comparison(State state, SnapshotStore snapshots) {
    this.state = state;
    this.snapshots = snapshots;
    fromStep = state.step();
    fromExamples = state.examples();
  }

  void take(Folding.Folded folded) {
    if (folded.recorded().event() instanceof Event.RunEnded end) {
      ended = end.reason();
    }
    if (suspected == null && !folded.agrees()) {
      suspected = Difference.of(folded);
    }
    if (suspected != null && decided == null) {
      decide(folded);
      if (decided != null) {
        call(folded);
      }
    }
    if (decided != null) {
      question(folded);
    }
  }

  // Only where the numbers differ there are bits to tell, and a snapshot that was taken later.
  private void call(Folding.Folded folded) {
    over = true;
    if (decided instanceof Difference.ArithmeticDiffers && folded.computed() != null) {
      Witness.oldestFrom(snapshots, folded.recorded().block().sequence())
          .ifPresent(
              found -> {
                witness = found;
                over = false;
              });
    }
  }

  // The journal's story goes on until the snapshot; with whatever now comes out of it.
  private void question(Folding.Folded folded) {
    if (over) {
      return;
    }
    long sequence = folded.recorded().block().sequence();
    over = folded.computed() == null || sequence > witness.blockSequence();
    if (sequence == witness.blockSequence() && folded.recorded().lastOfBlock()) {
      bits = witness.question(state, folded.recorded().block()).orElse(null);
      over = true;
    }
  }

  private void decide(Folding.Folded folded) {
    if (suspected instanceof Difference.ArithmeticDiffers differs) {
      boolean broken = folded.computed() == null;
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

  /** Whether something differs, though it may not be known yet what is to blame. */
  boolean suspects() {
    return suspected != null;
  }

  /** Whether nothing more can be found out. */
  boolean over() {
    return over;
  }

  Verdict verdict() {
    return new Verdict(
        state.specification().run(),
        decided == null ? suspected : decided,
        bits,
        fromStep,
        state.step(),
        state.window(),
        state.examples(),
        state.examples() - fromExamples,
        state.certificate(),
        state.figures(),
        ended,
        System.nanoTime() - startNanos);
  }
}
