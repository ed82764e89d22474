package dev.gradstream.pipeline.tuning;

import dev.gradstream.pipeline.window.Cut;
import dev.gradstream.training.State;
import dev.gradstream.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A candidate of a search while it learns; its state is let go of when it is left. Training thread
 * only.
 */
public final class Candidate {
  private final int index;
  private final String figure;
  private final List<Trial.Point> curve = new ArrayList<>();
  private final List<Trial> halvings = new ArrayList<>(); // as it was when it passed each
  private State state;
  private Trial over; // once it is left, or the topic has ended

  /**
   * @param figure what it is judged by
   */
  Candidate(int index, State state, String figure) {
    this.index = index;
    this.state = state;
    this.figure = figure;
  }

  boolean isRunning() {
    return over == null;
  }

  void learn(Cut.Window window) {
    var report = Training.apply(state, window.rows().sealed(window.seal()));
    if (report.divergence() != null) {
      String left = "diverged at " + report.divergence();
      over = new Trial(index, Double.NaN, state.examples(), left, Map.of(), curve);
      state = null;
    } else if (report.stop() != null) {
      over = trial(report.stop());
      state = null;
    }
  }

  /** Adds a point to the learning curve. */
  void mark() {
    curve.add(new Trial.Point(state.examples(), score()));
  }

  /** Keeps what it is now, for the halving that it has just passed. */
  void passHalving() {
    halvings.add(trial(null));
  }

  /** Whether it can be judged at a halving: it has passed it, or is out of the race. */
  boolean passed(int halving) {
    return !isRunning() || halvings.size() > halving;
  }

  /** Its score when it passed a halving. */
  double scoreAt(int halving) {
    return halvings.get(halving).score();
  }

  /** Takes it back to what it was at a halving, and out of the race. */
  void leave(int halving) {
    Trial then = halvings.get(halving);
    String left = "left at halving " + (halving + 1);
    over = new Trial(index, then.score(), then.examples(), left, then.figures(), then.curve());
    state = null;
  }

  /** How it went; it goes no further. */
  Trial end() {
    if (isRunning()) {
      mark();
      over = trial(null);
      state = null;
    }
    return over;
  }

  private Trial trial(String left) {
    return new Trial(index, score(), state.examples(), left, state.figures(), List.copyOf(curve));
  }

  private double score() {
    return state.figures().getOrDefault(figure, Double.NaN);
  }
}
