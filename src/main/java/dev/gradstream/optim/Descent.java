package dev.gradstream.optim;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Gradient descent on a function of a few variables, in double precision, by the same optimizers,
 * schedules and stopping criteria as training:
 *
 * <pre>
 *   optimizer: { name: sgd, learningRate: 0.1, decay: { name: inverse-time, rate: 0.01 } }
 *   stop:      { steps: 1000, gradientNorm: 1e-6 }
 * </pre>
 *
 * <p>A criterion is shown the point after k updates as step k, from 0 on; so {@code steps: 100} is
 * a hundred updates, and a start at a minimum needs none.
 */
public final class Descent {
  private final Expression function;
  private final Parameters layout;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final StoppingCriterion stopping;
  private final OptionalLong timeMs;
  private final LongSupplier elapsedMs;

  /**
   * Reads what it needs of {@code optimizer} and {@code stop}.
   *
   * @param elapsedMs milliseconds since the start, for the criterion {@code time}
   */
  public Descent(Expression function, Settings settings, LongSupplier elapsedMs) {
    Settings options = settings.child("optimizer");
    this.function = function;
    this.layout = Parameters.of(function.graph());
    this.optimizer = Optimizers.inDoubles(options, layout);
    this.schedule = Schedules.of(options.child("decay"), Optimizers.learningRate(options));
    this.stopping = StoppingCriteria.of(settings.child("stop"));
    this.timeMs = StoppingCriteria.timeMs(settings.child("stop"));
    this.elapsedMs = elapsedMs;
  }

  /**
   * Goes down from a point until a criterion holds, or until it is plain that none ever will. To be
   * called once: the optimizer remembers.
   */
  public Trajectory from(double... start) {
    List<Trajectory.Point> points = new ArrayList<>();
    Hopelessness hopelessness = new Hopelessness();
    double[] w = new double[layout.size()];
    double[] g = new double[layout.size()];
    spread(start, w);
    for (long k = 0; ; k++) {
      double[] here = gathered(w);
      Expression.Point value = function.at(here);
      double rate = schedule.rate(k);
      Trajectory.Point point =
          new Trajectory.Point(
              k, here, value.value(), value.gradient(), norm(value.gradient()), rate);
      points.add(point);
      StepFacts facts =
          new StepFacts(k, k, point.value(), point.gradientNorm(), moved(points), rate);
      Optional<Trajectory.End> end = hopelessness.observe(points).or(() -> stopped(facts));
      if (end.isPresent()) {
        return new Trajectory(function.variables(), points, end.get());
      }
      schedule.observe(facts);
      spread(value.gradient(), g);
      optimizer.update(k + 1, rate, g, w);
    }
  }

  private Optional<Trajectory.End> stopped(StepFacts facts) {
    Optional<String> reason = stopping.observe(facts);
    if (reason.isEmpty() && timeMs.isPresent() && elapsedMs.getAsLong() >= timeMs.getAsLong()) {
      reason = Optional.of("time: " + timeMs.getAsLong() + " ms are over");
    }
    return reason.map(words -> new Trajectory.End(Trajectory.Outcome.STOPPED, words));
  }

  // The length of the last update; none at the start, and where gradients are only gathered.
  private double moved(List<Trajectory.Point> points) {
    if (points.size() < 2 || optimizer.gathering()) {
      return Double.NaN;
    }
    double[] here = points.getLast().at();
    double[] before = points.get(points.size() - 2).at();
    double[] change = new double[here.length];
    Arrays.setAll(change, i -> here[i] - before[i]);
    return norm(change);
  }

  // Squares of slopes above 1e154 would overflow, so the largest is taken out first.
  private static double norm(double[] slopes) {
    double largest = 0;
    for (double slope : slopes) {
      largest = Math.max(largest, Math.abs(slope));
    }
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double slope : slopes) {
      sum += slope / largest * (slope / largest);
    }
    return largest * Math.sqrt(sum);
  }

  private void spread(double[] compact, double[] arena) {
    List<Tensor> tensors = layout.tensors();
    for (int i = 0; i < compact.length; i++) {
      arena[tensors.get(i).offset()] = compact[i];
    }
  }

  private double[] gathered(double[] arena) {
    return layout.tensors().stream().mapToDouble(tensor -> arena[tensor.offset()]).toArray();
  }
}
