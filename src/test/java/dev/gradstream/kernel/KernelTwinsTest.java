package dev.gradstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernels and their plain twins give the same bits, padding included. */
class KernelTwinsTest {
  private static final Kernels PLAIN = Kernels.plain();
  private static final Kernels VECTOR = new VectorKernels();
  private static final int MARGIN =
      5; // arrays are used from an offset that no vector is aligned to

  /** Something a kernel writes. */
  private interface Run {
    void on(Kernels kernels, float[] out);
  }

  private static void assertTwins(float[] out, Run run) {
    float[] plain = out.clone();
    float[] vector = out.clone();
    run.on(PLAIN, plain);
    run.on(VECTOR, vector);
    for (int i = 0; i < out.length; i++) {
      int at = i;
      assertEquals(
          Float.floatToIntBits(plain[i]),
          Float.floatToIntBits(vector[i]),
          () -> "at " + at + ": plain " + plain[at] + ", vector " + vector[at]);
    }
  }

  private static float[] random(int length, long stream) {
    Generator random = Generator.of(7, stream);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (random.gaussian() * (i % 7 == 0 ? 40 : 1));
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 31, 33, 100, 257, 1023})
  void elementwise_kernels_agree(int count) {
    int length = Layout.padded(count) + 2 * MARGIN;
    float[] x = random(length, 1);
    float[] y = random(length, 2);
    float[] labels = new float[length];
    for (int i = 1; i < length; i += 2) {
      labels[i] = 1;
    }
    assertTwins(y, (k, out) -> k.rectify(count, x, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.rectifySlope(count, x, MARGIN, y, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.tanh(count, x, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.tanhSlope(count, x, MARGIN, y, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.sigmoid(count, x, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.sigmoidSlope(count, x, MARGIN, y, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.exp(count, x, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.log(count, x, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.logisticLoss(count, x, MARGIN, labels, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.add(count, x, MARGIN, y, MARGIN, out, MARGIN));
    assertTwins(y, (k, out) -> k.descend(count, 0.1f, x, MARGIN, out, MARGIN));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 31, 33, 100, 127, 128, 129, 160, 176, 257, 1023})
  void sums_along_a_row_agree(int count) {
    float[] x = random(Layout.padded(count) + MARGIN, 3);
    float[] w = random(Layout.padded(count) + MARGIN, 4);
    assertTwins(
        new float[3],
        (k, out) -> {
          out[0] = k.dot(count, x, MARGIN, w, MARGIN);
          out[1] = k.sum(count, x, MARGIN);
        });
    int rows = 37; // two lots of 16, and five
    int stride = Layout.padded(count);
    float[] many = random(rows * stride, 5);
    assertTwins(
        new float[rows], (k, out) -> k.dots(rows, count, many, 0, stride, w, MARGIN, 0.5f, out, 0));
    assertTwins(new float[stride], (k, out) -> k.columnSums(rows, count, many, 0, stride, out, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 15, 16, 17, 100, 130})
  void softmaxes_agree_whatever_stands_in_the_padding(int columns) {
    int width = Layout.padded(columns);
    for (int rows : new int[] {1, 15, 16, 17, 37}) {
      float[] z = random(rows * width + MARGIN, 18);
      z[MARGIN + 1] = z[MARGIN]; // the largest of its row twice, or one of its sum's parts
      for (float special : new float[] {-0f, Float.NaN, Float.NEGATIVE_INFINITY, 1e30f}) {
        z[MARGIN + (rows - 1) * width] = special;
        assertTwins(random(rows * width, 19), softmax(rows, columns, z, 0));
        assertTwins(random(rows, 20), softmax(rows, columns, z, 1));
        assertTwins(random(rows, 20), softmax(rows, columns, z, 2));
      }
    }
  }

  private static Run softmax(int rows, int columns, float[] z, int which) {
    int width = Layout.padded(columns);
    return (k, out) -> {
      float[] p = which == 0 ? out : new float[rows * width];
      float[] most = which == 1 ? out : new float[rows];
      float[] sums = which == 2 ? out : new float[rows];
      k.softmax(rows, columns, z, MARGIN, width, p, 0, width, most, sums);
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 31, 33, 100, 257})
  void products_agree_in_every_tile_shape_and_finish(int columns) {
    for (int rows : new int[] {1, 2, 3, 4, 7, 8, 9, 15, 33, 71}) {
      for (int depth : new int[] {1, 2, 17, 64, 300}) {
        for (Finish finish : Finish.values()) {
          assertProductsAgree(rows, columns, depth, finish);
        }
      }
    }
  }

  @Test
  void products_of_several_blocks_agree() {
    assertProductsAgree(259, 20, 600, Finish.RECTIFY); // in four stretches of the chain
    assertProductsAgree(1360, 17, 170, Finish.STORE); // in two blocks of rows, the second of few
    assertProductsAgree(2045, 17, 170, Finish.STORE); // in two blocks of many rows
  }

  @Test
  void products_agree_in_the_least_room() {
    float[] a = random(50 * 9, 6);
    float[] b = random(9 * 16, 7);
    float[] start = random(16, 8);
    float[] room = new float[9 * (16 + 16)];
    assertTwins(
        new float[50 * 16],
        (k, out) ->
            k.product(
                50,
                16,
                9,
                a,
                0,
                9,
                1,
                b,
                0,
                16,
                1,
                start,
                0,
                0,
                out,
                0,
                16,
                Finish.STORE,
                out,
                room));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 31, 33, 100})
  void transpositions_agree(int rows) {
    for (int columns : new int[] {1, 15, 16, 17, 48, 100}) {
      float[] x = random(rows * columns + MARGIN, 13);
      assertTwins(
          new float[columns * rows + MARGIN],
          (k, out) -> k.transpose(rows, columns, x, MARGIN, columns, out, MARGIN, rows));
    }
  }

  private static void assertProductsAgree(int rows, int columns, int depth, Finish finish) {
    int width = Layout.padded(columns);
    float[] a = random(rows * depth + MARGIN, 6);
    float[] b = random(depth * width, 7);
    float[] start = random(width, 8);
    float[] room = random(VECTOR.room(rows, columns, depth), 12); // whatever stood there before
    float[] beside = random(rows * width, 17);
    assertTwins(
        random(rows * width, 9),
        (k, out) ->
            k.product(
                rows, columns, depth, a, MARGIN, depth, 1, b, 0, width, 1, start, 0, 0, out, 0,
                width, finish, beside, room));
    assertTwins( // A read along its columns, every element with a start value of its own
        random(rows * width, 10),
        (k, out) ->
            k.product(
                rows, columns, depth, a, MARGIN, 1, rows, b, 0, width, 1, out, 0, width, out, 0,
                width, finish, beside, room));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 13, 16, 33, 48, 100, 257})
  void products_with_a_transpose_agree(int columns) {
    for (int rows : new int[] {1, 9, 71}) {
      for (int depth : new int[] {10, 64, 300}) {
        int width = Layout.padded(columns);
        float[] a = random(rows * depth + MARGIN, 6);
        float[] b = random(columns * depth + MARGIN, 7);
        float[] start = random(width, 8);
        float[] room = random(VECTOR.room(rows, columns, depth), 12);
        float[] beside = random(rows * width, 17);
        Finish finish = depth == 10 ? Finish.STORE : Finish.RECTIFY_SLOPE;
        assertTwins(
            random(rows * width, 9),
            (k, out) ->
                k.product(
                    rows, columns, depth, a, MARGIN, depth, 1, b, MARGIN, 1, depth, start, 0, 0,
                    out, 0, width, finish, beside, room));
      }
    }
  }

  @Test
  void functions_agree_and_keep_their_promises_at_the_ends() {
    float[] x = {
      0f,
      -0f,
      1f,
      -1f,
      88.72f,
      88.73f,
      89f,
      1e30f,
      -87.3f,
      -103.97f,
      -104f,
      -1e30f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
    };
    float[] out = new float[16];
    assertTwins(out, (k, o) -> k.exp(16, x, 0, o, 0));
    assertTwins(out, (k, o) -> k.log(16, x, 0, o, 0));
    assertTwins(out, (k, o) -> k.tanh(16, x, 0, o, 0));
    assertTwins(out, (k, o) -> k.sigmoid(16, x, 0, o, 0));
    assertEquals(1f, Functions.exp(-0f));
    assertEquals(Float.POSITIVE_INFINITY, Functions.exp(88.73f));
    assertEquals(0f, Functions.exp(-104f));
    assertEquals(Float.NEGATIVE_INFINITY, Functions.log(0f));
    assertEquals(1f, Functions.tanh(1e30f));
    assertEquals(0f, Functions.sigmoid(Float.NEGATIVE_INFINITY));
    assertEquals(1f, Functions.sigmoid(Float.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 31, 33, 100, 257, 1023})
  void digests_agree(int count) {
    float[] x = random(count + MARGIN, 11);
    x[MARGIN] = Float.intBitsToFloat(0xFFC00001); // a NaN with a sign and a payload
    assertEquals(
        PLAIN.digest(0x123456789L, 77, count, x, MARGIN),
        VECTOR.digest(0x123456789L, 77, count, x, MARGIN));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 15, 16, 18, 31, 33, 100, 126, 128, 130, 257, 512})
  void recorded_descent_agrees_and_is_norm_update_and_digest_in_one(int columns) {
    for (int rows : new int[] {1, 2, 7, 16, 37}) {
      int width = Layout.padded(columns);
      float[] g = padded(rows, columns, 14);
      float[] w = padded(rows, columns, 15);
      float[] norms = new float[rows];
      boolean[] doubts = new boolean[1];
      long[] sums = new long[2];
      assertTwins(
          w,
          (k, out) ->
              sums[k == PLAIN ? 0 : 1] =
                  k.descendRows(
                      rows, columns, 0.1f, g.clone(), 0, width, out, 0, width, norms, 0, doubts, 0,
                      5L, 77));
      assertEquals(sums[0], sums[1]);
      assertEquals(false, doubts[0]);
      float[] updated = w.clone();
      PLAIN.descend(updated.length, 0.1f, g, 0, updated, 0);
      assertEquals(PLAIN.digestRows(5L, 77, rows, columns, updated, 0, width), sums[1]);
      for (int i = 0; i < rows; i++) {
        assertEquals(PLAIN.dot(columns, g, i * width, g, i * width), norms[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e16f})
  void recorded_descent_doubts_weights_that_are_not_finite_or_too_large(float weight) {
    for (Kernels kernels : new Kernels[] {PLAIN, VECTOR}) {
      float[] w = new float[32];
      w[20] = weight;
      boolean[] doubts = new boolean[2];
      kernels.descendRows(
          2, 16, 0.1f, new float[32], 0, 16, w, 0, 16, new float[2], 0, doubts, 1, 0, 0);
      assertEquals(false, doubts[0]);
      assertEquals(true, doubts[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 15, 16, 18, 31, 33, 100, 128, 130})
  void digests_of_rows_agree_and_leave_what_lies_between_them_out(int columns) {
    int stride = Layout.padded(columns) + 16;
    float[] x = random(5 * stride, 16); // with numbers between the rows
    x[columns - 1] = Float.NaN;
    long rows = VECTOR.digestRows(0x123456789L, 77, 5, columns, x, 0, stride);
    assertEquals(PLAIN.digestRows(0x123456789L, 77, 5, columns, x, 0, stride), rows);
    long single = 0x123456789L;
    for (int i = 0; i < 5; i++) {
      single = PLAIN.digest(single, 77 + i * columns, columns, x, i * stride);
    }
    assertEquals(single, rows);
  }

  private static float[] padded(int rows, int columns, long stream) {
    float[] values = random(rows * Layout.padded(columns), stream);
    for (int i = 0; i < values.length; i++) {
      if (i % Layout.padded(columns) >= columns) {
        values[i] = 0;
      }
    }
    return values;
  }
}
