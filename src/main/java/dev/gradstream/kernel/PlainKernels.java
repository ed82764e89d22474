package dev.gradstream.kernel;

/** The slow twin: the orders of {@link Kernels} written down as loops over single floats. */
final class PlainKernels implements Kernels {
  static final PlainKernels INSTANCE = new PlainKernels();

  private PlainKernels() {}

  @Override
  public String description() {
    return "plain";
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
    for (int i = 0; i < rows; i++) {
      int ai = aOffset + i * aRow;
      int si = startOffset + i * startRow;
      int ci = cOffset + i * cRow;
      for (int j = 0; j < Layout.padded(columns); j++) {
        float sum = start[si + j];
        boolean zero = bStep != 1 && j >= columns;
        for (int k = 0, p = ai, q = bOffset + j * bStep; k < depth; k++, p += aStep, q += bRow) {
          sum = Math.fma(a[p], zero ? 0f : b[q], sum);
        }
        c[ci + j] =
            switch (finish) {
              case STORE -> sum;
              case RECTIFY -> sum <= 0f ? 0f : sum;
              case RECTIFY_SLOPE -> beside[ci + j] <= 0f ? 0f : sum;
              case DESCEND -> Math.fma(-beside[0], sum, c[ci + j]);
            };
      }
    }
  }

  @Override
  public int room(int rows, int columns, int depth) {
    return 0;
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
    for (int i = 0; i < rows; i++) {
      y[yOffset + i] = start + dot(depth, x, xOffset + i * xRow, w, wOffset);
    }
  }

  @Override
  public void columnSums(
      int rows, int columns, float[] x, int xOffset, int xRow, float[] out, int outOffset) {
    for (int j = 0; j < Layout.padded(columns); j++) {
      float sum = 0f;
      for (int i = 0; i < rows; i++) {
        sum += x[xOffset + i * xRow + j];
      }
      out[outOffset + j] = sum;
    }
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
    Transposition.run(rows, columns, from, offset, row, to, toOffset, toRow);
  }

  @Override
  public void rectify(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      float v = x[xOffset + i];
      y[yOffset + i] = v <= 0f ? 0f : v;
    }
  }

  @Override
  public void rectifySlope(
      int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      d[dOffset + i] = y[yOffset + i] <= 0f ? 0f : g[gOffset + i];
    }
  }

  @Override
  public void tanh(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      y[yOffset + i] = Functions.tanh(x[xOffset + i]);
    }
  }

  @Override
  public void tanhSlope(
      int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      float v = y[yOffset + i];
      d[dOffset + i] = g[gOffset + i] * Math.fma(-v, v, 1f);
    }
  }

  @Override
  public void sigmoid(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      y[yOffset + i] = Functions.sigmoid(x[xOffset + i]);
    }
  }

  @Override
  public void sigmoidSlope(
      int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      float v = y[yOffset + i];
      d[dOffset + i] = g[gOffset + i] * Math.fma(-v, v, v);
    }
  }

  @Override
  public void exp(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      y[yOffset + i] = Functions.exp(x[xOffset + i]);
    }
  }

  @Override
  public void log(int count, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      y[yOffset + i] = Functions.log(x[xOffset + i]);
    }
  }

  @Override
  public void logisticLoss(
      int count, float[] x, int xOffset, float[] y, int yOffset, float[] loss, int lossOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      loss[lossOffset + i] = Functions.logisticLoss(x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public void add(
      int count, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      c[cOffset + i] = a[aOffset + i] + b[bOffset + i];
    }
  }

  @Override
  public void descend(int count, float rate, float[] g, int gOffset, float[] w, int wOffset) {
    for (int i = 0; i < Layout.padded(count); i++) {
      w[wOffset + i] = Math.fma(-rate, g[gOffset + i], w[wOffset + i]);
    }
  }

  @Override
  public float dot(int count, float[] a, int aOffset, float[] b, int bOffset) {
    int lanes = Fold.lanes(count);
    return Fold.halves(
        0,
        lanes,
        lane -> {
          float sum = 0f;
          for (int k = lane; k < Layout.padded(count); k += lanes) {
            sum = Math.fma(a[aOffset + k], b[bOffset + k], sum);
          }
          return sum;
        });
  }

  @Override
  public float sum(int count, float[] a, int aOffset) {
    int lanes = Fold.lanes(count);
    return Fold.halves(
        0,
        lanes,
        lane -> {
          float sum = 0f;
          for (int k = lane; k < Layout.padded(count); k += lanes) {
            sum += a[aOffset + k];
          }
          return sum;
        });
  }

  @Override
  public long digest(long sum, int position, int count, float[] values, int offset) {
    int low = (int) sum;
    int high = (int) (sum >>> 32);
    for (int i = 0; i < count; i++) {
      int word = Float.floatToIntBits(values[offset + i]); // one bit pattern for all NaNs
      low += Digest.low(word, position + i);
      high += Digest.high(word, position + i);
    }
    return Digest.pack(high, low);
  }
}
