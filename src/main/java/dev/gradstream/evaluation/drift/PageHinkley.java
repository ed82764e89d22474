package dev.gradstream.evaluation.drift;

import dev.gradstream.settings.Settings;
import java.util.Arrays;

/**
 * Alarm when the fading sum of what lies above the mean, begun anew whenever it falls below 0, has
 * risen to {@code threshold} (Page 1954 and Hinkley 1971, in the form of MOA).
 *
 * <pre>
 *   u = max(0, fading u + (x - mean - tolerance)),   alarm when u &gt; threshold
 * </pre>
 *
 * <p>Without fading that is the sum's rise above its least value. With it the rise, which River
 * takes, grows by itself after a fall, as a sum far below 0 fades: an alarm when nothing happens.
 * The defaults are those of both, made for hits and misses; threshold and tolerance are in the unit
 * of the values.
 */
final class PageHinkley extends SplitMean {
  private static final int MEAN = 0;
  private static final int SUM = 1;
  private static final int MEAN_AT_ZERO = 2;

  private final double threshold;
  private final double tolerance;
  private final double fading;
  private final long leastRows;

  PageHinkley(Settings settings) {
    super(3);
    threshold = settings.number("threshold", 50, Double.MIN_NORMAL, 1e300);
    tolerance = settings.number("tolerance", 0.005, 0, 1e300);
    fading = settings.number("fading", 0.9999, 0, 1);
    leastRows = settings.whole("leastRows", 30, 1, 1_000_000_000);
  }

  @Override
  public boolean observe(double value) {
    long n = next();
    state[MEAN] += (value - state[MEAN]) / n;
    state[SUM] = Math.max(0, fading * state[SUM] + (value - state[MEAN] - tolerance));
    if (state[SUM] == 0) {
      state[MEAN_AT_ZERO] = state[MEAN];
      split();
    }
    boolean alarm = n >= leastRows && state[SUM] > threshold;
    if (alarm) {
      alarm(state[MEAN], state[MEAN_AT_ZERO]);
      Arrays.fill(state, 0);
    }
    return alarm;
  }
}
