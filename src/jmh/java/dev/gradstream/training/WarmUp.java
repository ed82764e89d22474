package dev.gradstream.training;

import dev.gradstream.autodiff.Plan;
import dev.gradstream.kernel.Digest;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * How fast a process trains after its start: counts recorded steps in windows of 100 ms since the
 * JVM began, and says when 90 % of the steady rate was reached. Argument: a network as in {@link
 * LearnerBenchmark}.
 */
final class WarmUp {
  private static final int WINDOW_MS = 100;
  private static final int WINDOWS = 40;

  private WarmUp() {}

  public static void main(String[] arguments) {
    long startMs = ManagementFactory.getRuntimeMXBean().getStartTime();
    Plan plan = LearnerBenchmark.plan(arguments[0]);
    Settings settings = Settings.of(Map.of("name", "sgd"));
    FloatLearner learner =
        new FloatLearner(plan, Optimizers.of(settings, plan.parameters()), false);
    Digest digest = new Digest();
    long[] steps = new long[WINDOWS];
    long step = 0;
    long sum = 0;
    for (int window;
        (window = (int) ((System.currentTimeMillis() - startMs) / WINDOW_MS)) < WINDOWS; ) {
      learner.learn(plan.capacity(), ++step, 1e-5);
      digest.reset();
      learner.digest(digest);
      sum += digest.value();
      steps[window]++;
    }
    long steady = 0; // the median of the last ten windows
    long[] last = java.util.Arrays.copyOfRange(steps, WINDOWS - 10, WINDOWS);
    java.util.Arrays.sort(last);
    steady = last[5];
    int reached = 0;
    while (steps[reached] < 0.9 * steady) {
      reached++;
    }
    StringBuilder text = new StringBuilder();
    for (long count : steps) {
      text.append(' ').append(count);
    }
    System.out.printf(
        "%s: 90 %% of the steady rate (%d steps/s) in the window that ends %.1f s after the start%n ",
        arguments[0], steady * 1000 / WINDOW_MS, (reached + 1) * WINDOW_MS / 1e3);
    System.out.println("steps per 100 ms:" + text + (sum == 0 ? "." : ""));
  }
}
