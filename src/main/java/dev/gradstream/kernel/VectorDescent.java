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
 * more leave their sums unfolded in the gradient, and are folded together.
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
    for (int row = 0; row < rows; row++) {
      int p = gOffset + row * gRow;
      int q = wOffset + row * wRow;
      if (!together) {
        norms[normsOffset + row] = VectorFold.dot(columns, g, p, g, p);
      }
      for (int k = 0; k < end; k += L) {
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
      if (together) {
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
