package dev.gradstream.features;

import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;

/**
 * One block of the configuration: what it takes from an example, the transformer, what becomes of
 * missing values, and the limit that no scaled value passes.
 *
 * <p>Writes the values; with {@link Missing#INDICATOR} then the marks. Allocates nothing while it
 * works.
 */
final class Block {
  private final Gathering gathering;
  private final Transformer transformer;
  private final Missing missing;
  private final double limit;
  private final int[] marked; // (marks) places of the values that are marked; empty without marks
  private final boolean[] absent; // (k) scratch: which values of the row are missing
  private final double[] row; // (k) scratch
  private final double[] vector; // (width) scratch

  Block(Gathering gathering, Transformer transformer, Missing missing, double limit) {
    this.gathering = gathering;
    this.transformer = transformer;
    this.missing = missing;
    this.limit = limit;
    this.marked = missing == Missing.INDICATOR ? gathering.marked() : new int[0];
    this.row = new double[gathering.names().size()];
    this.absent = new boolean[row.length];
    this.vector = new double[row.length + marked.length];
  }

  Variant variant() {
    return transformer.variant();
  }

  int width() {
    return vector.length;
  }

  /** The values' names, then those of the marks, which end in {@code .missing}. */
  List<String> names() {
    List<String> all = new ArrayList<>(gathering.names());
    if (missing == Missing.INDICATOR) {
      gathering.markNames().forEach(name -> all.add(name + ".missing"));
    }
    return all;
  }

  boolean looksBack() {
    return gathering.looksBack();
  }

  void arrive(Rows rows, int omitted) {
    gathering.arrive(rows, omitted);
  }

  void preview(Rows rows) {
    gathering.preview(rows);
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
    for (int m = 0; m < marked.length; m++) {
      vector[row.length + m] = absent[marked[m]] ? 1 : 0;
    }
    transformer.apply(row);
    for (int c = 0; c < row.length; c++) {
      vector[c] = Math.max(-limit, Math.min(limit, row[c]));
    }
    if (!complete) {
      blank();
    }
  }

  void visit(String prefix, StateVisitor visitor) {
    gathering.visit(prefix, visitor);
    transformer.visit(prefix, visitor);
  }

  /** Fetches the block's part of a row; false where a value is missing. */
  private boolean gather(Rows rows, int index) {
    gathering.gather(rows, index, row);
    boolean complete = true;
    for (int c = 0; c < row.length; c++) {
      absent[c] = row[c] != row[c];
      complete &= !absent[c];
    }
    if (!complete && missing == Missing.REJECT) {
      throw rejected(index);
    }
    return complete;
  }

  private IllegalStateException rejected(int index) {
    int c = 0;
    while (!absent[c]) {
      c++;
    }
    return new IllegalStateException(
        "row "
            + index
            + ", column '"
            + gathering.names().get(c)
            + "': expected a usable number, because of missing: reject; the decoder let through"
            + " one without");
  }

  // Because a transformer may make a number of a missing one.
  private void blank() {
    for (int c = 0; c < row.length; c++) {
      if (absent[c]) {
        vector[c] = 0;
      }
    }
  }
}
