package dev.gradstream.evaluation.drift;

import dev.gradstream.settings.Settings;
import java.util.Arrays;

/**
 * Alarm when the error rate p with its deviation s = sqrt(p (1 - p) / n) lies {@code deviations}
 * standard deviations above the least it has been (drift detection method; Gama et al. 2004).
 *
 * <pre>
 *   alarm when p + s &gt; p_min + deviations s_min,   p_min and s_min where p + s was least
 * </pre>
 *
 * <p>Quick on abrupt drifts; a slow one it may take for noise. A lucky start gives it false alarms:
 * {@code leastRows} keeps it waiting longer before it judges.
 */
final class Ddm extends SplitMean {
  private static final int P = 0;
  private static final int LEAST_P = 1;
  private static final int LEAST_S = 2;

  private final double deviations;
  private final long leastRows;

  Ddm(Settings settings) {
    super(3);
    Arrays.fill(state, LEAST_P, LEAST_S + 1, 1);
    deviations = settings.number("deviations", 3, 0.1, 100);
    leastRows = settings.whole("leastRows", 30, 1, 1_000_000_000);
  }

  @Override
  public boolean observe(double value) {
    long n = next();
    double p = state[P] += (value - state[P]) / n;
    if (n < leastRows) {
      return false;
    }
    double s = Math.sqrt(p * (1 - p) / n); // of no rate, above 1, it is no number: no alarm
    if (p + s <= state[LEAST_P] + state[LEAST_S]) {
      state[LEAST_P] = p;
      state[LEAST_S] = s;
      split();
    }
    boolean alarm = p + s > state[LEAST_P] + deviations * state[LEAST_S];
    if (alarm) {
      alarm(p, state[LEAST_P]);
      state[P] = 0;
      Arrays.fill(state, LEAST_P, LEAST_S + 1, 1);
    }
    return alarm;
  }
}
