package dev.gradstream.evaluation;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.Arrays;

/**
 * Alarm when the fading sum of (value - mean - tolerance) has risen by {@code threshold} above its
 * least value (Page 1954; Gama et al. 2014, section 3.3; constants as in River).
 */
final class PageHinkley implements DriftDetector {
  private final double threshold;
  private final double tolerance;
  private final double fading;
  private final long leastRows;
  private final double[] state = new double[3]; // mean, sum, least sum
  private final long[] count = new long[1];

  PageHinkley(Settings settings) {
    threshold = settings.number("threshold", 50, Double.MIN_NORMAL, 1e9);
    tolerance = settings.number("tolerance", 0.005, 0, 1);
    fading = settings.number("fading", 0.9999, 0, 1);
    leastRows = settings.whole("leastRows", 30, 1, 1_000_000_000);
  }

  @Override
  public boolean observe(double value) {
    state[0] += (value - state[0]) / ++count[0];
    state[1] = fading * state[1] + (value - state[0] - tolerance);
    state[2] = Math.min(state[2], state[1]);
    boolean alarm = count[0] >= leastRows && state[1] - state[2] > threshold;
    if (alarm) {
      Arrays.fill(state, 0);
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
