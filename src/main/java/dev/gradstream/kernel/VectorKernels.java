package dev.gradstream.kernel;

import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels} on the Vector API. Vectors live in local variables of straight-line loops only:
 * one in a field, an array or a lambda would be allocated, at 50 to 1000 times the cost.
 */
final class VectorKernels implements Kernels {
  private static final int L = Lanes.COUNT;

  @Override
  public String description() {
    return "vector, " + Lanes.FLOATS.vectorBitSize() + " bits";
  }

  @Override
  public void product(
      int rows,
      int columns,
      int depth,
      float[] a,
      int aOffset,
      int aRow,
      int aStep,
      float[] b,
      int bOffset,
      int bRow,
      int bStep,
      float[] start,
      int startOffset,
      int startRow,
      float[] c,
      int cOffset,
      int cRow,
      Finish finish,
      float[] beside,
      float[] room) {
    if (rows == 1 && bStep == 1 && finish == Finish.STORE) {
      RowProduct.oneRow(
          columns, depth, a, aOffset, aStep, b, bOffset, bRow, start, startOffset, c, cOffset);
      return;
    }
    if (depth == 1 && bStep == 1 && startRow == 0 && finish == Finish.RECTIFY_SLOPE) {
      RowProduct.rectifiedSlope(
          rows,
          columns,
          a,
          aOffset,
          aRow,
          b,
          bOffset,
          start,
          startOffset,
          c,
          cOffset,
          cRow,
          beside);
      return;
    }
    VectorProduct.run(
        rows,
        columns,
        depth,
        a,
        aOffset,
        aRow,
        aStep,
        b,
        bOffset,
        bRow,
        bStep,
        start,
        startOffset,
        startRow,
        c,
        cOffset,
        cRow,
        finish,
        beside,
        room);
  }

  @Override
  public int room(int rows, int columns, int depth) {
    return VectorProduct.room(rows, columns, depth);
  }

  @Override
  public void dots(
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
    VectorFold.dots(rows, depth, x, xOffset, xRow, w, wOffset, start, y, yOffset);
  }

  @Override
  public void columnSums(
      int rows, int columns, float[] x, int xOffset, int xRow, float[] out, int outOffset) {
    int end = Layout.padded(columns);
    int j = 0;
    for (; j + 4 * L <= end; j += 4 * L) {
      fourSums(rows, x, xOffset + j, xRow, out, outOffset + j);
    }
    for (; j < end; j += L) {
      vectorSum(rows, x, xOffset + j, xRow, out, outOffset + j);
    }
  }

