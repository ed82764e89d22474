package dev.gradstream.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#descendRows} in one pass over gradient and weights, in registers of 512 bits.
 *
 * <p>The digest costs no multiplication a word. With n the vectors counted through, lane l of
 * vector t in row r stands at {@code position + l + 16 n + r (columns - 16 T)}, T vectors making a
 * row; and where columns are even, all words of a lane have keys {@code key(l) + K (16 n + r
 * (columns - 16 T))}, for the bit that a key has set is then the same. So it is enough to know the
 * sums of w, n w and r w of each lane, and a sum of prefix sums is such a sum: after N rounds of
 * {@code a += w; u += a}, u is the sum of (N - n) w. All of it is exact, modulo 2^32.
 *
 * <p>Folding the sums of a row's squares takes as long as summing 300 of them. So sixteen rows and
 * more leave their sums unfolded in the gradient, and are folded together. Rows of a multiple of 64
 * columns are squared in the same pass, for four vectors a turn are then four of the sums; others
 * are read again.
 */
final class VectorDescent {
  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final VectorSpecies<Integer> I = Lanes.INTS;
  private static final int L = 16;
  private static final float SURELY_FINITE = 1e30f; // for sixteen of it add up to a float
  private static final float[] ONES = ones();
  private static final IntVector IOTA = IntVector.zero(I).addIndex(1);

  private VectorDescent() {}

  private static float[] ones() {
    float[] ones = new float[L];
    Arrays.fill(ones, 1f);
    return ones;
  }

  /** Whether these rows can be taken in one pass. */
  static boolean fits(int rows, int columns) {
    return Lanes.COUNT == L && (rows == 1 || columns % 2 == 0);
  }

  static long run(
      int rows,
      int columns,
      float rate,
      float[] g,
      int gOffset,
      int gRow,
      float[] w,
      int wOffset,
      int wRow,
      float[] norms,
      int normsOffset,
      boolean[] doubts,
      int doubtsAt,
      long sum,
      int position) {
    FloatVector minus = FloatVector.broadcast(S, -rate);
    FloatVector squares = FloatVector.zero(S);
    IntVector low = IntVector.zero(I); // sum of w
    IntVector lowVectors = low; // of (N - n) w
    IntVector lowRows = low; // of (rows - r) w
    IntVector high = low; // the same of w ^ w >>> 15
    IntVector highVectors = low;
    IntVector highRows = low;
    int end = Layout.padded(columns);
    boolean together = rows >= Dots.ROWS && columns >= L;
    int fours = together && columns >= Fold.WIDE && end % (4 * L) == 0 ? end : 0;
    for (int row = 0; row < rows; row++) {
      int p = gOffset + row * gRow;
      int q = wOffset + row * wRow;
      if (!together) {
        norms[normsOffset + row] = VectorFold.dot(columns, g, p, g, p);
      }
      FloatVector s0 = FloatVector.zero(S);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      int k = 0;
      for (; k < fours; k += 4 * L) {
        FloatVector g0 = FloatVector.fromArray(S, g, p + k);
        FloatVector v0 = minus.fma(g0, FloatVector.fromArray(S, w, q + k));
        v0.intoArray(w, q + k);
        s0 = g0.fma(g0, s0);
        squares = v0.fma(v0, squares);
        IntVector word0 = v0.reinterpretAsInts();
        low = low.add(word0);
        lowVectors = lowVectors.add(low);
        high = high.add(word0.lanewise(XOR, word0.lanewise(LSHR, 15)));
        highVectors = highVectors.add(high);
        FloatVector g1 = FloatVector.fromArray(S, g, p + k + L);
        FloatVector v1 = minus.fma(g1, FloatVector.fromArray(S, w, q + k + L));
        v1.intoArray(w, q + k + L);
        s1 = g1.fma(g1, s1);
        squares = v1.fma(v1, squares);
        IntVector word1 = v1.reinterpretAsInts();
        low = low.add(word1);
        lowVectors = lowVectors.add(low);
        high = high.add(word1.lanewise(XOR, word1.lanewise(LSHR, 15)));
        highVectors = highVectors.add(high);
        FloatVector g2 = FloatVector.fromArray(S, g, p + k + 2 * L);
        FloatVector v2 = minus.fma(g2, FloatVector.fromArray(S, w, q + k + 2 * L));
        v2.intoArray(w, q + k + 2 * L);
        s2 = g2.fma(g2, s2);
        squares = v2.fma(v2, squares);
        IntVector word2 = v2.reinterpretAsInts();
        low = low.add(word2);
        lowVectors = lowVectors.add(low);
        high = high.add(word2.lanewise(XOR, word2.lanewise(LSHR, 15)));
        highVectors = highVectors.add(high);
        FloatVector g3 = FloatVector.fromArray(S, g, p + k + 3 * L);
        FloatVector v3 = minus.fma(g3, FloatVector.fromArray(S, w, q + k + 3 * L));
        v3.intoArray(w, q + k + 3 * L);
        s3 = g3.fma(g3, s3);
        squares = v3.fma(v3, squares);
        IntVector word3 = v3.reinterpretAsInts();
        low = low.add(word3);
        lowVectors = lowVectors.add(low);
        high = high.add(word3.lanewise(XOR, word3.lanewise(LSHR, 15)));
        highVectors = highVectors.add(high);
      }
      for (; k < end; k += L) {
        FloatVector v =
            minus.fma(FloatVector.fromArray(S, g, p + k), FloatVector.fromArray(S, w, q + k));
        v.intoArray(w, q + k);
        squares = v.fma(v, squares);
        IntVector word = v.reinterpretAsInts();
        low = low.add(word);
        lowVectors = lowVectors.add(low);
        high = high.add(word.lanewise(XOR, word.lanewise(LSHR, 15)));
        highVectors = highVectors.add(high);
      }
      if (fours > 0) {
        s0.add(s2).add(s1.add(s3)).intoArray(g, p);
      } else if (together) {
        SquareSums.replace(columns, g, p);
      }
      lowRows = lowRows.add(low);
      highRows = highRows.add(high);
    }
    if (together) {
      fold(rows, g, gOffset, gRow, norms, normsOffset);
    }
    if (!squares.compare(LT, SURELY_FINITE).allTrue()) {
      doubts[doubtsAt] = true;
    }
    int vectors = end / L * rows;
    int gap = columns - end;
    IntVector place = IOTA.add(position);
    IntVector lowKey = place.mul(Digest.LOW_KEY).add(Digest.LOW_START).or(1);
    IntVector highKey = place.mul(Digest.HIGH_KEY).add(Digest.HIGH_START).or(1);
    low =
        low.mul(lowKey)
            .add(low.mul(vectors).sub(lowVectors).mul(Digest.LOW_KEY * L))
            .add(low.mul(rows).sub(lowRows).mul(Digest.LOW_KEY * gap));
    high =
        high.mul(highKey)
            .add(high.mul(vectors).sub(highVectors).mul(Digest.HIGH_KEY * L))
            .add(high.mul(rows).sub(highRows).mul(Digest.HIGH_KEY * gap));
    return Digest.pack(
        (int) (sum >>> 32) + high.reduceLanes(ADD), (int) sum + low.reduceLanes(ADD));
  }

  // Each row begins with the sixteen sums of its squares; a product with ones adds them up in
  // order.
  private static void fold(
      int rows, float[] g, int gOffset, int gRow, float[] norms, int normsOffset) {
    VectorFold.dots(rows, L, g, gOffset, gRow, ONES, 0, 0f, norms, normsOffset);
  }
}
