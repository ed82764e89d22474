package dev.gradstream.training;

import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A visitor that copies every array, into those of an earlier copy where they fit: memory that was
 * written before is copied to several times as fast as memory that has yet to be taken.
 */
final class StateCopy implements StateVisitor {
  private final Map<String, NamedArray> room = new TreeMap<>();
  private final List<NamedArray> arrays = new ArrayList<>();

  /**
   * @param room an earlier copy, which is overwritten
   */
  StateCopy(List<NamedArray> room) {
    room.forEach(array -> this.room.put(array.name(), array));
  }

  List<NamedArray> arrays() {
    return arrays;
  }

  @Override
  public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
    NamedArray old = room(name, rows, columns, float[].class);
    float[] copy = old == null ? new float[rows * columns] : (float[]) old.values();
    copy(values, offset, rows, columns, stride, copy);
    add(old, name, rows, columns, copy);
  }

  @Override
  public void doubles(String name, double[] values, int offset, int rows, int columns, int stride) {
    NamedArray old = room(name, rows, columns, double[].class);
    double[] copy = old == null ? new double[rows * columns] : (double[]) old.values();
    copy(values, offset, rows, columns, stride, copy);
    add(old, name, rows, columns, copy);
  }

  @Override
  public void longs(String name, long[] values, int count) {
    NamedArray old = room(name, 1, count, long[].class);
    long[] copy = old == null ? new long[count] : (long[]) old.values();
    System.arraycopy(values, 0, copy, 0, count);
    add(old, name, 1, count, copy);
  }

  private static void copy(
      Object values, int offset, int rows, int columns, int stride, Object copy) {
    if (columns == stride) {
      System.arraycopy(values, offset, copy, 0, rows * columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(values, offset + r * stride, copy, r * columns, columns);
    }
  }

  private NamedArray room(String name, int rows, int columns, Class<?> type) {
    NamedArray old = room.get(name);
    boolean fits =
        old != null
            && old.rows() == rows
            && old.columns() == columns
            && old.values().getClass() == type;
    return fits ? old : null;
  }

  private void add(NamedArray old, String name, int rows, int columns, Object copy) {
    arrays.add(old == null ? new NamedArray(name, rows, columns, copy) : old);
  }
}
