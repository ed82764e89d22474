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
  private final boolean asTheyAre; // no transformer, and a limit that no usable value passes
  private final int[] marked; // (marks) places of the values that are marked; empty without marks
  private final boolean[]
      absent; // (k) scratch: which values of a row that is not complete are missing
  private final double[] row; // (k) scratch

  Block(Gathering gathering, Transformer transformer, Missing missing, double limit) {
    this.gathering = gathering;
    this.transformer = transformer;
    this.missing = missing;
    this.limit = limit;
    this.asTheyAre = transformer instanceof Identity && limit >= Usable.MOST;
    this.marked = missing == Missing.INDICATOR ? gathering.marked() : new int[0];
    this.row = new double[gathering.names().size()];
    this.absent = new boolean[row.length];
  }

  Variant variant() {
    return transformer.variant();
  }

  int width() {
    return row.length + marked.length;
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
    if (transformer.variant() == Variant.STATELESS) {
      return; // there is nothing to learn
    }
    for (int i = from; i < to; i++) {
      gather(rows, order[i]);
      transformer.learn(row);
    }
  }

  /** Writes the vectors from {@code into[offset]} on, {@code stride} apart. */
  void transform(Rows rows, int[] order, int from, int to, float[] into, int offset, int stride) {
    transformer.prepare();
    for (int i = from; i < to; i++) {
      int start = offset + (i - from) * stride;
      boolean complete = asTheyAre && gathering.narrow(rows, order[i], into, start);
      if (!complete) {
        complete = scale(rows, order[i]);
        for (int c = 0; c < row.length; c++) {
          into[start + c] = (float) row[c];
        }
      }
      for (int m = 0; m < marked.length; m++) {
        into[start + row.length + m] = isMarked(m, complete) ? 1 : 0;
      }
    }
  }

  /** The same in double precision. */
  void transform(Rows rows, int[] order, int from, int to, double[] into, int offset, int stride) {
    transformer.prepare();
    for (int i = from; i < to; i++) {
      boolean complete = scale(rows, order[i]);
      int start = offset + (i - from) * stride;
      System.arraycopy(row, 0, into, start, row.length);
      for (int m = 0; m < marked.length; m++) {
        into[start + row.length + m] = isMarked(m, complete) ? 1 : 0;
      }
    }
  }

  private boolean scale(Rows rows, int index) {
    boolean complete = gather(rows, index);
    transformer.apply(row);
    for (int c = 0; c < row.length; c++) {
      if (Math.abs(row[c]) > limit) { // rarely; min and max would cost more
        row[c] = Math.copySign(limit, row[c]);
      }
    }
    if (!complete) {
      blank();
    }
    return complete;
  }

  private boolean isMarked(int mark, boolean complete) {
    return !complete && absent[marked[mark]];
  }

  void visit(String prefix, StateVisitor visitor) {
    gathering.visit(prefix, visitor);
    transformer.visit(prefix, visitor);
  }

  // Fetches the block's part of a row, and notes which values are missing; false where one is.
  private boolean gather(Rows rows, int index) {
    if (gathering.gather(rows, index, row)) {
      return true;
    }
    if (missing == Missing.REJECT) {
      throw rejected(index);
    }
    for (int c = 0; c < row.length; c++) {
      absent[c] = row[c] != row[c];
    }
    return false;
  }

  private IllegalStateException rejected(int index) {
    int c = 0;
    while (row[c] == row[c]) {
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
        row[c] = 0;
      }
    }
  }
}
