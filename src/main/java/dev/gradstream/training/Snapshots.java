package dev.gradstream.training;

import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies a state out to a {@link Snapshot} and back. Called by the state's owner, on its thread.
 */
public final class Snapshots {
  private Snapshots() {}

  /** A copy of everything in the state, as it is after the given journal block. */
  public static Snapshot of(State state, long blockSequence) {
    return of(state, blockSequence, List.of());
  }

  /**
   * The same, into the arrays of an earlier snapshot of a state of its kind, which is overwritten
   * where they fit.
   */
  public static Snapshot of(State state, long blockSequence, List<NamedArray> room) {
    StateCopy copy = new StateCopy(room);
    state.visit(copy);
    return new Snapshot(state.step(), state.window(), blockSequence, copy.arrays());
  }

  /**
   * Makes the state what it was when the snapshot was taken.
   *
   * @param state a state of the same specification
   * @throws IllegalStateException where the snapshot has other arrays than the state
   */
  public static void restore(Snapshot snapshot, State state) {
    Iterator<NamedArray> arrays = snapshot.arrays().iterator();
    state.prepare(longs(snapshot, "training/orders"), longs(snapshot, "training/settings"));
    state.prepare(snapshot);
    state.visit(new Fill(arrays, names(snapshot)));
    if (arrays.hasNext()) {
      throw new IllegalStateException(
          "the snapshot has an array the state lacks: " + arrays.next().name());
    }
  }

  /**
   * Makes one thing what another is.
   *
   * @throws IllegalStateException where they have not the same arrays
   */
  static void copy(Stateful from, Stateful to) {
    StateCopy copy = new StateCopy(List.of());
    from.visit(copy);
    Iterator<NamedArray> rest = copy.arrays().iterator();
    to.visit(new Fill(rest, null));
    if (rest.hasNext()) {
      throw new IllegalStateException("there is no place for '" + rest.next().name() + "'");
    }
  }

  private static long[] longs(Snapshot snapshot, String name) {
    for (NamedArray array : snapshot.arrays()) {
      if (array.name().equals(name) && array.values() instanceof long[] values) {
        return values;
      }
    }
    return new long[0];
  }

  private static Set<String> names(Snapshot snapshot) {
    return new TreeSet<>(snapshot.arrays().stream().map(NamedArray::name).toList());
  }

  /**
   * @param names of all arrays of a stored snapshot. One that was written before a figure was known
   *     has nothing of it; that figure then begins where the snapshot was taken
   */
  private record Fill(Iterator<NamedArray> arrays, Set<String> names) implements StateVisitor {
    @Override
    public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
      float[] copy = (float[]) next(name, rows, columns, float[].class);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(copy, r * columns, values, offset + r * stride, columns);
      }
    }

    @Override
    public void doubles(
        String name, double[] values, int offset, int rows, int columns, int stride) {
      if (isLater(name)) {
        return;
      }
      double[] copy = (double[]) next(name, rows, columns, double[].class);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(copy, r * columns, values, offset + r * stride, columns);
      }
    }

    @Override
    public void longs(String name, long[] values, int count) {
      if (isLater(name)) {
        return;
      }
      System.arraycopy(next(name, 1, count, long[].class), 0, values, 0, count);
    }

    private boolean isLater(String name) {
      return names != null && name.startsWith("metrics/") && !names.contains(name);
    }

    private Object next(String name, int rows, int columns, Class<?> type) {
      if (!arrays.hasNext()) {
        throw new IllegalStateException("the snapshot ends before '" + name + "'");
      }
      NamedArray array = arrays.next();
      if (!array.name().equals(name)
          || array.rows() != rows
          || array.columns() != columns
          || array.values().getClass() != type) {
        throw new IllegalStateException(
            "the state has '%s' (%d, %d) %s where the snapshot has '%s' (%d, %d) %s"
                .formatted(
                    name,
                    rows,
                    columns,
                    type.getSimpleName(),
                    array.name(),
                    array.rows(),
                    array.columns(),
                    array.values().getClass().getSimpleName()));
      }
      return array.values();
    }
  }
}
