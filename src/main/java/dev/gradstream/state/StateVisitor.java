package dev.gradstream.state;

/**
 * Is shown, in a fixed order, every array that makes up a run's state.
 *
 * <p>The arrays are the live ones: a visitor that writes a snapshot or a digest reads them, one
 * that restores a snapshot fills them. Names are unique within one state and stable across
 * versions, because a snapshot is read by name.
 */
public interface StateVisitor {

  /**
   * A matrix of floats.
   *
   * @param values row-major; row {@code r} starts at {@code offset + r * stride}
   * @param offset index of the first element
   * @param rows number of rows; 1 for a vector
   * @param columns number of meaningful elements of a row
   * @param stride distance between two rows, at least {@code columns}; what lies between is padding
   *     and is not state
   */
  void floats(String name, float[] values, int offset, int rows, int columns, int stride);

  /** A matrix of doubles, laid out as one of {@link #floats floats}. */
  void doubles(String name, double[] values, int offset, int rows, int columns, int stride);

  /** A vector of doubles, {@code values[0]} to {@code values[count - 1]}. */
  default void doubles(String name, double[] values, int count) {
    doubles(name, values, 0, 1, count, count);
  }

  /** A vector of longs, {@code values[0]} to {@code values[count - 1]}. */
  void longs(String name, long[] values, int count);
}
