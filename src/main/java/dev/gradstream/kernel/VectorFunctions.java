package dev.gradstream.kernel;

import static dev.gradstream.kernel.Functions.*;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/** {@link Functions} on lanes: operation for operation the same, so the bits are. */
final class VectorFunctions {
  private VectorFunctions() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(Lanes.FLOATS, value);
  }

  static FloatVector exp(FloatVector x) {
    FloatVector c =
        x.blend(LEAST_EXPONENT, x.compare(LT, LEAST_EXPONENT))
            .blend(MOST_EXPONENT, x.compare(GT, MOST_EXPONENT));
    FloatVector t = c.fma(all(LOG2_E), all(ROUNDER));
    IntVector n = t.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = n.lanewise(ASHR, 1);
    return expm1Reduced(c, t.sub(ROUNDER)).add(1f).mul(power(half)).mul(power(n.sub(half)));
  }

  private static FloatVector expm1Reduced(FloatVector x, FloatVector n) {
    FloatVector r = n.fma(all(-LN2_HIGH), x);
    r = n.fma(all(-LN2_LOW), r);
    FloatVector p = all(EXP6).fma(r, all(EXP5));
    p = p.fma(r, all(EXP4));
    p = p.fma(r, all(EXP3));
    p = p.fma(r, all(0.5f));
    return p.fma(r.mul(r), r);
  }

  private static FloatVector power(IntVector n) {
    return n.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector z = x.mul(x);
    FloatVector p = all(TANH6).fma(z, all(TANH5));
    p = p.fma(z, all(TANH4));
    p = p.fma(z, all(TANH3));
    p = p.fma(z, all(TANH2));
    p = p.fma(z, all(TANH1));
    FloatVector small = p.mul(z).fma(x, x);
    FloatVector c = a.blend(TANH_END, a.compare(GT, TANH_END)).mul(2f);
    FloatVector t = c.fma(all(LOG2_E), all(ROUNDER));
    IntVector n = t.reinterpretAsInts().sub(ROUNDER_BITS);
    FloatVector e = expm1Reduced(c, t.sub(ROUNDER)).add(1f).mul(power(n));
    FloatVector large = all(1f).sub(all(2f).div(e.add(1f)));
    IntVector sign = x.reinterpretAsInts().and(0x80000000);
    FloatVector signed = large.reinterpretAsInts().and(0x7FFFFFFF).or(sign).reinterpretAsFloats();
    return signed.blend(small, a.compare(LT, TANH_SPLIT));
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector a = x.abs().neg();
    FloatVector c = a.blend(LEAST_EXPONENT, a.compare(LT, LEAST_EXPONENT));
    FloatVector t = c.fma(all(LOG2_E), all(ROUNDER));
    IntVector n = t.reinterpretAsInts().sub(ROUNDER_BITS);
    FloatVector q = expm1Reduced(c, t.sub(ROUNDER));
    FloatVector high = q.add(1f);
    FloatVector low = q.sub(high.sub(1f));
    IntVector half = n.lanewise(ASHR, 1);
    FloatVector f = power(half);
    FloatVector g = power(n.sub(half));
    FloatVector e = high.mul(f).mul(g);
    FloatVector eLow = low.mul(f).mul(g);
    FloatVector one = all(1f);
    FloatVector d = e.add(1f);
    FloatVector dLow = e.sub(d.sub(1f)).add(eLow);
    VectorMask<Float> positive = x.compare(GE, 0f);
    FloatVector top = e.blend(one, positive);
    FloatVector topLow = eLow.blend(0f, positive);
    FloatVector y = top.div(d);
    FloatVector minus = y.neg();
    FloatVector rest = minus.fma(d, top).add(minus.fma(dLow, topLow));
    return rest.fma(one.div(d), y);
  }

  static FloatVector log(FloatVector x) {
    VectorMask<Float> tiny = x.compare(LT, Float.MIN_NORMAL);
    IntVector bits = x.blend(x.mul(0x1p24f), tiny).reinterpretAsInts();
    IntVector e = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, 23);
    FloatVector f = bits.sub(e.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
    FloatVector ef = (FloatVector) e.convert(I2F, 0);
    ef = ef.blend(ef.sub(24f), tiny);
    FloatVector y = logReduced(f, ef);
    FloatVector outside = all(Float.NaN).blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0f));
    y = outside.blend(y, x.compare(GT, 0f));
    return y.blend(x, x.compare(EQ, Float.POSITIVE_INFINITY));
  }

  private static FloatVector logReduced(FloatVector f, FloatVector e) {
    FloatVector p = all(LOG11).fma(f, all(LOG10));
    p = p.fma(f, all(LOG9));
    p = p.fma(f, all(LOG8));
    p = p.fma(f, all(LOG7));
    p = p.fma(f, all(LOG6));
    p = p.fma(f, all(LOG5));
    p = p.fma(f, all(LOG4));
    p = p.fma(f, all(LOG3));
    FloatVector q = f.mul(f);
    FloatVector y = p.mul(f).fma(q, e.mul(LN2_LOW));
    y = q.fma(all(-0.5f), y);
    return e.fma(all(LN2_HIGH), f.add(y));
  }

  static FloatVector log1p(FloatVector e) {
    FloatVector u = e.add(1f);
    FloatVector lost = e.sub(u.sub(1f));
    return log(u).add(lost.div(u));
  }

  static FloatVector logisticLoss(FloatVector x, FloatVector y) {
    FloatVector positive = x.blend(0f, x.compare(LE, 0f));
    return x.neg().fma(y, positive).add(log1p(exp(x.abs().neg())));
  }
}
