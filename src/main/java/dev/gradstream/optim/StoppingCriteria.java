package dev.gradstream.optim;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * The catalogue of stopping criteria; the first that holds for {@code patience} steps in a row (1
 * unless set) ends the run.
 *
 * <pre>
 *   stop: { steps: 1000, examples: 100000, time: 30m,
 *           targetLoss: 0.1, gradientNorm: 1e-6, stepNorm: 1e-9, lossChange: 1e-7,
 *           validationLoss: 0.1,
 *           patience: 100, halfLife: 50 }
 * </pre>
 *
 * <p>Steps, examples and time are limits and need no patience. The others look at a figure of each
 * step, averaged exponentially with {@code halfLife} steps if that is set: the loss, the gradient's
 * norm, the norm of the change of the parameters; {@code lossChange} looks at how much the
 * (average) loss changes from one step to the next. A step that has no such figure leaves the count
 * as it is. Time is kept by who has a clock, see {@link #timeMs}.
 */
public final class StoppingCriteria implements StoppingCriterion {
  /** What looks at steps, in this order. */
  private static final List<String> NAMES =
      List.of(
          "steps",
          "examples",
          "targetLoss",
          "gradientNorm",
          "stepNorm",
          "lossChange",
          "validationLoss");

  private final List<Criterion> criteria;
  private final boolean measuresSteps;
  private final boolean remembers; // more than counts
  private final Smoothed smoothed;
  private final long[] held; // steps in a row for which each criterion has held
  private final double[]
      averages; // of each criterion's figure, and the last average loss at the end

  /** A figure of a step that is to be at most a limit, for some steps in a row. */
  private record Criterion(
      String name, ToDoubleFunction<StepFacts> figure, double limit, long patience, String reason) {

    /** Whether a number of the run passed one that was set. */
    static Criterion limit(String name, ToDoubleFunction<StepFacts> number, Settings stop) {
      double most = stop.whole(name, 1, 1, 1L << 53);
      return new Criterion(
          name,
          facts -> number.applyAsDouble(facts) >= most ? 0 : 1,
          0,
          1,
          "%s: %.0f reached".formatted(name, most));
    }

    boolean isLimit() {
      return name.equals("steps") || name.equals("examples");
    }
  }

  private StoppingCriteria(Settings stop) {
    long patience = stop.whole("patience", 1, 1, Long.MAX_VALUE);
    String halfLife = stop.has("halfLife") ? stop.text("halfLife") : null;
    String during =
        (halfLife == null ? "" : " on average (half-life " + halfLife + " steps)")
            + (patience == 1 ? "" : " for " + patience + " steps in a row");
    List<Criterion> criteria = new ArrayList<>();
    for (String name : NAMES) {
      if (stop.has(name)) {
        criteria.add(criterion(name, stop, patience, during));
      }
    }
    this.criteria = List.copyOf(criteria);
    this.measuresSteps = stop.has("stepNorm");
    this.remembers = halfLife != null || stop.has("lossChange");
    this.smoothed = new Smoothed(halfLife == null ? 0 : stop.number("halfLife", 0, 1e12));
    this.held = new long[criteria.size()];
    this.averages = new double[Smoothed.NUMBERS * criteria.size() + 1];
    averages[averages.length - 1] = Double.NaN;
    timeMs(stop);
  }

  /** The criteria of a setting; none of them where it is empty. */
  public static StoppingCriterion of(Settings stop) {
    return new StoppingCriteria(stop);
  }

  private static Criterion criterion(String name, Settings stop, long patience, String during) {
    return switch (name) {
      case "steps" -> Criterion.limit(name, StepFacts::step, stop);
      case "examples" -> Criterion.limit(name, StepFacts::examples, stop);
      case "targetLoss", "validationLoss" -> {
        double target = stop.number(name, -Double.MAX_VALUE, Double.MAX_VALUE);
        String reason = name + ": " + target + " reached" + during;
        ToDoubleFunction<StepFacts> loss =
            name.equals("targetLoss") ? StepFacts::loss : StepFacts::validationLoss;
        yield new Criterion(name, loss, target, patience, reason);
      }
      default -> {
        double most = stop.number(name, 0, Double.MAX_VALUE);
        yield new Criterion(
            name, figure(name), most, patience, name + ": at most " + most + during);
      }
    };
  }

  private static ToDoubleFunction<StepFacts> figure(String name) {
    return switch (name) {
      case "gradientNorm" -> StepFacts::gradientNorm;
      case "stepNorm" -> StepFacts::stepNorm;
      default -> StepFacts::loss; // of which the change counts
    };
  }

  /**
   * The setting {@code time}: how long after its start a run is to end, for whoever has a clock.
   * Empty where there is no such limit.
   */
  public static OptionalLong timeMs(Settings stop) {
    if (!stop.has("time")) {
      return OptionalLong.empty();
    }
    long ms = stop.durationMs("time", 0);
    if (ms == 0) {
      throw stop.problem("time", "expected a duration above 0, got '" + stop.text("time") + "'");
    }
    return OptionalLong.of(ms);
  }

  /** Whether a run that ended for this reason must have given it itself, by its steps. */
  public static boolean isReason(String reason) {
    return NAMES.stream().anyMatch(name -> reason.startsWith(name + ": "));
  }

  @Override
  public boolean measuresSteps() {
    return measuresSteps;
  }

  @Override
  public Optional<String> observe(StepFacts facts) {
    Optional<String> reason = Optional.empty();
    for (int i = 0; i < held.length; i++) {
      Criterion criterion = criteria.get(i);
      double figure = figure(criterion, facts, Smoothed.NUMBERS * i);
      if (Double.isNaN(figure)) {
        continue;
      }
      held[i] = figure <= criterion.limit() ? held[i] + 1 : 0;
      if (held[i] >= criterion.patience() && reason.isEmpty()) {
        reason = Optional.of(criterion.reason());
      }
    }
    return reason;
  }

  private double figure(Criterion criterion, StepFacts facts, int at) {
    double figure = criterion.figure().applyAsDouble(facts);
    if (criterion.isLimit() || Double.isNaN(figure)) {
      return figure;
    }
    double average = smoothed.next(figure, averages, at);
    if (!criterion.name().equals("lossChange")) {
      return average;
    }
    double before = averages[averages.length - 1];
    averages[averages.length - 1] = average;
    return Math.abs(average - before);
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("stop/held", held, held.length);
    if (remembers) {
      visitor.doubles("stop/averages", averages, averages.length);
    }
  }
}
