package dev.gradstream.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways of converting, at counts around those of vectors, inside of what must not change. */
class ConversionsTest {
  private static final int MARGIN = 3;
  private static final double LIMIT = 1e20;

  @ParameterizedTest
  @CsvSource({
    "0", "1", "2", "3", "4", "5", "7", "8", "9", "15", "16", "17", "31", "32", "33", "784"
  })
  void bytes_become_the_doubles_that_their_floats_are(int count) {
    float[] floats = floats(count);
    ByteBuffer bytes =
        ByteBuffer.allocate(count * Float.BYTES + 2 * MARGIN).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(MARGIN + i * Float.BYTES, floats[i]);
    }
    for (boolean vectors : new boolean[] {false, true}) {
      double[] doubles = new double[count + 2 * MARGIN];
      Arrays.fill(doubles, 7);
      Conversions.widen(vectors, count, bytes.array(), MARGIN, doubles, MARGIN);
      for (int i = 0; i < doubles.length; i++) {
        boolean outside = i < MARGIN || i >= MARGIN + count;
        double expected = outside ? 7 : floats[i - MARGIN];
        assertEquals(expected, doubles[i], "at " + i + ", vectors: " + vectors);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "4", "5", "7", "8", "9", "16", "17", "33", "784"})
  void doubles_become_the_nearest_floats(int count) {
    double[] doubles = doubles(count);
    float[] expected = new float[count + 2 * MARGIN];
    Arrays.fill(expected, 7);
    for (int i = MARGIN; i < MARGIN + count; i++) {
      expected[i] = (float) doubles[i];
    }
    for (boolean vectors : new boolean[] {false, true}) {
      float[] floats = new float[count + 2 * MARGIN];
      Arrays.fill(floats, 7);
      assertTrue(Conversions.narrow(vectors, count, LIMIT, doubles, MARGIN, floats, MARGIN));
      assertArrayEquals(expected, floats, "vectors: " + vectors);
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity", "1.1e20", "-1.1e20"})
  void one_number_out_of_reach_is_seen_wherever_it_stands(double bad) {
    for (int count : new int[] {1, 4, 7, 8, 9, 17, 33}) {
      for (int at = 0; at < count; at++) {
        double[] doubles = doubles(count);
        // What stands outside is nobody's concern.
        doubles[MARGIN - 1] = bad;
        doubles[MARGIN + count] = bad;
        for (boolean vectors : new boolean[] {false, true}) {
          String where = bad + " at " + at + " of " + count + ", vectors: " + vectors;
          doubles[MARGIN + at] = -LIMIT;
          assertTrue(Conversions.within(vectors, count, LIMIT, doubles, MARGIN), where);
          doubles[MARGIN + at] = bad;
          assertFalse(Conversions.within(vectors, count, LIMIT, doubles, MARGIN), where);
          float[] floats = new float[count];
          assertFalse(Conversions.narrow(vectors, count, LIMIT, doubles, MARGIN, floats, 0), where);
        }
      }
    }
  }

  private static float[] floats(int count) {
    Random random = new Random(21);
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    if (count > 8) { // those that a conversion might lose
      floats[1] = -0.0f;
      floats[2] = Float.MIN_VALUE;
      floats[3] = Float.NEGATIVE_INFINITY;
      floats[count - 1] = Float.NaN;
    }
    return floats;
  }

  // No floats; with the margins.
  private static double[] doubles(int count) {
    Random random = new Random(22);
    double[] doubles = new double[count + 2 * MARGIN];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = random.nextGaussian() * Math.pow(10, random.nextInt(19));
    }
    return doubles;
  }
}
