package dev.gradstream.training;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.state.StateVisitor;

/**
 * Rows that a run keeps, as two arrays of its state: their values, and the bytes of their texts
 * with the number of bytes first. As many as there are, so a state has to be prepared for them
 * before it can be restored.
 */
final class KeptRows {
  private KeptRows() {}

  /** Shows rows whose texts lie in the order of the rows, without anything between. */
  static void show(String prefix, Rows rows, StateVisitor visitor) {
    int width = rows.width();
    visitor.doubles(prefix + "rows", rows.values(), 0, rows.count(), width, width);
    long[] texts = new long[1 + (rows.textBytes() + 7) / 8];
    texts[0] = rows.textBytes();
    for (int i = 0; i < rows.textBytes(); i++) {
      texts[1 + i / 8] |= (rows.texts()[i] & 0xffL) << 8 * (i % 8);
    }
    visitor.longs(prefix + "texts", texts, texts.length);
  }

  /** The rows of a snapshot; none where it has none. */
  static Rows of(Snapshot snapshot, String prefix, RowLayout layout) {
    Rows rows = new Rows(layout, 16);
    double[] values = doubles(snapshot, prefix + "rows");
    for (NamedArray array : snapshot.arrays()) {
      if (array.name().equals(prefix + "texts") && array.values() instanceof long[] image) {
        byte[] texts = new byte[Math.clamp(image[0], 0, 8 * (image.length - 1))];
        for (int i = 0; i < texts.length; i++) {
          texts[i] = (byte) (image[1 + i / 8] >>> 8 * (i % 8));
        }
        rows.become(values, values.length / layout.width(), texts, texts.length);
      }
    }
    return rows;
  }

  /** The numbers of one of a snapshot's matrices; none where it has none. */
  static double[] doubles(Snapshot snapshot, String name) {
    for (NamedArray array : snapshot.arrays()) {
      if (array.name().equals(name) && array.values() instanceof double[] values) {
        return values;
      }
    }
    return new double[0];
  }

  /** Rows {@code [from, rows.count())} alone, with their texts moved together. */
  static Rows from(Rows rows, int from) {
    Rows rest = new Rows(rows.layout(), Math.max(1, rows.count() - from));
    rest.addAll(rows, from, rows.count() - from);
    return rest;
  }
}