  // An addition takes four cycles, in which others can begin.
  private static void fourSums(int rows, float[] x, int from, int xRow, float[] out, int at) {
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = 0, p = from; i < rows; i++, p += xRow) {
      s0 = s0.add(FloatVector.fromArray(Lanes.FLOATS, x, p));
      s1 = s1.add(FloatVector.fromArray(Lanes.FLOATS, x, p + L));
      s2 = s2.add(FloatVector.fromArray(Lanes.FLOATS, x, p + 2 * L));
      s3 = s3.add(FloatVector.fromArray(Lanes.FLOATS, x, p + 3 * L));
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + L);
    s2.intoArray(out, at + 2 * L);
    s3.intoArray(out, at + 3 * L);
  }

  // A loop of its own: inside another, C2 allocated each sum.
  private static void vectorSum(int rows, float[] x, int from, int xRow, float[] out, int at) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int i = 0, p = from; i < rows; i++, p += xRow) {
      sum = sum.add(FloatVector.fromArray(Lanes.FLOATS, x, p));
    }
    sum.intoArray(out, at);
  }

  @Override
  public void transpose(
      int rows,
      int columns,
      float[] from,
      int offset,
      int row,
      float[] to,
      int toOffset,
      int toRow) {
    Squares.transpose(rows, columns, from, offset, row, to, toOffset, toRow);
  }

  private static FloatVector load(float[] array, int at) {
    return FloatVector.fromArray(Lanes.FLOATS, array, at);
  }

  @Override
  public void rectify(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < Layout.padded(count); i += L) {
      FloatVector v = load(x, xOffset + i);
      v.blend(0f, v.compare(LE, 0f)).intoArray(y, yOffset + i);
    }
  }

  @Override
  public void rectifySlope(
      int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset) {
    for (int i = 0; i < Layout.padded(count); i += L) {
      load(g, gOffset + i)
          .blend(0f, load(y, yOffset + i).compare(LE, 0f))
          .intoArray(d, dOffset + i);
    }
  }

  @Override
  public void tanh(int count, float[] x, int xOffset, float[] y, int yOffset) {
    VectorFunctions.tanh(count, x, xOffset, y, yOffset);
  }

  @Override
  public void tanhSlope(
      int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset) {
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1f);
    for (int i = 0; i < Layout.padded(count); i += L) {
      FloatVector v = load(y, yOffset + i);
      load(g, gOffset + i).mul(v.neg().fma(v, one)).intoArray(d, dOffset + i);
    }
  }

  @Override
  public void sigmoid(int count, float[] x, int xOffset, float[] y, int yOffset) {
    VectorFunctions.sigmoid(count, x, xOffset, y, yOffset);
  }

  @Override
  public void sigmoidSlope(
      int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset) {
    for (int i = 0; i < Layout.padded(count); i += L) {
      FloatVector v = load(y, yOffset + i);
      load(g, gOffset + i).mul(v.neg().fma(v, v)).intoArray(d, dOffset + i);
    }
  }

  @Override
  public void exp(int count, float[] x, int xOffset, float[] y, int yOffset) {
    VectorFunctions.exp(count, x, xOffset, y, yOffset);
  }

  @Override
  public void log(int count, float[] x, int xOffset, float[] y, int yOffset) {
    VectorFunctions.log(count, x, xOffset, y, yOffset);
  }

  @Override
  public void logisticLoss(
      int count, float[] x, int xOffset, float[] y, int yOffset, float[] loss, int lossOffset) {
    VectorFunctions.logisticLoss(count, x, xOffset, y, yOffset, loss, lossOffset);
  }

  @Override
  public void add(
      int count, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
    for (int i = 0; i < Layout.padded(count); i += L) {
      load(a, aOffset + i).add(load(b, bOffset + i)).intoArray(c, cOffset + i);
    }
  }

  @Override
  public void descend(int count, float rate, float[] g, int gOffset, float[] w, int wOffset) {
    FloatVector minus = FloatVector.broadcast(Lanes.FLOATS, -rate);
    for (int i = 0; i < Layout.padded(count); i += L) {
      minus.fma(load(g, gOffset + i), load(w, wOffset + i)).intoArray(w, wOffset + i);
    }
  }

  @Override
  public long descendRows(
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
    return VectorDescent.fits(rows, columns)
        ? VectorDescent.run(
            rows,
            columns,
            rate,
            g,
            gOffset,
            gRow,
            w,
            wOffset,
            wRow,
            norms,
            normsOffset,
            doubts,
            doubtsAt,
            sum,
            position)
        : Kernels.super.descendRows(
            rows,
            columns,
            rate,
            g,
            gOffset,
            gRow,
            w,
            wOffset,
            wRow,
            norms,
            normsOffset,
            doubts,
            doubtsAt,
            sum,
            position);
  }

  @Override
  public float dot(int count, float[] a, int aOffset, float[] b, int bOffset) {
    return VectorFold.dot(count, a, aOffset, b, bOffset);
  }

  @Override
  public float sum(int count, float[] a, int aOffset) {
    return VectorFold.sum(count, a, aOffset);
  }

  @Override
  public void softmax(
      int rows,
      int columns,
      float[] z,
      int zOffset,
      int zRow,
      float[] p,
      int pOffset,
      int pRow,
      float[] most,
      float[] sums) {
    if (rows < VectorSoftmax.ROWS || !VectorSoftmax.fits(columns, zRow, pRow)) {
      Kernels.super.softmax(rows, columns, z, zOffset, zRow, p, pOffset, pRow, most, sums);
      return;
    }
    for (int i = 0; i < rows; i += VectorSoftmax.ROWS) {
      int row = Math.min(i, rows - VectorSoftmax.ROWS); // the last ones are taken twice
      VectorSoftmax.sixteen(
          columns, z, zOffset + row * zRow, zRow, p, pOffset + row * pRow, most, sums, row);
    }
  }

  @Override
  public long digest(long sum, int position, int count, float[] values, int offset) {
    return VectorDigest.words(sum, position, count, values, offset);
  }

  @Override
  public long digestRows(
      long sum, int position, int rows, int columns, float[] values, int offset, int stride) {
    return VectorDescent.fits(rows, columns)
        ? VectorDigest.rows(sum, position, rows, columns, values, offset, stride)
        : Kernels.super.digestRows(sum, position, rows, columns, values, offset, stride);
  }
}
