package dev.gradstream.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * Horizontal sums in the order of {@link Fold}, whatever the width: narrower vectors hold the 16
 * logical lanes in several passes. The last halvings rotate lanes within the register.
 */
final class VectorFold {
  private static final int L = Lanes.COUNT;
  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_1 = rotation(1);

  private VectorFold() {}

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(Lanes.FLOATS, lane -> (lane + by) % L);
  }

  private static FloatVector load(float[] array, int at) {
    return FloatVector.fromArray(Lanes.FLOATS, array, at);
  }

  /**
   * 16 lanes, as many as a register holds in one argument, to one number; absent arguments are not
   * read.
   */
  private static float fold(FloatVector q0, FloatVector q1, FloatVector q2, FloatVector q3) {
    FloatVector v;
    if (L == 16) {
      v = q0.add(q0.rearrange(BY_8));
      v = v.add(v.rearrange(BY_4));
    } else if (L == 8) {
      v = q0.add(q1);
      v = v.add(v.rearrange(BY_4));
    } else {
      v = q0.add(q2).add(q1.add(q3));
    }
    v = v.add(v.rearrange(BY_2));
    v = v.add(v.rearrange(BY_1));
    return v.lane(0);
  }

  /** The lanes from {@code first} on, of 16 after the 64 of a wide row were halved twice. */
  private static FloatVector products(
      int count, float[] a, int aOffset, float[] b, int bOffset, int first) {
    int end = Layout.padded(count);
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
    if (count < Fold.WIDE) {
      for (int k = first; k < end; k += 16) {
        s0 = load(a, aOffset + k).fma(load(b, bOffset + k), s0);
      }
      return s0;
    }
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int k = first;
    for (; k < end - 48; k += 64) {
      s0 = load(a, aOffset + k).fma(load(b, bOffset + k), s0);
      s1 = load(a, aOffset + k + 16).fma(load(b, bOffset + k + 16), s1);
      s2 = load(a, aOffset + k + 32).fma(load(b, bOffset + k + 32), s2);
      s3 = load(a, aOffset + k + 48).fma(load(b, bOffset + k + 48), s3);
    }
    if (k < end) {
      s0 = load(a, aOffset + k).fma(load(b, bOffset + k), s0);
    }
    if (k + 16 < end) {
      s1 = load(a, aOffset + k + 16).fma(load(b, bOffset + k + 16), s1);
    }
    if (k + 32 < end) {
      s2 = load(a, aOffset + k + 32).fma(load(b, bOffset + k + 32), s2);
    }
    return s0.add(s2).add(s1.add(s3));
  }

  static float dot(int count, float[] a, int aOffset, float[] b, int bOffset) {
    FloatVector q0 = products(count, a, aOffset, b, bOffset, 0);
    FloatVector q1 = L < 16 ? products(count, a, aOffset, b, bOffset, L) : q0;
    FloatVector q2 = L < 8 ? products(count, a, aOffset, b, bOffset, 2 * L) : q0;
    FloatVector q3 = L < 8 ? products(count, a, aOffset, b, bOffset, 3 * L) : q0;
    return fold(q0, q1, q2, q3);
  }

  static void dots(
      int rows,
      int depth,
      float[] x,
      int xOffset,
      int xRow,
      float[] w,
      int wOffset,
      float start,
      float[] y,
      int yOffset) {
    for (int i = 0; i < rows; i++) {
      y[yOffset + i] = start + dot(depth, x, xOffset + i * xRow, w, wOffset);
    }
  }

  static float sum(int count, float[] a, int aOffset) {
    FloatVector q0 = sums(count, a, aOffset, 0);
    FloatVector q1 = L < 16 ? sums(count, a, aOffset, L) : q0;
    FloatVector q2 = L < 8 ? sums(count, a, aOffset, 2 * L) : q0;
    FloatVector q3 = L < 8 ? sums(count, a, aOffset, 3 * L) : q0;
    return fold(q0, q1, q2, q3);
  }

  private static FloatVector sums(int count, float[] a, int aOffset, int first) {
    int end = Layout.padded(count);
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
    if (count < Fold.WIDE) {
      for (int k = first; k < end; k += 16) {
        s0 = s0.add(load(a, aOffset + k));
      }
      return s0;
    }
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int k = first;
    for (; k < end - 48; k += 64) {
      s0 = s0.add(load(a, aOffset + k));
      s1 = s1.add(load(a, aOffset + k + 16));
      s2 = s2.add(load(a, aOffset + k + 32));
      s3 = s3.add(load(a, aOffset + k + 48));
    }
    if (k < end) {
      s0 = s0.add(load(a, aOffset + k));
    }
    if (k + 16 < end) {
      s1 = s1.add(load(a, aOffset + k + 16));
    }
    if (k + 32 < end) {
      s2 = s2.add(load(a, aOffset + k + 32));
    }
    return s0.add(s2).add(s1.add(s3));
  }
}
