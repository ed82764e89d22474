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

  private VectorFold() {}

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(Lanes.FLOATS, lane -> (lane + by) % L);
  }

  private static FloatVector load(float[] array, int at) {
    return FloatVector.fromArray(Lanes.FLOATS, array, at);
  }

  /**
   * The 16 lanes of four quarters, as many as the width needs; the other arguments are not looked
   * at.
   */
  private static float fold(FloatVector q0, FloatVector q1, FloatVector q2, FloatVector q3) {
    return switch (L) {
      case 16 -> fold4(by4(q0.add(q0.rearrange(BY_8))));
      case 8 -> fold4(by4(q0.add(q1)));
      default -> fold4(q0.add(q2).add(q1.add(q3)));
    };
  }

  private static FloatVector by4(FloatVector v) {
    return v.add(v.rearrange(BY_4));
  }

  private static float fold4(FloatVector v) {
    FloatVector two = v.add(v.rearrange(BY_2));
    return two.lane(0) + two.lane(1);
  }

  static float dot(int count, float[] a, int aOffset, float[] b, int bOffset) {
    return count < Fold.WIDE
        ? narrowDot(Layout.padded(count), a, aOffset, b, bOffset)
        : wideDot(Layout.padded(count), a, aOffset, b, bOffset);
  }

  private static float narrowDot16(int end, float[] a, int aOffset, float[] b, int bOffset) {
    FloatVector v = FloatVector.zero(Lanes.FLOATS);
    for (int k = 0; k < end; k += 16) {
      v =
          FloatVector.fromArray(Lanes.FLOATS, a, aOffset + k)
              .fma(FloatVector.fromArray(Lanes.FLOATS, b, bOffset + k), v);
    }
    v = v.add(v.rearrange(BY_8));
    v = v.add(v.rearrange(BY_4));
    v = v.add(v.rearrange(BY_2));
    return v.lane(0) + v.lane(1);
  }

  private static float narrowDot(int end, float[] a, int aOffset, float[] b, int bOffset) {
    if (L == 16) {
      return narrowDot16(end, a, aOffset, b, bOffset);
    }
    if (L == 8) {
      FloatVector s = narrow(0, end, a, aOffset, b, bOffset);
      return fold(s, narrow(8, end, a, aOffset, b, bOffset), s, s);
    }
    return fold(
        narrow(0, end, a, aOffset, b, bOffset),
        narrow(4, end, a, aOffset, b, bOffset),
        narrow(8, end, a, aOffset, b, bOffset),
        narrow(12, end, a, aOffset, b, bOffset));
  }

  private static FloatVector narrow(
      int first, int end, float[] a, int aOffset, float[] b, int bOffset) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int k = first; k < end; k += 16) {
      sum = load(a, aOffset + k).fma(load(b, bOffset + k), sum);
    }
    return sum;
  }

  // The common case in one method: a vector that a method returns is allocated where C2 does not
  // inline it, which in a long step it may not.
  private static float wideDot16(int end, float[] a, int aOffset, float[] b, int bOffset) {
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int k = 0;
    for (; k < end - 48; k += 64) {
      int p = aOffset + k;
      int q = bOffset + k;
      s0 =
          FloatVector.fromArray(Lanes.FLOATS, a, p)
              .fma(FloatVector.fromArray(Lanes.FLOATS, b, q), s0);
      s1 =
          FloatVector.fromArray(Lanes.FLOATS, a, p + 16)
              .fma(FloatVector.fromArray(Lanes.FLOATS, b, q + 16), s1);
      s2 =
          FloatVector.fromArray(Lanes.FLOATS, a, p + 32)
              .fma(FloatVector.fromArray(Lanes.FLOATS, b, q + 32), s2);
      s3 =
          FloatVector.fromArray(Lanes.FLOATS, a, p + 48)
              .fma(FloatVector.fromArray(Lanes.FLOATS, b, q + 48), s3);
    }
    for (int at = k; at < end; at += 64) {
      s0 =
          FloatVector.fromArray(Lanes.FLOATS, a, aOffset + at)
              .fma(FloatVector.fromArray(Lanes.FLOATS, b, bOffset + at), s0);
    }
    for (int at = k + 16; at < end; at += 64) {
      s1 =
          FloatVector.fromArray(Lanes.FLOATS, a, aOffset + at)
              .fma(FloatVector.fromArray(Lanes.FLOATS, b, bOffset + at), s1);
    }
    for (int at = k + 32; at < end; at += 64) {
      s2 =
          FloatVector.fromArray(Lanes.FLOATS, a, aOffset + at)
              .fma(FloatVector.fromArray(Lanes.FLOATS, b, bOffset + at), s2);
    }
    FloatVector v = s0.add(s2).add(s1.add(s3));
    v = v.add(v.rearrange(BY_8));
    v = v.add(v.rearrange(BY_4));
    v = v.add(v.rearrange(BY_2));
    return v.lane(0) + v.lane(1);
  }

  private static float wideDot(int end, float[] a, int aOffset, float[] b, int bOffset) {
    if (L == 16) {
      return wideDot16(end, a, aOffset, b, bOffset);
    }
    if (L == 8) {
      FloatVector s = wide(0, end, a, aOffset, b, bOffset);
      return fold(s, wide(8, end, a, aOffset, b, bOffset), s, s);
    }
    return fold(
        wide(0, end, a, aOffset, b, bOffset),
        wide(4, end, a, aOffset, b, bOffset),
        wide(8, end, a, aOffset, b, bOffset),
        wide(12, end, a, aOffset, b, bOffset));
  }

  // 64 lanes halved twice. What is left goes through loops, not ifs: a vector that merges from two
  // branches may be
  // boxed.
  private static FloatVector wide(
      int first, int end, float[] a, int aOffset, float[] b, int bOffset) {
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
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
    for (int at = k; at < end; at += 64) {
      s0 = load(a, aOffset + at).fma(load(b, bOffset + at), s0);
    }
    for (int at = k + 16; at < end; at += 64) {
      s1 = load(a, aOffset + at).fma(load(b, bOffset + at), s1);
    }
    for (int at = k + 32; at < end; at += 64) {
      s2 = load(a, aOffset + at).fma(load(b, bOffset + at), s2);
    }
    return s0.add(s2).add(s1.add(s3));
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
    int i = 0;
    for (; Dots.fits(depth) && i + Dots.ROWS <= rows; i += Dots.ROWS) {
      int from = xOffset + i * xRow;
      Dots.sixteen(Layout.padded(depth), x, from, xRow, w, wOffset, start, y, yOffset + i);
    }
    for (; i < rows; i++) {
      y[yOffset + i] = start + dot(depth, x, xOffset + i * xRow, w, wOffset);
    }
  }

  static float sum(int count, float[] a, int aOffset) {
    return count < Fold.WIDE
        ? narrowSum(Layout.padded(count), a, aOffset)
        : wideSum(Layout.padded(count), a, aOffset);
  }

  private static float narrowSum(int end, float[] a, int aOffset) {
    if (L == 16) {
      FloatVector s = narrow(0, end, a, aOffset);
      return fold(s, s, s, s);
    }
    if (L == 8) {
      FloatVector s = narrow(0, end, a, aOffset);
      return fold(s, narrow(8, end, a, aOffset), s, s);
    }
    return fold(
        narrow(0, end, a, aOffset),
        narrow(4, end, a, aOffset),
        narrow(8, end, a, aOffset),
        narrow(12, end, a, aOffset));
  }

  private static FloatVector narrow(int first, int end, float[] a, int aOffset) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int k = first; k < end; k += 16) {
      sum = sum.add(load(a, aOffset + k));
    }
    return sum;
  }

  private static float wideSum(int end, float[] a, int aOffset) {
    if (L == 16) {
      FloatVector s = wide(0, end, a, aOffset);
      return fold(s, s, s, s);
    }
    if (L == 8) {
      FloatVector s = wide(0, end, a, aOffset);
      return fold(s, wide(8, end, a, aOffset), s, s);
    }
    return fold(
        wide(0, end, a, aOffset),
        wide(4, end, a, aOffset),
        wide(8, end, a, aOffset),
        wide(12, end, a, aOffset));
  }

  private static FloatVector wide(int first, int end, float[] a, int aOffset) {
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
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
    for (int at = k; at < end; at += 64) {
      s0 = s0.add(load(a, aOffset + at));
    }
    for (int at = k + 16; at < end; at += 64) {
      s1 = s1.add(load(a, aOffset + at));
    }
    for (int at = k + 32; at < end; at += 64) {
      s2 = s2.add(load(a, aOffset + at));
    }
    return s0.add(s2).add(s1.add(s3));
  }
}
