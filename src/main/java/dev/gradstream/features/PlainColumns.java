package dev.gradstream.features;

import dev.gradstream.kernel.Conversions;
import dev.gradstream.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Columns of an example as they are. */
final class PlainColumns implements Gathering {
  private final List<String> names;
  private final int[] columns; // (k) indices into a row
  private final boolean adjacent; // ascending, without a gap

  private PlainColumns(List<String> names, int[] columns) {
    this.names = names;
    this.columns = columns;
    this.adjacent = IntStream.range(0, columns.length).allMatch(c -> columns[c] == columns[0] + c);
  }

  static PlainColumns of(Settings block, RowLayout layout) {
    return new PlainColumns(ColumnNames.of(block, "columns"), places(block, layout));
  }

  /**
   * Where the block's columns lie in a row.
   *
   * @throws dev.gradstream.settings.SettingsException for a column that is no feature
   */
  static int[] places(Settings block, RowLayout layout) {
    List<String> names = ColumnNames.of(block, "columns");
    Map<String, Integer> places = new TreeMap<>(); // there may be thousands
    layout.features().forEach(feature -> places.put(feature, places.size()));
    int[] columns = new int[names.size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = places.getOrDefault(names.get(c), -1);
      if (columns[c] < 0) {
        throw block.problem(
            "columns",
            "column '" + names.get(c) + "' is no feature; features: " + layout.features());
      }
    }
    return columns;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public int[] marked() {
    return IntStream.range(0, columns.length).toArray();
  }

  @Override
  public List<String> markNames() {
    return names;
  }

  @Override
  public boolean gather(Rows rows, int row, double[] into) {
    double[] values = rows.values();
    int start = row * rows.width();
    if (adjacent) { // the usual case, without an index a value
      System.arraycopy(values, start + columns[0], into, 0, columns.length);
    } else {
      for (int c = 0; c < columns.length; c++) {
        into[c] = values[start + columns[c]];
      }
    }
    if (Conversions.within(columns.length, Usable.MOST, into, 0)) {
      return true;
    }
    for (int c = 0; c < columns.length; c++) {
      if (!Usable.is(into[c])) {
        into[c] = Double.NaN;
      }
    }
    return false;
  }

  @Override
  public boolean narrow(Rows rows, int row, float[] into, int at) {
    if (!adjacent) {
      return false;
    }
    int start = row * rows.width() + columns[0];
    return Conversions.narrow(columns.length, Usable.MOST, rows.values(), start, into, at);
  }
}
