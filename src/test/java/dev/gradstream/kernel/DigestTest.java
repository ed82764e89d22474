package dev.gradstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gradstream.state.Stateful;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static Stateful floats(float[] values, int offset, int rows, int columns, int stride) {
    return visitor -> visitor.floats("a", values, offset, rows, columns, stride);
  }

  @Test
  void one_word_at_position_0_is_what_the_formula_says() {
    // low = w * (0x85EBCA77 | 1), high = (w ^ w >>> 15) * (0x27D4EB2F | 1), w = 0x3F800000
    int w = Float.floatToRawIntBits(1f);
    long wanted = ((long) ((w ^ w >>> 15) * 0x27D4EB2F) << 32) | (w * 0x85EBCA77 & 0xFFFFFFFFL);
    assertEquals(wanted, Digest.digest(floats(new float[] {1f}, 0, 1, 1, 1)));
  }

  @Test
  void padding_does_not_count() {
    float[] tight = {1, 2, 3, 4, 5, 6};
    float[] padded = {9, 1, 2, 3, 7, 4, 5, 6, 8};
    assertEquals(
        Digest.digest(floats(tight, 0, 2, 3, 3)), Digest.digest(floats(padded, 1, 2, 3, 4)));
  }

  @Test
  void padding_between_doubles_does_not_count() {
    double[] tight = {1, 2, 3, 4, 5, 6};
    double[] padded = {9, 1, 2, 3, 7, 4, 5, 6, 8};
    assertEquals(
        Digest.digest(v -> v.doubles("d", tight, 6)),
        Digest.digest(v -> v.doubles("d", padded, 1, 2, 3, 4)));
  }

  @Test
  void a_changed_bit_and_exchanged_values_show() {
    float[] values = new float[100];
    for (int i = 0; i < 100; i++) {
      values[i] = i;
    }
    long before = Digest.digest(floats(values, 0, 1, 100, 100));
    values[50] = Math.nextUp(values[50]);
    assertNotEquals(before, Digest.digest(floats(values, 0, 1, 100, 100)));
    values[50] = 51;
    values[51] = 50;
    assertNotEquals(before, Digest.digest(floats(values, 0, 1, 100, 100)));
  }

  @Test
  void doubles_and_longs_are_two_words_each_the_low_one_first() {
    double[] doubles = {1.5};
    long[] longs = {Double.doubleToLongBits(1.5)};
    long bits = longs[0];
    float[] words = {Float.intBitsToFloat((int) bits), Float.intBitsToFloat((int) (bits >>> 32))};
    long wanted = Digest.digest(floats(words, 0, 1, 2, 2));
    assertEquals(wanted, Digest.digest(v -> v.doubles("d", doubles, 1)));
    assertEquals(wanted, Digest.digest(v -> v.longs("l", longs, 1)));
  }

  @Test
  void every_nan_is_the_same() {
    long negative =
        Digest.digest(floats(new float[] {Float.intBitsToFloat(0xFFC00001)}, 0, 1, 1, 1));
    assertEquals(Digest.digest(floats(new float[] {Float.NaN}, 0, 1, 1, 1)), negative);
  }

  @Test
  void parts_follow_one_another() {
    float[] all = {1, 2, 3};
    Stateful first = floats(all, 0, 1, 1, 1);
    Stateful rest = floats(all, 1, 1, 2, 2);
    assertEquals(Digest.digest(floats(all, 0, 1, 3, 3)), Digest.digest(first, rest));
  }
}
