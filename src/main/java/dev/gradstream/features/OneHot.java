package dev.gradstream.features;

import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.List;

/**
 * One column of the sparse vector for every text of a column, in the order of first sight, up to
 * {@code most}; then one for all others together, and one for a missing value.
 *
 * <p>A text that is seen for the first time has no entry until it is learned, unless there are no
 * numbers left.
 */
final class OneHot implements Encoder {
  private final PrefixedNames names;
  private final int[] columns; // (k) indices into a row
  private final Categories[] categories; // (k)
  private final int most;
  private final int slots; // of the sparse vector, a column

  OneHot(Settings settings, List<String> names, int[] columns) {
    this.names =
        new PrefixedNames(names.stream().map(n -> "categories/" + n).toArray(String[]::new));
    this.columns = columns;
    this.most = (int) settings.whole("most", 1000, 1, 1 << 20);
    this.slots = most + (Encoders.rejectsMissing(settings) ? 1 : 2);
    long cells = (long) columns.length * most;
    if (cells > 1 << 20) {
      throw settings.problem(
          "most",
          "expected at most "
              + (1 << 20) / columns.length
              + " for "
              + columns.length
              + " columns, got "
              + most
              + "; encode: hash needs no memory of what it has seen");
    }
    this.categories = new Categories[columns.length];
    for (int c = 0; c < columns.length; c++) {
      categories[c] = new Categories(most);
    }
  }

  @Override
  public int width() {
    return columns.length * slots;
  }

  @Override
  public int entries() {
    return columns.length;
  }

  @Override
  public void learn(Rows rows, int row) {
    for (int c = 0; c < columns.length; c++) {
      double cell = rows.value(row, columns[c]);
      if (!Double.isNaN(cell)) {
        categories[c].learn(rows.texts(), Rows.textStart(cell), Rows.textLength(cell));
      }
    }
  }

  @Override
  public void encode(Rows rows, int row, int first, SparseRows into) {
    for (int c = 0; c < columns.length; c++) {
      int slot = slot(categories[c], rows, rows.value(row, columns[c]));
      if (slot >= 0) {
        into.add(first + c * slots + slot, 1f);
      }
    }
  }

  private int slot(Categories known, Rows rows, double cell) {
    if (Double.isNaN(cell)) {
      return most + 1;
    }
    int number = known.find(rows.texts(), Rows.textStart(cell), Rows.textLength(cell));
    return number >= 0 || !known.full() ? number : most;
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    for (int c = 0; c < columns.length; c++) {
      categories[c].visit(names.name(prefix, c), visitor);
    }
  }
}
