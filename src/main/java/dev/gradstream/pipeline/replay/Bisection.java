package dev.gradstream.pipeline.replay;

import dev.gradstream.features.Rows;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.training.Event;
import dev.gradstream.training.Input;
import dev.gradstream.training.Report;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import dev.gradstream.training.StepReport;
import dev.gradstream.training.Training;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Finds the window that made the loss jump.
 *
 * <p>The jump at window w is the mean loss of the k windows from w on less that of the k before;
 * the largest one is looked into. Then, from the state k windows before it, the windows up to k
 * behind it are recomputed again and again, each time with one of those up to w passed over: the
 * culprit is the one without which the loss of the windows behind w is lowest. Where no window's
 * absence undoes half of the jump, it is not one window's doing: the examples themselves have
 * changed.
 */
public final class Bisection {
  private static final int MOST = 20; // k

  private final RunPorts run;
  private final Scheduler thread;

  public Bisection(RunPorts run, Scheduler thread) {
    this.run = run;
    this.thread = thread;
  }

  /**
   * The largest jump of a run.
   *
   * @param reach k, in windows
   * @param window where the loss jumps, w
   * @param before mean loss of the k windows before
   * @param after mean loss of the k windows from w on
   * @param culprit the window whose absence helps most
   * @param behind mean loss of the windows behind w, as it was
   * @param withoutCulprit the same without the culprit
   */
  public record Jump(
      int reach,
      Event.WindowApplied window,
      double before,
      double after,
      Event.WindowApplied culprit,
      double behind,
      double withoutCulprit) {

    /** Part of the jump that is undone without the culprit. */
    public double undone() {
      return (behind - withoutCulprit) / (behind - before);
    }

    /** Whether one window is to blame. */
    public boolean isOneWindow() {
      return undone() >= 0.5;
    }
  }

  /** What the journal has of a window. */
  private record Loss(Event.WindowApplied window, double mean) {}

  /** An event of the stretch that is recomputed; a window with rows of its own, else null. */
  private record Kept(Event event, Input.Window input) {}

  /**
   * Finds it. Empty where the loss never jumps up, or there are fewer than four windows.
   *
   * @param progress told how many of the recomputations are done
   */
  public Mono<Jump> find(Event.RunStarted started, Consumer<Integer> progress) {
    return Mono.defer(
            () -> {
              List<Loss> losses = losses();
              int reach = Math.min(MOST, losses.size() / 4);
              int at = reach == 0 ? -1 : largestJump(losses, reach);
              return at < 0 ? Mono.<Jump>empty() : look(started, losses, reach, at, progress);
            })
        .subscribeOn(thread);
  }

  private List<Loss> losses() {
    List<Loss> losses = new ArrayList<>();
    for (Iterator<History.Told> told = new History(run.journal()).events(); told.hasNext(); ) {
      if (told.next().event() instanceof Event.WindowApplied applied
          && !applied.steps().isEmpty()) {
        losses.add(new Loss(applied, mean(applied.steps())));
      }
    }
    return losses;
  }

  private static double mean(List<StepReport> steps) {
    return steps.stream().mapToDouble(StepReport::loss).average().orElse(0);
  }

