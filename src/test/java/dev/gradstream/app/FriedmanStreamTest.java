package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class FriedmanStreamTest {
  private static final int MANY = 100_000;

  private static FriedmanStream at(long seed, long driftAt, long index) {
    FriedmanStream stream = new FriedmanStream(seed, driftAt);
    while (stream.index() < index) {
      stream.next();
    }
    return stream;
  }

  @Test
  void the_noise_has_mean_zero_and_variance_one() {
    FriedmanStream stream = new FriedmanStream(1, MANY / 2);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      stream.next();
      double noise = stream.target() - stream.signal();
      sum += noise;
      squares += noise * noise;
    }
    // Standard errors 1/sqrt(n) and sqrt(2/n); five of them.
    assertEquals(0, sum / MANY, 5 / Math.sqrt(MANY));
    assertEquals(FriedmanStream.BEST_SQUARED_ERROR, squares / MANY, 5 * Math.sqrt(2.0 / MANY));
  }

  @Test
  void both_concepts_have_the_same_mean_and_variance() {
    for (long driftAt : new long[] {0, Long.MAX_VALUE}) {
      FriedmanStream stream = new FriedmanStream(3, driftAt);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < MANY; i++) {
        stream.next();
        sum += stream.signal();
        squares += stream.signal() * stream.signal();
      }
      double mean = sum / MANY;
      assertEquals(14.41, mean, 0.1);
      assertEquals(23.8, squares / MANY - mean * mean, 0.6);
    }
  }

  @Test
  void features_are_uniform_from_zero_to_one() {
    FriedmanStream stream = new FriedmanStream(2, Long.MAX_VALUE);
    double[] sums = new double[FriedmanStream.FEATURES];
    for (int i = 0; i < MANY; i++) {
      stream.next();
      for (int f = 0; f < sums.length; f++) {
        assertTrue(stream.feature(f) >= 0 && stream.feature(f) < 1);
        sums[f] += stream.feature(f);
      }
    }
    for (double sum : sums) {
      assertEquals(0.5, sum / MANY, 5 / Math.sqrt(12.0 * MANY));
    }
  }

  @Test
  void the_signal_is_friedmans_function() {
    FriedmanStream s = at(7, Long.MAX_VALUE, 0);
    double expected =
        10 * Math.sin(Math.PI * s.feature(0) * s.feature(1))
            + 20 * Math.pow(s.feature(2) - 0.5, 2)
            + 10 * s.feature(3)
            + 5 * s.feature(4);
    assertEquals(expected, s.signal(), 1e-12);
  }

  @Test
  void after_the_drift_other_features_play_the_roles() {
    FriedmanStream s = at(7, 0, 0);
    double expected =
        10 * Math.sin(Math.PI * s.feature(3) * s.feature(7))
            + 20 * Math.pow(s.feature(0) - 0.5, 2)
            + 10 * s.feature(9)
            + 5 * s.feature(2);
    assertEquals(expected, s.signal(), 1e-12);
  }

  @Test
  void the_drift_changes_the_function_exactly_at_its_example() {
    FriedmanStream without = new FriedmanStream(5, Long.MAX_VALUE);
    FriedmanStream with = new FriedmanStream(5, 100);
    for (int i = 0; i < 200; i++) {
      without.next();
      with.next();
      for (int f = 0; f < FriedmanStream.FEATURES; f++) {
        assertEquals(without.feature(f), with.feature(f));
      }
      assertEquals(i < 100, without.target() == with.target(), "example " + i);
      assertEquals(
          without.target() - without.signal(), with.target() - with.signal(), 1e-12, "the noise");
    }
  }

  @Test
  void the_same_seed_gives_the_same_bytes_for_ever() throws Exception {
    assertArrayEquals(at(42, 10, 99).csv(), at(42, 10, 99).csv());
    assertNotEquals(at(42, 10, 0).target(), at(43, 10, 0).target());
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    FriedmanStream stream = new FriedmanStream(42, 500);
    for (int i = 0; i < 1000; i++) {
      stream.next();
      sha.update(stream.csv());
    }
    assertEquals(
        "66acd184c5e9c2660c63d4b4291ad884a366628115b7f2fe91910860dc432a88",
        HexFormat.of().formatHex(sha.digest()));
  }

  @Test
  void a_line_of_csv_reads_back_to_the_same_numbers() {
    FriedmanStream stream = at(42, 10, 3);
    String[] cells = new String(stream.csv(), StandardCharsets.US_ASCII).split(",");
    assertEquals(FriedmanStream.columns().size(), cells.length);
    for (int f = 0; f < FriedmanStream.FEATURES; f++) {
      assertEquals(stream.feature(f), Double.parseDouble(cells[f]));
    }
    assertEquals(stream.target(), Double.parseDouble(cells[FriedmanStream.FEATURES]));
  }
}
