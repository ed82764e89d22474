package dev.gradstream.training;

import dev.gradstream.features.Rows;
import dev.gradstream.optim.StepFacts;
import dev.gradstream.optim.StoppingCriteria;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fold: the one function that changes a run's state.
 *
 * <p>Training, resuming, replaying and branching are all this function over a journal's events. It
 * is deterministic, does no I/O, reads no clock and knows no thread: equal state and equal input
 * give equal bits everywhere.
 *
 * <pre>
 *   window --&gt; [shuffle] --&gt; mini-batch --&gt; score --&gt; learn features --&gt; gradient --&gt; update --&gt; digest
 *                              ^_______________________________________________________________|
 * </pre>
 */
public final class Training {
  /** Number of the numeric contract this code keeps; see docs/decisions. */
  public static final int ARITHMETIC = 1;

  private Training() {}

  /**
   * Applies one input to the state.
   *
   * @return the event that belongs into the journal, and whether to go on; after a divergence the
   *     state must be thrown away
   */
  public static Report apply(State state, Input input) {
    return switch (input) {
      case Input.Window window -> window(state, window);
      case Input.Skip skip -> skip(state, skip);
      case Input.Order order -> order(state, order.answer());
      case Input.Back back -> back(state, back.back());
      case Input.End end -> {
        requireReason(state, end);
        if (end.command() != Event.NO_COMMAND) {
          state.orders.taken(end.command());
        }
        yield done(state, new Event.RunEnded(end.reason(), end.command()), null);
      }
    };
  }

  // That a criterion over the steps held is not taken from the journal: it is what comes out here.
  private static void requireReason(State state, Input.End end) {
    boolean claimed = StoppingCriteria.isReason(end.reason()) || Drifting.isReason(end.reason());
    if (claimed && !end.reason().equals(state.stop)) {
      throw new ContradictionException(
          "the run is to have ended for '%s', and after step %d %s"
              .formatted(
                  end.reason(),
                  state.step(),
                  state.stop == null
                      ? "none of its stopping criteria holds"
                      : "what holds is '" + state.stop + "'"));
    }
    if (!claimed && state.stop != null && end.command() == Event.NO_COMMAND) {
      throw new ContradictionException(
          "the run is to have ended for '%s', and its criterion '%s' held before, at step %d"
              .formatted(end.reason(), state.stop, state.step()));
    }
  }

  private static Report done(State state, Event event, String stop) {
    state.link.next(event);
    return new Report(event, stop, null);
  }

  private static Report order(State state, Event.Order order) {
    if (order.command() != Event.NO_COMMAND) {
      state.orders.taken(order.command());
    }
    switch (order) {
      case Event.SpecificationChanged changed -> state.regime.change(changed.changes());
      case Event.SkipOrdered skip -> state.orders.skip(skip, state.window());
      case Event.RunPaused paused -> state.orders.paused(true);
      case Event.RunResumed resumed -> state.orders.paused(false);
      case Event.CommandRefused refused -> {}
    }
    return done(state, order, null);
  }

  // The state was rebuilt as it was then: what is left is to say so and to change what is to
  // change.
  private static Report back(State state, Event.RolledBack back) {
    if (back.step() != state.step() || back.window() != state.window()) {
      throw new ContradictionException(
          "the run went back to step %d (window %d), and the history there is at step %d (window %d)"
              .formatted(back.step(), back.window(), state.step(), state.window()));
    }
    state.orders.carry(back);
    state.regime.change(back.changes());
    return done(state, back, null);
  }

  private static Report skip(State state, Input.Skip skip) {
    state.orders.skipDiverged(usable(skip.spans(), skip.rejects()));
    return skipped(
        state, skip.seal(), skip.spans(), skip.rejects(), Event.NO_COMMAND, skip.reason());
  }

  private static Report skipped(
      State state, Seal seal, List<Span> spans, List<Reject> rejects, long command, String reason) {
    spans.forEach(state::advance);
    state.windowDone(rejects.size());
    Event skipped =
        new Event.WindowSkipped(
            state.window(), seal, List.copyOf(spans), List.copyOf(rejects), command, reason);
    return done(state, skipped, null);
  }

  private static int usable(List<Span> spans, List<Reject> rejects) {
    return spans.stream().mapToInt(Span::records).sum() - rejects.size();
  }

