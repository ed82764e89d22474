package dev.gradstream.features;

import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;

/**
 * One block of the configuration: its columns, their transformer, what becomes of missing values,
 * and the limit that no scaled value passes.
 *
 * <p>Writes one value a column; with {@link Missing#INDICATOR} then one mark a column. Allocates
 * nothing while it works.
 */
final class Block {
  private final List<String> names;
  private final int[] columns; // (k) indices into a row
  private final Transformer transformer;
  private final Missing missing;
  private final double limit;
  private final double[] row; // (k) scratch
  private final double[] vector; // (width) scratch

  Block(List<String> names, int[] columns, Transformer transformer, Missing missing, double limit) {
    this.names = names;
    this.columns = columns;
    this.transformer = transformer;
    this.missing = missing;
    this.limit = limit;
    this.row = new double[columns.length];
    this.vector = new double[width()];
  }

  Variant variant() {
    return transformer.variant();
  }

  int width() {
    return missing == Missing.INDICATOR ? 2 * columns.length : columns.length;
  }

  /** The columns' names; those of marks end in {@code .missing}. */
  List<String> names() {
    List<String> all = new ArrayList<>(names);
    if (missing == Missing.INDICATOR) {
      names.forEach(name -> all.add(name + ".missing"));
    }
    return all;
  }

  void observe(Rows rows, int[] order, int from, int to) {
    for (int i = from; i < to; i++) {
      gather(rows, order[i]);
      transformer.learn(row);
    }
  }

  /** Writes the vectors from {@code into[offset]} on, {@code stride} apart. */
  void transform(Rows rows, int[] order, int from, int to, float[] into, int offset, int stride) {
    transformer.prepare();
    for (int i = from; i < to; i++) {
      compute(rows, order[i]);
      int start = offset + (i - from) * stride;
      for (int c = 0; c < vector.length; c++) {
        into[start + c] = (float) vector[c];
      }
    }
  }

  /** The same in double precision. */
  void transform(Rows rows, int[] order, int from, int to, double[] into, int offset, int stride) {
    transformer.prepare();
    for (int i = from; i < to; i++) {
      compute(rows, order[i]);
      System.arraycopy(vector, 0, into, offset + (i - from) * stride, vector.length);
    }
  }

  /** Makes the vector of one row. */
  private void compute(Rows rows, int index) {
    boolean complete = gather(rows, index);
    if (missing == Missing.INDICATOR) {
      mark();
    }
    transformer.apply(row);
    for (int c = 0; c < row.length; c++) {
      vector[c] = Math.max(-limit, Math.min(limit, row[c]));
    }
    if (!complete) {
      blank(rows.values(), index * rows.width());
    }
  }

  void visit(String prefix, StateVisitor visitor) {
    transformer.visit(prefix, visitor);
  }

  /** Copies the block's part of a row; false where a value is missing. */
  private boolean gather(Rows rows, int index) {
    double[] values = rows.values();
    int start = index * rows.width();
    boolean complete = true;
    for (int c = 0; c < row.length; c++) {
      double value = values[start + columns[c]];
      row[c] = value;
      if (!Usable.is(value)) {
        row[c] = missing(c, index);
        complete = false;
      }
    }
    return complete;
  }

  private double missing(int c, int index) {
    if (missing == Missing.REJECT) {
      throw new IllegalStateException(
          "row "
              + index
              + ", column '"
              + names.get(c)
              + "': expected a usable number, because of missing: reject; the decoder let through"
              + " one without");
    }
    return Double.NaN;
  }

  private void mark() {
    for (int c = 0; c < row.length; c++) {
      vector[row.length + c] = row[c] == row[c] ? 0 : 1;
    }
  }

  // By the raw values, because a transformer may make a number of a missing one.
  private void blank(double[] values, int rowStart) {
    for (int c = 0; c < row.length; c++) {
      if (!Usable.is(values[rowStart + columns[c]])) {
        vector[c] = 0;
      }
    }
  }
}
