package dev.gradstream.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * The arithmetic of a training step. Each method fixes the order of its operations ({@code
 * arithmetic: 1}), so that all implementations agree to the bit; none allocates, keeps state or
 * knows about threads.
 *
 * <p>Counts are rounded up to a multiple of {@link Layout#LANES} where a method says "padded":
 * arrays must be long enough, and what lies in the padding is computed on like the rest.
 */
public interface Kernels {

  /**
   * The implementation of this process, chosen once by {@code -Dgradstream.kernels} and what the
   * JVM offers.
   */
  static Kernels chosen() {
    return Provider.CHOSEN;
  }

  /** The twin that every other implementation must equal; needs no module. */
  static Kernels plain() {
    return PlainKernels.INSTANCE;
  }

  /** For a log line, for instance {@code vector, 512 bits}. */
  String description();

  /** Why the fast kernels are not in use, and the cure, if they should be and are not. */
  static Optional<String> warning() {
    return Optional.ofNullable(Provider.WARNING);
  }

  /**
   * C = start + A B. Each element is one chain of fma over k ascending, beginning with its start
   * value:
   *
   * <pre>
   *   A(i,k) = a[aOffset + i * aRow + k * aStep]      (rows, depth)
   *   B(k,j) = b[bOffset + k * bRow + j * bStep]      (depth, columns)
   *   S(i,j) = start[startOffset + i * startRow + j]  (rows, columns padded); startRow 0 repeats one row
   *   C(i,j) = c[cOffset + i * cRow + j]              (rows, columns padded)
   * </pre>
   *
   * <p>In the padding of its columns B is 0 where bStep is not 1, or else what stands there.
   *
   * @param aRow 1 unless aStep is: A lies by rows or by columns
   * @param bRow 1 unless bStep is: B lies by columns, as the transpose of what lies by rows, or by
   *     rows
   * @param beside what the finish looks at; else anything
   * @param room for the kernel's own use: {@link #room} floats for a product of this size or a
   *     larger one, or for one of fewer rows, which is slower
   */
  void product(
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
      float[] room);

  /** Floats of room that {@link #product} wants for a product of at most this size. */
  int room(int rows, int columns, int depth);

  /**
   * y[i] = start + x_i . w, a product with one column: lane l of 16 (64 from 128 elements up) is
   * the fma chain from +0 over the elements l, l + 16, ... (l + 64, ...) of the padded row; lanes
   * are folded by halves: (32, 16,) 8, 4, 2, 1.
   */
  void dots(
      int rows,
      int depth,
      float[] x,
      int xOffset,
      int xRow,
      float[] w,
      int wOffset,
      float start,
      float[] y,
      int yOffset);

  /** out(j) = the chain of additions from +0 over the rows, ascending; columns padded. */
  void columnSums(
      int rows, int columns, float[] x, int xOffset, int xRow, float[] out, int outOffset);

  /** to(j,i) = from(i,j) for i in rows and j in columns. */
  void transpose(
      int rows,
      int columns,
      float[] from,
      int offset,
      int row,
      float[] to,
      int toOffset,
      int toRow);

  /** y = x <= 0 ? +0 : x; count padded. */
  void rectify(int count, float[] x, int xOffset, float[] y, int yOffset);

  /** d = y <= 0 ? +0 : g, y being the rectified value; count padded. */
  void rectifySlope(
      int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset);

  /** y = tanh(x), at most 1.5 ULP off; count padded. */
  void tanh(int count, float[] x, int xOffset, float[] y, int yOffset);

  /** d = g * fma(-y, y, 1), y being the hyperbolic tangent; count padded. */
  void tanhSlope(int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset);

  /** y = 1 / (1 + exp(-x)), at most 1.5 ULP off; count padded. */
  void sigmoid(int count, float[] x, int xOffset, float[] y, int yOffset);

  /** d = g * fma(-y, y, y), y being the sigmoid; count padded. */
  void sigmoidSlope(
      int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset);

  /** y = exp(x), at most 1.5 ULP off; count padded. */
  void exp(int count, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = ln(x), at most 1.5 ULP off for normal x; subnormal x counts as its own value, x <= 0 as
   * IEEE says; padded.
   */
  void log(int count, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * loss = fma(-x, y, max(x, 0)) + log1p(exp(-|x|)), the log loss of logit x and label y in {0, 1};
   * padded.
   */
  void logisticLoss(
      int count, float[] x, int xOffset, float[] y, int yOffset, float[] loss, int lossOffset);

  /** c = a + b; count padded. */
  void add(int count, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset);

  /** w = fma(-rate, g, w); count padded. */
  void descend(int count, float rate, float[] g, int gOffset, float[] w, int wOffset);

  /**
   * What a recorded step of gradient descent does with rows of a gradient g and of the weights w,
   * in one pass where it can; columns padded with zeros. What stands in g's columns afterwards is
   * of no use:
   *
   * <pre>
   *   norms[normsOffset + i] = g_i . g_i                in the order of {@link #dots}
   *   w_i = fma(-rate, g_i, w_i)
   *   doubts[doubtsAt] = true                           if a new weight may be not finite, or its square
   * </pre>
   *
   * @return {@code sum} with the new weights added, row 0's first at {@code position}; of no use
   *     where there is doubt
   */
  default long descendRows(
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
    long whole = sum;
    for (int i = 0; i < rows; i++) {
      int p = gOffset + i * gRow;
      int q = wOffset + i * wRow;
      norms[normsOffset + i] = dot(columns, g, p, g, p);
      descend(columns, rate, g, p, w, q);
      whole = digest(whole, position + i * columns, columns, w, q);
      if (!(dot(columns, w, q, w, q) < 1e30f)) {
        doubts[doubtsAt] = true;
      }
    }
    return whole;
  }

  /** a . b in the order of {@link #dots}, from +0; count padded. */
  float dot(int count, float[] a, int aOffset, float[] b, int bOffset);

  /** The sum of the padded row in the order of {@link #dots}, additions instead of fma. */
  float sum(int count, float[] a, int aOffset);

  /**
   * The softmax of each row, for which exp and {@link #sum} are taken of what is below its largest
   * element:
   *
   * <pre>
   *   most[i] = max z(i,j)
   *   sums[i] = sum of exp(z(i,j) - most[i])           in the order of {@link #sum}
   *   p(i,j)  = exp(z(i,j) - most[i]) / sums[i]        columns padded with +0
   * </pre>
   *
   * @param most from 0 on, as sums
   */
  default void softmax(
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
    for (int i = 0; i < rows; i++) {
      int from = zOffset + i * zRow;
      int to = pOffset + i * pRow;
      float largest = z[from];
      for (int j = 1; j < columns; j++) {
        largest = Math.max(largest, z[from + j]);
      }
      for (int j = 0; j < columns; j++) {
        p[to + j] = z[from + j] - largest;
      }
      // exp of anything at or below is +0, so that padding adds nothing to the sum
      Arrays.fill(p, to + columns, to + Layout.padded(columns), -128f);
      exp(columns, p, to, p, to);
      most[i] = largest;
      sums[i] = sum(columns, p, to);
      for (int j = 0; j < columns; j++) {
        p[to + j] /= sums[i];
      }
    }
  }

  /**
   * {@code sum} with count floats added to it that stand at {@code position} and after; see {@link
   * Digest}.
   */
  long digest(long sum, int position, int count, float[] values, int offset);

  /**
   * {@link #digest} of a matrix whose rows lie {@code stride} apart, row 0's first word at {@code
   * position}.
   */
  default long digestRows(
      long sum, int position, int rows, int columns, float[] values, int offset, int stride) {
    long whole = sum;
    for (int i = 0; i < rows; i++) {
      whole = digest(whole, position + i * columns, columns, values, offset + i * stride);
    }
    return whole;
  }
}
