package dev.gradstream.evaluation.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** ADWIN against one that keeps every value of its window and tries the same cuts by definition. */
class AdwinOracleTest {

  @Test
  void it_alarms_where_the_definition_does_and_names_the_same_means() {
    int alarms = 0;
    for (long seed = 1; seed <= 30; seed++) {
      Random random = new Random(seed);
      double delta = new double[] {0.002, 0.05, 0.3}[(int) (seed % 3)];
      int clock = 1 + random.nextInt(40);
      DriftDetector efficient =
          DriftDetectors.of(
              Settings.of(Map.of("detector", "adwin", "delta", delta, "clock", clock)));
      Naive naive = new Naive(delta, clock);
      boolean gaussian = seed % 2 == 0;
      double mean = 0.2;
      for (int i = 0; i < 4000; i++) {
        if (i % 700 == 699) {
          mean = random.nextDouble();
        }
        double value =
            gaussian ? mean + random.nextGaussian() / 4 : random.nextDouble() < mean ? 1 : 0;
        boolean expected = naive.observe(value);
        assertEquals(expected, efficient.observe(value), "seed " + seed + ", value " + i);
        if (expected) {
          alarms++;
          assertEquals(naive.before, efficient.before(), 1e-12);
          assertEquals(naive.after, efficient.after(), 1e-12);
        }
      }
    }
    assertTrue(alarms > 50, alarms + " alarms show little");
  }

  private static final class Naive {
    private final double delta;
    private final int clock;
    private final List<Double> window = new ArrayList<>(); // oldest first
    private final List<Integer> sizes = new ArrayList<>(); // of the buckets, oldest first
    private long seen;
    double before;
    double after;

    Naive(double delta, int clock) {
      this.delta = delta;
      this.clock = clock;
    }

    boolean observe(double value) {
      window.add(value);
      sizes.add(1);
      for (int size = 1; sizes.lastIndexOf(size) - sizes.indexOf(size) + 1 > 5; size *= 2) {
        if (!sizes.contains(size)) {
          break;
        }
        int first = sizes.indexOf(size);
        sizes.set(first, 2 * size);
        sizes.remove(first + 1);
      }
      return ++seen % clock == 0 && cut();
    }

    private boolean cut() {
      boolean cut = holds();
      double older = before;
      double newer = after;
      while (holds()) {
        window.subList(0, sizes.removeFirst()).clear();
      }
      before = older;
      after = newer;
      return cut && after > before;
    }

    private boolean holds() {
      int n = window.size();
      if (n <= 10) {
        return false;
      }
      double mean = mean(window);
      double variance = mean(window.stream().map(v -> (v - mean) * (v - mean)).toList());
      double d = Math.log(2 * Math.log(n) / delta);
      double strongest = 1;
      int n0 = 0;
      for (int size : sizes) {
        n0 += size;
        int n1 = n - n0;
        if (n0 > 6 && n1 > 6) {
          double m = 1 / (1.0 / (n0 - 4) + 1.0 / (n1 - 4));
          double bound = Math.sqrt(2 / m * variance * d) + 2 / (3 * m) * d;
          double older = mean(window.subList(0, n0));
          double newer = mean(window.subList(n0, n));
          double strength = Math.abs(older - newer) / bound;
          if (strength > strongest) {
            strongest = strength;
            before = older;
            after = newer;
          }
        }
      }
      return strongest > 1;
    }

    private static double mean(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }
  }
}
