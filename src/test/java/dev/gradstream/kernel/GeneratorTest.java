package dev.gradstream.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  @Test
  void a_stream_of_a_seed_is_the_same_for_ever() {
    Generator random = Generator.of(42, 7);
    // Written down once; a change would change every run's initial weights and shuffles.
    assertEquals(0x3c8b1b91382e8fcaL, random.nextLong());
    assertEquals(757, random.nextInt(1000));
    assertEquals(0.6135454f, random.nextFloat());
    assertEquals(0.6702618272060095, random.gaussian());
  }

  @Test
  void seeds_and_streams_differ() {
    assertNotEquals(Generator.of(1, 1).nextLong(), Generator.of(1, 2).nextLong());
    assertNotEquals(Generator.of(1, 1).nextLong(), Generator.of(2, 1).nextLong());
    assertNotEquals(Generator.of(0, 0).nextLong(), Generator.of(0, 1).nextLong());
  }

  @Test
  void bounded_numbers_fill_their_range_evenly() {
    Generator random = Generator.of(3, 3);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    for (int count : counts) {
      assertEquals(10_000, count, 500); // 5 standard deviations
    }
    assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
  }

  @Test
  void gaussian_numbers_have_mean_0_and_variance_1() {
    Generator random = Generator.of(4, 4);
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      double x = random.gaussian();
      sum += x;
      squares += x * x;
    }
    assertEquals(0, sum / n, 0.02);
    assertEquals(1, squares / n, 0.03);
  }

  @Test
  void a_shuffle_is_a_permutation_that_any_place_may_end_in() {
    int[] first = new int[5];
    for (int trial = 0; trial < 5000; trial++) {
      int[] indices = IntStream.range(0, 8).toArray();
      Generator.of(9, trial).shuffle(indices, 5);
      first[indices[0]]++;
      assertArrayEquals(new int[] {5, 6, 7}, Arrays.copyOfRange(indices, 5, 8));
      int[] sorted = indices.clone();
      Arrays.sort(sorted);
      assertArrayEquals(IntStream.range(0, 8).toArray(), sorted);
    }
    for (int count : first) {
      assertTrue(count > 850 && count < 1150, () -> Arrays.toString(first));
    }
  }
}
