package dev.gradstream.optim;

import dev.gradstream.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The catalogue of learning-rate schedules, as functions of the base rate g0 and the step t = 0, 1,
 * ...; one of them looks at the loss, too. Powers go through {@code StrictMath}, once a step.
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
    ALL.put("inverse-sqrt", Schedules::inverseSqrt);
    ALL.put("polynomial", Schedules::polynomial);
    ALL.put("cosine", Schedules::cosine);
    ALL.put("one-cycle", Schedules::oneCycle);
    ALL.put("piecewise", Schedules::piecewise);
    ALL.put("reduce-on-plateau", Plateau::new);
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
    Schedule schedule = ALL.get(decay.choice("name", names(), "constant")).of(decay, learningRate);
    long warmup = decay.whole("warmup", 0, 0, Long.MAX_VALUE);
    return warmup == 0 ? schedule : new WarmUp(learningRate, warmup, schedule);
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

  /** g0 / sqrt(1 + rate t). */
  private static Schedule inverseSqrt(Settings decay, double g0) {
    double rate = decay.number("rate", 0, MOST);
    return t -> g0 / StrictMath.sqrt(1 + rate * t);
  }

  /** end + (g0 - end) (1 - t / steps)^power, and end after that. */
  private static Schedule polynomial(Settings decay, double g0) {
    double steps = decay.whole("steps", 1000, 1, Long.MAX_VALUE);
    double end = decay.number("end", 0, 0, MOST);
    double power = decay.number("power", 1, 1e-6, 100);
    return t -> end + (g0 - end) * StrictMath.pow(1 - Math.min(t, steps) / steps, power);
  }

  /**
   * end + (g0 - end) (1 + cos(pi t / steps)) / 2, started anew after {@code steps}, each period
   * {@code growth} times the one before (Loshchilov and Hutter 2017).
   */
  private static Schedule cosine(Settings decay, double g0) {
    double steps = decay.whole("steps", 1000, 1, Long.MAX_VALUE);
    double end = decay.number("end", 0, 0, MOST);
    double growth = decay.number("growth", 1, 1, 1000);
    return t -> {
      double period = steps;
      double left = t;
      if (growth == 1) {
        left = t % steps;
      }
      while (left >= period) {
        left -= period;
        period *= growth;
      }
      return end + (g0 - end) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * left / period));
    };
  }

  /**
   * Up from g0 / 25 to g0 over the first 30 % of {@code steps}, down to g0 / 10000 over the rest,
   * both by cosine (Smith 2018).
   */
  private static Schedule oneCycle(Settings decay, double g0) {
    double steps = decay.whole("steps", 1000, 2, Long.MAX_VALUE);
    double top = 0.3 * steps;
    return t ->
        t < top
            ? between(g0 / 25, g0, t / top)
            : between(g0, g0 / 1e4, Math.min(1, (t - top) / (steps - top)));
  }

  private static double between(double from, double to, double part) {
    return to + (from - to) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * part));
  }

  /** {@code rates: [0.05, 0.01]} from the steps {@code at: [1000, 5000]} on, g0 before. */
  private static Schedule piecewise(Settings decay, double g0) {
    long[] at = decay.texts("at").stream().mapToLong(text -> whole(decay, text)).toArray();
    double[] rates = decay.texts("rates").stream().mapToDouble(text -> rate(decay, text)).toArray();
    if (at.length != rates.length) {
      throw decay.problem(
          "rates",
          "expected one for each of the " + at.length + " steps of 'at', got " + rates.length);
    }
    for (int i = 1; i < at.length; i++) {
      if (at[i] <= at[i - 1]) {
        throw decay.problem("at", "expected steps in ascending order, got " + decay.texts("at"));
      }
    }
    return t -> {
      double rate = g0;
      for (int i = 0; i < at.length && t >= at[i]; i++) {
        rate = rates[i];
      }
      return rate;
    };
  }

  private static long whole(Settings decay, String text) {
    try {
      long step = Long.parseLong(text);
      if (step >= 0) {
        return step;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw decay.problem("at", "expected steps in ascending order, got '" + text + "'");
  }

  private static double rate(Settings decay, String text) {
    try {
      double rate = Double.parseDouble(text);
      if (rate >= 0 && rate <= MOST) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw decay.problem("rates", "expected numbers from 0 to 1e12, got '" + text + "'");
  }
}
