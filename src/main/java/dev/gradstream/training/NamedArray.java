package dev.gradstream.training;

/**
 * One array of a snapshot.
 *
 * @param name as shown to a {@link dev.gradstream.state.StateVisitor}
 * @param rows rows of a matrix, 1 for a vector
 * @param columns elements of a row
 * @param values {@code float[]}, {@code double[]} or {@code long[]} of {@code rows * columns}
 *     elements, no padding
 */
public record NamedArray(String name, int rows, int columns, Object values) {}
