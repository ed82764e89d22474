package dev.gradstream.autodiff;

import dev.gradstream.kernel.Layout;

/**
 * A named matrix in an arena: row r starts at {@code offset + r * stride}. A bias is (1, out); a
 * matrix of one column has stride 1.
 */
public record Tensor(String name, int rows, int columns, int offset, int stride) {
  /** Floats from the first to the next tensor's first, padding included; a multiple of 16. */
  public int length() {
    return Layout.length(rows, columns);
  }
}
