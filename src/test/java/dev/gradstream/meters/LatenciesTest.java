package dev.gradstream.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void a_quantile_is_never_too_small_and_at_most_3_percent_too_large() {
    Random random = new Random(7);
    long[] all = new long[10_000];
    Latencies latencies = new Latencies();
    for (int i = 0; i < all.length; i++) {
      all[i] = (long) Math.exp(random.nextDouble() * 25);
      latencies.add(all[i], 1);
    }
    Arrays.sort(all);
    for (double share : new double[] {0.001, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1}) {
      long exact = all[(int) Math.ceil(share * all.length) - 1];
      double told = latencies.quantileMs(share);
      assertTrue(told >= exact && told <= exact * 1.032, share + ": " + told + " for " + exact);
    }
  }

  @Test
  void below_64_ms_it_is_exact_and_a_clock_that_is_ahead_counts_as_none() {
    for (long ms = -3; ms < 64; ms++) {
      Latencies one = new Latencies();
      one.add(ms, 5);
      assertEquals(Math.max(0, ms), one.quantileMs(0.5));
      assertEquals(5, one.total());
    }
    assertEquals(Double.NaN, new Latencies().quantileMs(0.5));
  }

  @Test
  void nothing_is_too_long() {
    Latencies latencies = new Latencies();
    latencies.add(Long.MAX_VALUE, 1);
    assertTrue(latencies.quantileMs(1) > 1e12);
  }
}
