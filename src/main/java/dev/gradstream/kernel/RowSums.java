package dev.gradstream.kernel;

import dev.gradstream.state.StateVisitor;

/**
 * The part of a {@link Digest} that a tall matrix adds, followed through its changes: each row's
 * part is kept, so that a step costs the rows it touched. The sum is the one of the whole matrix.
 *
 * <p>Holds as long as rows change only in batches that touch them. A visitor of another kind may
 * write, and a digest may come only now and then: the next one is then computed anew.
 */
public final class RowSums {
  private static final long UNKNOWN = -2;

  private final TouchedRows touched;
  private long[] parts; // by row
  private long sum;
  private int position;
  private long batch = UNKNOWN; // the last one whose changes are in the sum

  /**
   * @param touched says after each batch which rows may have changed
   */
  public RowSums(TouchedRows touched) {
    this.touched = touched;
  }

  /** Shows the matrix to a visitor, as {@link StateVisitor#floats} does. */
  public void visit(
      StateVisitor visitor,
      String name,
      float[] values,
      int offset,
      int rows,
      int columns,
      int stride) {
    if (!(visitor instanceof Digest digest)) {
      visitor.floats(name, values, offset, rows, columns, stride);
      batch = UNKNOWN;
      return;
    }
    boolean follows = batch == touched.batch() || batch + 1 == touched.batch();
    if (follows && position == digest.position()) {
      for (int i = 0; i < touched.count(); i++) {
        renew(touched.row(i), values, offset, columns, stride);
      }
    } else {
      position = digest.position();
      parts = parts == null ? new long[rows] : parts;
      sum = 0;
      for (int row = 0; row < rows; row++) {
        parts[row] = 0;
        renew(row, values, offset, columns, stride);
      }
    }
    batch = touched.batch();
    digest.add(sum, rows * columns);
  }

  private void renew(int row, float[] values, int offset, int columns, int stride) {
    long part =
        Kernels.chosen()
            .digest(0, position + row * columns, columns, values, offset + row * stride);
    sum = Digest.minus(Digest.plus(sum, part), parts[row]);
    parts[row] = part;
  }
}