  private static Report window(State state, Input.Window window) {
    if (state.paused()) {
      throw new ContradictionException("a window came while the run is paused");
    }
    if (state.orders.isToSkip(state.window() + 1)) {
      long command =
          state.orders.skipOrdered(state.window() + 1, usable(window.spans(), window.rejects()));
      return skipped(
          state, window.seal(), window.spans(), window.rejects(), command, "skipped on command");
    }
    Rows rows = window.rows();
    int count = rows.count();
    int size = state.specification().window().size();
    int[] order = order(state, count);
    count = withoutHeldOut(state, rows, order, count);
    List<StepReport> steps = state.steps;
    steps.clear();
    List<DriftDetected> drifts = state.drifting.watching() ? new ArrayList<>() : List.of();
    String stop = null;
    long stepBefore = state.step();
    long examplesBefore = state.examples();
    state.features.arrive(rows, window.omitted());
    List<Validation> validations = state.heldOut == null ? List.of() : new ArrayList<>();
    int gap = window.omitted() < 0 ? count : takeOut(order, count, window.omitted());
    for (int from = 0; from < count; from += size) {
      int to = Math.min(count, from + size);
      int first = from > gap ? from - 1 : from;
      int end = to > gap ? to - 1 : to;
      if (first == end) {
        continue; // the row that is left out was alone in its mini-batch
      }
      StepReport step;
      if (state.late == null) {
        step = step(state, rows, order, first, end, false, drifts);
      } else {
        Rows joined = state.late.join(state, rows, order, first, end);
        if (joined.count() == 0) {
          continue; // no example has met its label
        }
        int[] all = state.inOrder(joined.count());
        step = step(state, joined, all, 0, joined.count(), true, drifts);
      }
      String divergence = divergence(state, step);
      if (divergence != null) {
        state.rewind(stepBefore, examplesBefore);
        return new Report(null, null, divergence);
      }
      steps.add(step);
      Validation validation = state.heldOut == null ? null : state.heldOut.afterStep(state);
      if (validation != null) {
        validations.add(validation);
      }
      StepFacts facts =
          new StepFacts(
              step.step(),
              state.examples(),
              step.loss(),
              step.gradientNorm(),
              state.moved,
              step.learningRate(),
              validation == null ? Double.NaN : validation.loss());
      state.regime.schedule.observe(facts);
      Optional<String> reached = state.regime.stopping.observe(facts);
      if (stop == null) {
        stop = reached.isPresent() ? reached.get() : state.drifting.stop();
      }
    }
    state.stop = stop;
    for (int i = 0; i < window.spans().size(); i++) {
      state.advance(window.spans().get(i));
    }
    state.windowDone(window.rejects().size());
    state.orders.learned();
    Event applied =
        new Event.WindowApplied(
            state.window(),
            window.seal(),
            List.copyOf(window.spans()),
            List.copyOf(window.rejects()),
            ShortLists.copyOf(steps),
            List.copyOf(drifts),
            validations);
    return done(state, applied, stop);
  }

  // Rows that are held out are kept for validation; the others keep their order and move together.
  private static int withoutHeldOut(State state, Rows rows, int[] order, int count) {
    if (state.heldOut == null || state.late != null) { // late labels: held out once joined
      return count;
    }
    long position = state.seen();
    int left = 0;
    for (int i = 0; i < count; i++) {
      if (!state.heldOut.isHeldOut(rows, order[i], position + order[i])) {
        order[left++] = order[i];
      }
    }
    for (int row = 0; left < count && row < count; row++) {
      if (state.heldOut.isHeldOut(rows, row, position + row)) {
        state.heldOut.add(rows, row);
      }
    }
    return left;
  }

  /**
   * @param scoredBefore whether the rows were scored when they came, before their labels did
   */
  private static StepReport step(
      State state,
      Rows rows,
      int[] order,
      int from,
      int to,
      boolean scoredBefore,
      List<DriftDetected> drifts) {
    int examples = to - from;
    Learner learner = state.regime.learner;
    state.drifting.observe(rows, order, from, to);
    boolean scored = scoredBefore;
    if (!scored && state.scoredFirst()) {
      scored = true;
      learner.load(state.features, state.target, rows, order, from, to);
      learner.loss(examples);
      learner.score(state.metrics, state.target, rows, order, from, examples);
    }
    state.features.observe(rows, order, from, to);
    state.target.observe(rows, order, from, to);
    learner.load(state.features, state.target, rows, order, from, to);
    if (!scored && learner.scoredApart()) {
      learner.loss(examples);
      learner.score(state.metrics, state.target, rows, order, from, examples);
      scored = true;
    }
    long step = state.step() + 1;
    double rate = state.drifting.rate(state.regime.schedule.rate(step - 1));
    boolean measured = state.regime.stopping.measuresSteps() || state.watched;
    if (measured) {
      state.stepNorm.before(learner);
    }
    double loss = learner.learn(examples, step, state.drifting.age(step), rate);
    state.moved = measured ? state.stepNorm.after(learner) : Double.NaN;
    if (!scored) {
      learner.score(state.metrics, state.target, rows, order, from, examples);
    }
    state.lastExamples = examples;
    state.stepDone(examples);
    state.drifting.stepDone(state, drifts);
    return new StepReport(step, examples, loss, rate, learner.gradientNorm(), state.digest());
  }

  private static String divergence(State state, StepReport step) {
    String what = null;
    if (!Double.isFinite(step.loss())) {
      what = "the loss is " + step.loss();
    } else if (step.loss() > state.regime.divergencePolicy.mostLoss()) {
      what =
          "the loss is %s, above onDivergence.loss %s"
              .formatted(step.loss(), state.regime.divergencePolicy.mostLoss());
    } else if (!Double.isFinite(step.gradientNorm())) {
      what = "the gradient's norm is " + step.gradientNorm();
    } else if (!state.regime.learner.finite()) {
      // Not a number, infinite, or so large that its square is.
      what = "a parameter is no longer finite";
    }
    return what == null
        ? null
        : "step %d (window %d, learning rate %s): %s"
            .formatted(step.step(), state.window() + 1, step.learningRate(), what);
  }

  // The other mini-batches stay what they are.
  private static int takeOut(int[] order, int count, int row) {
    int at = 0;
    while (at < count && order[at] != row) {
      at++;
    }
    if (at == count) {
      return count; // it is held out: nothing was learned from it
    }
    System.arraycopy(order, at + 1, order, at, count - at - 1);
    return at;
  }

  private static int[] order(State state, int count) {
    if (state.order.length < count) {
      state.order = new int[Math.max(count, state.specification().window().examples())];
    }
    MiniBatches.order(state.specification(), state.window() + 1, state.order, count);
    return state.order;
  }
}