  private static double mean(List<Loss> losses, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += losses.get(i).mean();
    }
    return sum / (to - from);
  }

  private static int largestJump(List<Loss> losses, int reach) {
    int best = -1;
    double most = 0;
    for (int w = reach; w + reach <= losses.size(); w++) {
      double jump = mean(losses, w, w + reach) - mean(losses, w - reach, w);
      if (jump > most) {
        most = jump;
        best = w;
      }
    }
    return best;
  }

  private Mono<Jump> look(
      Event.RunStarted started, List<Loss> losses, int reach, int at, Consumer<Integer> progress) {
    long first = losses.get(at - reach).window().window();
    long last = losses.get(at + reach - 1).window().window();
    long step = losses.get(at - reach).window().steps().getFirst().step() - 1;
    List<Kept> stretch = new ArrayList<>();
    Snapshot[] before = new Snapshot[1];
    return Past.of(run, started, step, thread)
        .flatMap(
            past -> {
              State state = past.state();
              return past.events()
                  .doOnNext(
                      joined -> {
                        if (before[0] == null && isWindow(joined, first)) {
                          before[0] = Snapshots.of(state, 0);
                        }
                        if (before[0] != null) {
                          stretch.add(kept(joined));
                        }
                        requireAgreement(Folding.apply(state, joined));
                      })
                  .takeUntil(joined -> isWindow(joined, last))
                  .then(
                      Mono.fromSupplier(
                          () -> judge(started, before[0], stretch, losses, reach, at, progress)));
            });
  }

  private static boolean isWindow(RecordedCutter.Joined joined, long number) {
    return joined.recorded().event() instanceof Event.WindowApplied applied
        && applied.window() == number;
  }

  private static void requireAgreement(Folding.Folded folded) {
    if (!folded.agrees()) {
      throw new IllegalStateException(
          "the run does not come out as recorded: " + Difference.of(folded).describe());
    }
  }

  private static Kept kept(RecordedCutter.Joined joined) {
    Event event = joined.recorded().event();
    if (!(event instanceof Event.WindowApplied applied)) {
      return new Kept(event, null);
    }
    Input.Window window = joined.rows().sealed(applied.seal());
    Rows rows = new Rows(window.rows().layout(), window.rows().count());
    rows.addAll(window.rows(), 0, window.rows().count());
    return new Kept(event, new Input.Window(window.seal(), window.spans(), window.rejects(), rows));
  }

  private static Jump judge(
      Event.RunStarted started,
      Snapshot before,
      List<Kept> stretch,
      List<Loss> losses,
      int reach,
      int at,
      Consumer<Integer> progress) {
    long jumped = losses.get(at).window().window();
    Event.WindowApplied culprit = losses.get(at).window();
    double behind = behind(started, before, stretch, jumped, -1);
    double least = Double.POSITIVE_INFINITY;
    for (int c = at - reach; c <= at; c++) {
      Event.WindowApplied candidate = losses.get(c).window();
      double without = behind(started, before, stretch, jumped, candidate.window());
      if (without < least) {
        least = without;
        culprit = candidate;
      }
      progress.accept(c - at + reach + 1);
    }
    return new Jump(
        reach,
        losses.get(at).window(),
        mean(losses, at - reach, at),
        mean(losses, at, at + reach),
        culprit,
        behind,
        least);
  }

  /** Mean loss of the windows behind {@code jumped} where one window is passed over. */
  private static double behind(
      Event.RunStarted started, Snapshot before, List<Kept> stretch, long jumped, long passedOver) {
    State state = State.of(started);
    Snapshots.restore(before, state);
    double sum = 0;
    int windows = 0;
    for (Kept kept : stretch) {
      if (!(kept.event() instanceof Event.WindowApplied applied)) {
        apply(state, kept.event());
        continue;
      }
      Input.Window window = kept.input();
      Report report =
          Training.apply(
              state,
              applied.window() == passedOver
                  ? new Input.Skip(
                      window.seal(), window.spans(), window.rejects(), "what if it had not been")
                  : window);
      if (report.divergence() != null) {
        return Double.POSITIVE_INFINITY;
      }
      if (applied.window() > jumped && report.event() instanceof Event.WindowApplied now) {
        sum += mean(now.steps());
        windows++;
      }
    }
    return sum / Math.max(1, windows);
  }

  private static void apply(State state, Event event) {
    if (event instanceof Event.Order order) {
      Training.apply(state, new Input.Order(order));
    } else {
      throw new IllegalStateException(
          "a %s lies between the windows around the jump; they cannot be recomputed without one"
              .formatted(event.getClass().getSimpleName()));
    }
  }
}
