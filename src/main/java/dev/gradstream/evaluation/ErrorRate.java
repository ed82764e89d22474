package dev.gradstream.evaluation;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.Arrays;

/**
 * Alarm when the error rate p with its deviation s = sqrt(p (1 - p) / n) lies {@code deviations}
 * standard deviations above the least it has been (drift detection method; Gama et al. 2004).
 *
 * <p>Quick on abrupt drifts; a slow one it may take for noise. A lucky start gives it false alarms:
 * 7 in 20 steady streams of 1,000 rows with 10 % errors, where Page-Hinkley had none.
 */
final class ErrorRate implements DriftDetector {
  private final double deviations;
  private final long leastRows;
  private final double[] state = {0, 1, 1}; // p, p and s where their sum was least
  private final long[] count = new long[1];

  ErrorRate(Settings settings) {
    deviations = settings.number("deviations", 3, 0.1, 100);
    leastRows = settings.whole("leastRows", 30, 1, 1_000_000_000);
  }

  @Override
  public boolean observe(double value) {
    double p = state[0] += (value - state[0]) / ++count[0];
    if (count[0] < leastRows) {
      return false;
    }
    double s = Math.sqrt(Math.max(0, p * (1 - p)) / count[0]);
    if (p + s <= state[1] + state[2]) {
      state[1] = p;
      state[2] = s;
    }
    boolean alarm = p + s > state[1] + deviations * state[2];
    if (alarm) {
      state[0] = 0;
      Arrays.fill(state, 1, 3, 1);
      count[0] = 0;
    }
    return alarm;
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "state", state, state.length);
    visitor.longs(prefix + "count", count, 1);
  }
}
