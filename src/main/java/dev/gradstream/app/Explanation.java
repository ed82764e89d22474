package dev.gradstream.app;

import dev.gradstream.pipeline.replay.History;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.StepReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What a journal says of one step and of what happened around it.
 *
 * @param block the commit that has the step
 * @param window its window
 * @param step the step
 * @param firstRow place of its first example among the window's, in the order of learning
 * @param before reports of the steps before it, the nearest last; at most {@value #REACH}
 * @param after reports of the steps after it; at most {@value #REACH}
 * @param events what is no window among the events around, and windows in which a drift was
 *     noticed, in order
 */
record Explanation(
    JournalBlock block,
    Event.WindowApplied window,
    StepReport step,
    int firstRow,
    List<StepReport> before,
    List<StepReport> after,
    List<Event> events) {
  static final int REACH = 20;

  /** Looks a step up; null where the history has none of that number. */
  static Explanation of(History history, long number) {
    Deque<StepReport> before = new ArrayDeque<>();
    List<StepReport> after = new ArrayList<>();
    Deque<Event> events = new ArrayDeque<>();
    Explanation found = null;
    for (Iterator<History.Told> told = history.events(); told.hasNext(); ) {
      History.Told next = told.next();
      if (!(next.event() instanceof Event.WindowApplied applied)) {
        events.add(next.event());
        continue;
      }
      if (!applied.drifts().isEmpty()) {
        events.add(applied);
      }
      int row = 0;
      for (StepReport step : applied.steps()) {
        if (step.step() == number) {
          found =
              new Explanation(
                  next.block(), applied, step, row, List.copyOf(before), after, List.of());
        } else if (found == null) {
          before.add(step);
          if (before.size() > REACH) {
            before.poll();
          }
        } else if (after.size() < REACH) {
          after.add(step);
        }
        row += step.examples();
      }
      if (found == null && before.size() == REACH && events.size() > REACH) {
        events.poll(); // far away by now
      }
      if (found != null && after.size() == REACH) {
        break;
      }
    }
    return found == null ? null : found.with(List.copyOf(events));
  }

  private Explanation with(List<Event> around) {
    return new Explanation(block, window, step, firstRow, before, after, around);
  }

  static double meanLoss(List<StepReport> steps) {
    return steps.stream().mapToDouble(StepReport::loss).average().orElse(Double.NaN);
  }
}
