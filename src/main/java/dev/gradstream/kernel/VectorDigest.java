package dev.gradstream.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The digest's inner loops; see {@link Digest}. Integer addition has no rounding, so the order of
 * reductions is free.
 */
final class VectorDigest {
  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final VectorSpecies<Integer> I = Lanes.INTS;
  private static final int L = Lanes.COUNT;
  private static final int NAN = 0x7FC00000; // the one bit pattern for all of them
  private static final IntVector IOTA = IntVector.zero(I).addIndex(1);

  // All ones, then zeros: read from L - n on, it lets n lanes through.
  private static final int[] MEANT = new int[2 * L];

  static {
    Arrays.fill(MEANT, 0, L, -1);
  }

  private VectorDigest() {}

  /** Words that follow one another, each times its key. */
  static long words(long sum, int position, int count, float[] values, int offset) {
    IntVector lowKey = IOTA.add(position).mul(Digest.LOW_KEY).add(Digest.LOW_START);
    IntVector highKey = IOTA.add(position).mul(Digest.HIGH_KEY).add(Digest.HIGH_START);
    IntVector low = IntVector.zero(I);
    IntVector high = low;
    int i = 0;
    for (; i <= count - L; i += L) {
      FloatVector v = FloatVector.fromArray(S, values, offset + i);
      IntVector word = v.reinterpretAsInts().blend(NAN, v.compare(NE, v).cast(I));
      low = low.add(word.mul(lowKey.or(1)));
      high = high.add(word.lanewise(XOR, word.lanewise(LSHR, 15)).mul(highKey.or(1)));
      lowKey = lowKey.add(Digest.LOW_KEY * L);
      highKey = highKey.add(Digest.HIGH_KEY * L);
    }
    int lowSum = (int) sum + low.reduceLanes(ADD);
    int highSum = (int) (sum >>> 32) + high.reduceLanes(ADD);
    for (; i < count; i++) {
      int word = Float.floatToIntBits(values[offset + i]);
      lowSum += Digest.low(word, position + i);
      highSum += Digest.high(word, position + i);
    }
    return Digest.pack(highSum, lowSum);
  }

  /** Rows of padded length, by sums of prefix sums; where {@link VectorDescent#fits} says so. */
  static long rows(
      long sum, int position, int rows, int columns, float[] values, int offset, int stride) {
    IntVector low = IntVector.zero(I);
    IntVector lowVectors = low;
    IntVector lowRows = low;
    IntVector high = low;
    IntVector highVectors = low;
    IntVector highRows = low;
    int end = Layout.padded(columns);
    for (int row = 0; row < rows; row++) {
      int p = offset + row * stride;
      for (int k = 0; k < end; k += L) {
        FloatVector v = FloatVector.fromArray(S, values, p + k);
        IntVector word = v.reinterpretAsInts().blend(NAN, v.compare(NE, v).cast(I));
        word = word.and(IntVector.fromArray(I, MEANT, k + L > columns ? L - columns % L : 0));
        low = low.add(word);
        lowVectors = lowVectors.add(low);
        high = high.add(word.lanewise(XOR, word.lanewise(LSHR, 15)));
        highVectors = highVectors.add(high);
      }
      lowRows = lowRows.add(low);
      highRows = highRows.add(high);
    }
    int vectors = end / L * rows;
    int gap = columns - end;
    IntVector place = IOTA.add(position);
    low =
        low.mul(place.mul(Digest.LOW_KEY).add(Digest.LOW_START).or(1))
            .add(low.mul(vectors).sub(lowVectors).mul(Digest.LOW_KEY * L))
            .add(low.mul(rows).sub(lowRows).mul(Digest.LOW_KEY * gap));
    high =
        high.mul(place.mul(Digest.HIGH_KEY).add(Digest.HIGH_START).or(1))
            .add(high.mul(vectors).sub(highVectors).mul(Digest.HIGH_KEY * L))
            .add(high.mul(rows).sub(highRows).mul(Digest.HIGH_KEY * gap));
    return Digest.pack(
        (int) (sum >>> 32) + high.reduceLanes(ADD), (int) sum + low.reduceLanes(ADD));
  }
}
