package dev.gradstream.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link Conversions} by vectors. */
final class VectorConversions {
  private static final VectorSpecies<Double> DOUBLES =
      DoubleVector.SPECIES_PREFERRED.withShape(Lanes.FLOATS.vectorShape());
  private static final VectorShape HALF = VectorShape.forBitSize(Lanes.FLOATS.vectorBitSize() / 2);
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.withShape(HALF);
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED.withShape(HALF);
  private static final int L = DOUBLES.length();

  private VectorConversions() {}

  static void widen(int count, byte[] x, int xOffset, double[] y, int yOffset) {
    int i = 0;
    for (; i <= count - L; i += L) {
      // Lanes of bytes become lanes of floats low byte first, on every machine.
      FloatVector v =
          ByteVector.fromArray(BYTES, x, xOffset + i * Float.BYTES).reinterpretAsFloats();
      widened(v).intoArray(y, yOffset + i);
    }
    Conversions.plainWiden(count - i, x, xOffset + i * Float.BYTES, y, yOffset + i);
  }

  static boolean narrow(int count, double limit, double[] x, int xOffset, float[] y, int yOffset) {
    VectorMask<Double> within = DOUBLES.maskAll(true);
    int i = 0;
    for (; i <= count - L; i += L) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, xOffset + i);
      within = within.and(v.abs().compare(VectorOperators.LE, limit));
      ((FloatVector) v.convertShape(VectorOperators.D2F, FLOATS, 0)).intoArray(y, yOffset + i);
    }
    return within.allTrue()
        && Conversions.plainNarrow(count - i, limit, x, xOffset + i, y, yOffset + i);
  }

  static boolean within(int count, double limit, double[] x, int xOffset) {
    VectorMask<Double> within = DOUBLES.maskAll(true);
    int i = 0;
    for (; i <= count - L; i += L) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, xOffset + i);
      within = within.and(v.abs().compare(VectorOperators.LE, limit));
    }
    return within.allTrue() && Conversions.plainWithin(count - i, limit, x, xOffset + i);
  }

  private static DoubleVector widened(FloatVector v) {
    return (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, 0);
  }
}
