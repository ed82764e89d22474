package dev.gradstream.optim;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.List;

/**
 * The base rate times {@code factor} each time that the loss has not improved for {@code patience}
 * steps in a row, but never below {@code least}. An improvement is a smoothed loss below the best
 * so far by more than {@code threshold} of the best's size; {@code cooldown} steps after a
 * reduction do not count. With {@code by: validation} it looks at the loss of the rows held out,
 * and counts validations instead of steps.
 */
final class Plateau implements Schedule {
  private static final int SCALE = 0;
  private static final int BEST = 1;
  private static final int MEAN = 2;
  private static final int IDLE = 0; // steps in a row without an improvement
  private static final int COOLING = 1; // steps that are still not to count

  private final double base;
  private final double factor;
  private final long patience;
  private final double threshold;
  private final long cooldown;
  private final double least;
  private final Smoothed smoothed;
  private final boolean byValidation;
  private final double[] numbers = {1, Double.POSITIVE_INFINITY, 0, 0};
  private final long[] counts = new long[2];

  Plateau(Settings decay, double base) {
    this.base = base;
    this.factor = decay.number("factor", 0.1, Double.MIN_NORMAL, 1);
    if (factor == 1) {
      throw decay.problem("factor", "expected a number below 1, got 1: the rate would never fall");
    }
    this.patience = decay.whole("patience", 100, 1, Long.MAX_VALUE);
    this.threshold = decay.number("threshold", 1e-4, 0, 1);
    this.cooldown = decay.whole("cooldown", 0, 0, Long.MAX_VALUE);
    this.least = decay.number("least", 0, 0, 1e12);
    if (least > base) {
      throw decay.problem("least", "expected at most the base rate " + base + ", got " + least);
    }
    // Read only where it is there: earlier runs did not record it.
    this.byValidation =
        decay.has("by")
            && decay.choice("by", List.of("loss", "validation"), "loss").equals("validation");
    this.smoothed = new Smoothed(decay.number("halfLife", 0, 0, 1e12));
  }

  @Override
  public double rate(long step) {
    return Math.max(least, base * numbers[SCALE]);
  }

  @Override
  public void observe(StepFacts facts) {
    double figure = byValidation ? facts.validationLoss() : facts.loss();
    if (byValidation && Double.isNaN(figure)) {
      return; // a step after which nobody looked
    }
    double loss = smoothed.next(figure, numbers, MEAN);
    boolean better =
        numbers[BEST] == Double.POSITIVE_INFINITY
            || loss < numbers[BEST] - threshold * Math.abs(numbers[BEST]);
    if (better) {
      numbers[BEST] = loss;
    }
    if (counts[COOLING] > 0) {
      counts[COOLING]--;
      return;
    }
    counts[IDLE] = better ? 0 : counts[IDLE] + 1;
    if (counts[IDLE] >= patience) {
      numbers[SCALE] *= factor;
      counts[IDLE] = 0;
      counts[COOLING] = cooldown;
    }
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.doubles("schedule/plateau", numbers, numbers.length);
    visitor.longs("schedule/idle", counts, counts.length);
  }
}
