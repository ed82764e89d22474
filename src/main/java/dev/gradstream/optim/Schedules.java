package dev.gradstream.optim;

import dev.gradstream.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The catalogue of learning-rate schedules, as functions of the base rate g0 and the step t = 0, 1,
 * ... Powers go through {@code StrictMath}, once a step.
 */
public final class Schedules {
  private static final double MOST = 1e12;

  /** Makes a member, reading its own options. */
  private interface Member {
    Schedule of(Settings decay, double g0);
  }

  private static final Map<String, Member> ALL = new LinkedHashMap<>();

  static {
    ALL.put("constant", (s, g0) -> t -> g0);
    ALL.put("none", (s, g0) -> t -> g0);
    ALL.put("inverse-time", Schedules::inverseTime);
    ALL.put("exponential", Schedules::exponential);
    ALL.put("step", Schedules::step);
  }

  private Schedules() {}

  /** The names a setting may take. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * The schedule of a setting such as {@code {name: inverse-time, rate: 0.001}}; constant where
   * there is none.
   */
  public static Schedule of(Settings decay, double learningRate) {
    return ALL.get(decay.choice("name", names(), "constant")).of(decay, learningRate);
  }

  /** g0 / (1 + rate t). */
  private static Schedule inverseTime(Settings decay, double g0) {
    double rate = decay.number("rate", 0, MOST);
    return t -> g0 / (1 + rate * t);
  }

  /** g0 factor^(t / every). */
  private static Schedule exponential(Settings decay, double g0) {
    double factor = decay.number("factor", Double.MIN_NORMAL, 1);
    double every = decay.number("every", 1, 1e-9, MOST);
    return t -> g0 * StrictMath.pow(factor, t / every);
  }

  /** g0 factor^floor(t / every). */
  private static Schedule step(Settings decay, double g0) {
    double factor = decay.number("factor", Double.MIN_NORMAL, 1);
    long every = decay.whole("every", 1, 1, Long.MAX_VALUE);
    return t -> g0 * StrictMath.pow(factor, t / every);
  }
}
