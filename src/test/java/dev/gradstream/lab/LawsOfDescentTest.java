package dev.gradstream.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What the experiments show, as numbers. */
final class LawsOfDescentTest {
  @Test
  void a_step_multiplies_the_distance_by_one_less_twice_its_size() {
    for (double rate : new double[] {0.01, 0.1, 0.9, 1.05}) {
      double[] path = StepSizes.path(rate, 30);
      for (int k = 0; k <= 30; k++) {
        double known = 6 + 17 * Math.pow(1 - 2 * rate, k);
        assertEquals(known, path[k], 1e-9 * Math.max(1, Math.abs(known)));
      }
    }
    assertTrue(Math.abs(StepSizes.path(0.1, 30)[30] - 6) < 0.05);
    assertTrue(Math.abs(StepSizes.path(1.05, 30)[30] - 6) > 17);
  }

  @Test
  void the_step_minimises_the_first_order_model_with_a_penalty() {
    for (double lambda : new double[] {0.5, 1, 2, 5, 50}) {
      assertEquals(StepPenalty.step(lambda), StepPenalty.least(lambda), 1e-5);
    }
  }

  @Test
  void a_mini_batch_is_right_on_average_and_its_variance_falls_as_it_grows() {
    MiniBatches examples = new MiniBatches();
    for (int size : new int[] {1, 32, 256}) {
      assertEquals(examples.full(), examples.meanOfBatches(size), 1e-12);
    }
    double one = examples.variance(1);
    for (int size = 2; size <= 256; size *= 2) {
      assertEquals(one, size * examples.variance(size), 0.12 * one, "mini-batches of " + size);
    }
  }

  @Test
  void a_fixed_step_jumps_on_and_a_falling_one_settles() {
    for (long seed = 0; seed < 10; seed++) {
      double jumping = StepDecay.spread(StepDecay.fixed(seed));
      double known = StepDecay.RATE / (2 - StepDecay.RATE);
      assertEquals(known, jumping, 0.35 * known, "seed " + seed);
      assertTrue(StepDecay.spread(StepDecay.decayed(seed)) < jumping / 20, "seed " + seed);
    }
  }

  @Test
  void descent_stays_in_its_valley_and_noise_leaves_the_poor_one() {
    assertEquals(0.96, TwoMinima.end(TwoMinima.path(1.5, 0, 0)), 0.01);
    assertEquals(-1.035, TwoMinima.end(TwoMinima.path(-1.5, 0, 0)), 0.01);
    assertEquals(0, TwoMinima.escaped(0));
    assertEquals(35, TwoMinima.escaped(4)); // of 50: the same everywhere
    assertEquals(0.96, TwoMinima.leaving()[0]);
    assertEquals(-1.035, TwoMinima.end(TwoMinima.leaving()), 0.3); // the one that is drawn
  }
}
