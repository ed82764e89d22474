package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MomentsTest {

  // 2, 4, 9: mean 5; squared distances 9 + 1 + 16 = 26.
  @Test
  void three_values_by_hand() {
    Moments moments = new Moments(1);
    assertEquals(0, moments.mean(0));
    assertEquals(0, moments.deviation(0));
    moments.learn(new double[] {2});
    assertEquals(2, moments.mean(0));
    assertEquals(0, moments.deviation(0));
    moments.learn(new double[] {4});
    assertEquals(3, moments.mean(0));
    assertEquals(1, moments.deviation(0)); // squared distances 1 + 1
    moments.learn(new double[] {9});
    assertEquals(5, moments.mean(0));
    assertEquals(Math.sqrt(26.0 / 3), moments.deviation(0), 1e-15);
  }

  // The sum of squares loses all its digits here (Chan, Golub, LeVeque 1983); Welford keeps them.
  @Test
  void a_large_mean_does_not_swallow_a_small_variance() {
    Moments moments = new Moments(1);
    for (int i = 0; i < 1000; i++) {
      moments.learn(new double[] {1e9 + (i % 2 == 0 ? -0.5 : 0.5)});
    }
    assertEquals(0.5, moments.deviation(0), 1e-6);
  }

  @Test
  void a_constant_column_has_no_variance_whatever_its_digits() {
    Moments moments = new Moments(1);
    for (int i = 0; i < 1000; i++) {
      moments.learn(new double[] {0.1});
    }
    assertEquals(0, moments.deviation(0));
  }
}
