package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.TouchedRows;
import java.util.List;

/**
 * What an update has to go through of an arena, as runs of floats [from, to): the dense tensors
 * whole, then of each table the rows that the batch has touched, in the order of first touch. A row
 * that no example needs is not looked at, whatever rule or option runs over it.
 */
final class Stretches {
  private final int[] bounds; // of the dense stretches: from, to, from, to, ...
  private final Tensor[] tables;
  private final TouchedRows[] touched; // of the tables

  Stretches(Parameters parameters, List<Tensor> tensors) {
    List<Stretch> dense =
        Stretch.of(tensors.stream().filter(t -> parameters.touched(t) == null).toList());
    bounds = new int[2 * dense.size()];
    for (int s = 0; s < dense.size(); s++) {
      bounds[2 * s] = dense.get(s).from();
      bounds[2 * s + 1] = dense.get(s).to();
    }
    tables = tensors.stream().filter(t -> parameters.touched(t) != null).toArray(Tensor[]::new);
    touched = new TouchedRows[tables.length];
    for (int t = 0; t < tables.length; t++) {
      touched[t] = parameters.touched(tables[t]);
    }
  }

  boolean hasTables() {
    return tables.length > 0;
  }

  /** How many there are for the batch at hand. */
  int count() {
    int count = bounds.length / 2;
    for (TouchedRows rows : touched) {
      count += rows.count();
    }
    return count;
  }

  int from(int s) {
    return s < bounds.length / 2 ? bounds[2 * s] : row(s - bounds.length / 2, 0);
  }

  int to(int s) {
    return s < bounds.length / 2 ? bounds[2 * s + 1] : row(s - bounds.length / 2, 1);
  }

  // Where the i-th touched row begins, or the one after it would.
  private int row(int i, int next) {
    int t = 0;
    int left = i;
    while (left >= touched[t].count()) {
      left -= touched[t++].count();
    }
    return tables[t].offset() + (touched[t].row(left) + next) * tables[t].stride();
  }
}
