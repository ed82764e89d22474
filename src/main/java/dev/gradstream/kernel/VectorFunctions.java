package dev.gradstream.kernel;

import static dev.gradstream.kernel.Functions.*;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Functions} on lanes: operation for operation the same, so the bits are.
 *
 * <p>Each function is one loop with everything written out, constants too. C2 stops inlining in the
 * middle of a method of this size (NodeCountInliningCutoff); only methods that the Vector API
 * forces in are inlined after that, and any helper of ours that takes or returns a vector has it
 * allocated: 27 to 50 KB a step, measured. Two values are chosen between by integer operations
 * where a mask would live across other calls, for the same reason.
 */
final class VectorFunctions {
  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = Lanes.COUNT;
  // Floats that are not negative are ordered like their bits.
  private static final int TANH_SPLIT_BITS = Float.floatToRawIntBits(TANH_SPLIT);

  private VectorFunctions() {}

  static void exp(int count, float[] x, int xOffset, float[] y, int yOffset) {
    int end = Layout.padded(count);
    for (int i = 0; i < end; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      FloatVector c = v.max(LEAST_EXPONENT).min(MOST_EXPONENT);
      FloatVector t = c.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUNDER));
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(S, EXP6).fma(r, FloatVector.broadcast(S, EXP5));
      p =
          p.fma(r, FloatVector.broadcast(S, EXP4))
              .fma(r, FloatVector.broadcast(S, EXP3))
              .fma(r, FloatVector.broadcast(S, 0.5f));
      IntVector whole = t.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = whole.lanewise(ASHR, 1);
      FloatVector f = half.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector g = whole.sub(half).add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      p.fma(r.mul(r), r).add(1f).mul(f).mul(g).intoArray(y, yOffset + i);
    }
  }

  static void tanh(int count, float[] x, int xOffset, float[] y, int yOffset) {
    int end = Layout.padded(count);
    for (int i = 0; i < end; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      FloatVector a = v.abs();
      FloatVector z = v.mul(v);
      FloatVector o =
          FloatVector.broadcast(S, TANH6)
              .fma(z, FloatVector.broadcast(S, TANH5))
              .fma(z, FloatVector.broadcast(S, TANH4));
      o =
          o.fma(z, FloatVector.broadcast(S, TANH3))
              .fma(z, FloatVector.broadcast(S, TANH2))
              .fma(z, FloatVector.broadcast(S, TANH1));
      IntVector small = o.mul(z).fma(v, v).reinterpretAsInts();
      FloatVector c = a.min(TANH_END).mul(2f);
      FloatVector t = c.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUNDER));
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(S, EXP6).fma(r, FloatVector.broadcast(S, EXP5));
      p =
          p.fma(r, FloatVector.broadcast(S, EXP4))
              .fma(r, FloatVector.broadcast(S, EXP3))
              .fma(r, FloatVector.broadcast(S, 0.5f));
      IntVector whole = t.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector power = whole.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = p.fma(r.mul(r), r).add(1f).mul(power);
      IntVector large =
          FloatVector.broadcast(S, 1f)
              .sub(FloatVector.broadcast(S, 2f).div(e.add(1f)))
              .reinterpretAsInts()
              .and(0x7FFFFFFF);
      large = large.or(v.reinterpretAsInts().and(0x80000000));
      IntVector below = a.reinterpretAsInts().sub(TANH_SPLIT_BITS).lanewise(ASHR, 31);
      large
          .lanewise(XOR, large.lanewise(XOR, small).and(below))
          .reinterpretAsFloats()
          .intoArray(y, yOffset + i);
    }
  }

  static void sigmoid(int count, float[] x, int xOffset, float[] y, int yOffset) {
    int end = Layout.padded(count);
    for (int i = 0; i < end; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      FloatVector c = v.abs().neg().max(LEAST_EXPONENT);
      FloatVector t = c.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUNDER));
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(S, EXP6).fma(r, FloatVector.broadcast(S, EXP5));
      p =
          p.fma(r, FloatVector.broadcast(S, EXP4))
              .fma(r, FloatVector.broadcast(S, EXP3))
              .fma(r, FloatVector.broadcast(S, 0.5f));
      FloatVector q = p.fma(r.mul(r), r);
      FloatVector high = q.add(1f);
      FloatVector low = q.sub(high.sub(1f));
      IntVector whole = t.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = whole.lanewise(ASHR, 1);
      FloatVector f = half.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector g = whole.sub(half).add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = high.mul(f).mul(g);
      FloatVector eLow = low.mul(f).mul(g);
      FloatVector d = e.add(1f);
      FloatVector dLow = e.sub(d.sub(1f)).add(eLow);
      FloatVector s = e.div(d);
      FloatVector minus = s.neg();
      FloatVector rest = minus.fma(d, e).add(minus.fma(dLow, eLow));
      s = rest.fma(FloatVector.broadcast(S, 1f).div(d), s);
      IntVector positive = FloatVector.broadcast(S, 1f).sub(s).reinterpretAsInts();
      IntVector sign = v.reinterpretAsInts().lanewise(ASHR, 31);
      positive
          .lanewise(XOR, positive.lanewise(XOR, s.reinterpretAsInts()).and(sign))
          .reinterpretAsFloats()
          .intoArray(y, yOffset + i);
    }
  }

  static void log(int count, float[] x, int xOffset, float[] y, int yOffset) {
    int end = Layout.padded(count);
    for (int i = 0; i < end; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      VectorMask<Float> tiny = v.compare(LT, Float.MIN_NORMAL);
      IntVector bits = v.blend(v.mul(0x1p24f), tiny).reinterpretAsInts();
      FloatVector less = FloatVector.broadcast(S, 0f).blend(24f, tiny);
      IntVector e = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, 23);
      FloatVector f = bits.sub(e.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
      FloatVector ef = ((FloatVector) e.convert(I2F, 0)).sub(less);
      FloatVector l = FloatVector.broadcast(S, LOG11).fma(f, FloatVector.broadcast(S, LOG10));
      l =
          l.fma(f, FloatVector.broadcast(S, LOG9))
              .fma(f, FloatVector.broadcast(S, LOG8))
              .fma(f, FloatVector.broadcast(S, LOG7))
              .fma(f, FloatVector.broadcast(S, LOG6));
      l =
          l.fma(f, FloatVector.broadcast(S, LOG5))
              .fma(f, FloatVector.broadcast(S, LOG4))
              .fma(f, FloatVector.broadcast(S, LOG3));
      FloatVector square = f.mul(f);
      l = l.mul(f).fma(square, ef.mul(LN2_LOW));
      l = square.fma(FloatVector.broadcast(S, -0.5f), l);
      l = ef.fma(FloatVector.broadcast(S, LN2_HIGH), f.add(l));
      FloatVector outside =
          FloatVector.broadcast(S, Float.NaN).blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0f));
      l = outside.blend(l, v.compare(GT, 0f));
      l.blend(v, v.compare(EQ, Float.POSITIVE_INFINITY)).intoArray(y, yOffset + i);
    }
  }

  static void logisticLoss(
      int count, float[] x, int xOffset, float[] y, int yOffset, float[] loss, int lossOffset) {
    int end = Layout.padded(count);
    for (int i = 0; i < end; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, xOffset + i);
      FloatVector c = v.abs().neg().max(LEAST_EXPONENT).min(MOST_EXPONENT);
      FloatVector t = c.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUNDER));
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(S, EXP6).fma(r, FloatVector.broadcast(S, EXP5));
      p =
          p.fma(r, FloatVector.broadcast(S, EXP4))
              .fma(r, FloatVector.broadcast(S, EXP3))
              .fma(r, FloatVector.broadcast(S, 0.5f));
      IntVector whole = t.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = whole.lanewise(ASHR, 1);
      FloatVector first = half.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector second = whole.sub(half).add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector exp = p.fma(r.mul(r), r).add(1f).mul(first).mul(second);
      FloatVector u = exp.add(1f);
      FloatVector lost = exp.sub(u.sub(1f));
      IntVector bits = u.reinterpretAsInts();
      IntVector e = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, 23);
      FloatVector f = bits.sub(e.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
      FloatVector ef = (FloatVector) e.convert(I2F, 0);
      FloatVector l = FloatVector.broadcast(S, LOG11).fma(f, FloatVector.broadcast(S, LOG10));
      l =
          l.fma(f, FloatVector.broadcast(S, LOG9))
              .fma(f, FloatVector.broadcast(S, LOG8))
              .fma(f, FloatVector.broadcast(S, LOG7))
              .fma(f, FloatVector.broadcast(S, LOG6));
      l =
          l.fma(f, FloatVector.broadcast(S, LOG5))
              .fma(f, FloatVector.broadcast(S, LOG4))
              .fma(f, FloatVector.broadcast(S, LOG3));
      FloatVector square = f.mul(f);
      l = l.mul(f).fma(square, ef.mul(LN2_LOW));
      l = square.fma(FloatVector.broadcast(S, -0.5f), l);
      l = ef.fma(FloatVector.broadcast(S, LN2_HIGH), f.add(l));
      FloatVector target = FloatVector.fromArray(S, y, yOffset + i);
      v.neg().fma(target, v.max(0f)).add(l.add(lost.div(u))).intoArray(loss, lossOffset + i);
    }
  }
}
