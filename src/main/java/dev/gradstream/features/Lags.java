package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values of examples before: of each column the last {@code lag} ones among the examples with the
 * same key. A column may be the label, which is then that of examples before, never the example's
 * own.
 *
 * <p>What was before is what came before, in the order of the window's spans: neither how a window
 * is cut into mini-batches nor its shuffling changes a lag. An example whose key is missing has no
 * lags and leaves none.
 *
 * <p>Options: {@code lag}, how many; {@code key}, a column, without which all examples are of one
 * key; {@code keys}, how many keys are remembered at most.
 */
final class Lags implements Gathering {
  static final int MOST_KEYS = 1 << 20;
  private static final int MOST_VALUES = 1 << 22;

  private final List<String> names;
  private final int[] columns; // (c) indices into a row
  private final int key; // index into a row; -1 for none
  private final boolean textKey;
  private final int lags;
  private final int most;
  private final LagMemory memory;
  private LagMemory twin; // for rows that leave nothing behind
  private final long[] cell = new long[TextCells.CELL]; // scratch
  private final byte[] head = TextCells.scratch();

  private Rows known; // whose lags are below
  private double[] before = new double[0]; // (rows, k) lags of the known rows

  private Lags(List<String> names, int[] columns, int key, boolean textKey, int lags, int most) {
    this.names = names;
    this.columns = columns;
    this.key = key;
    this.textKey = textKey;
    this.lags = lags;
    this.most = most;
    this.memory = new LagMemory(most, columns.length, lags);
  }

  static Lags of(Settings block, RowLayout layout) {
    int lags = (int) block.whole("lag", 1, 1, 1000);
    List<String> columnNames = ColumnNames.of(block, "columns");
    int[] columns = columnNames.stream().mapToInt(layout.columns()::indexOf).toArray();
    List<String> names = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      String name = columnNames.get(c);
      if (columns[c] < 0) {
        throw block.problem("columns", "column '" + name + "' is not among " + layout.columns());
      }
      if (columns[c] < layout.labelIndex() && layout.textColumns()[columns[c]]) {
        throw block.problem(
            "columns", "column '" + name + "' holds texts; only numbers of before can be used");
      }
      for (int lag = 1; lag <= lags; lag++) {
        names.add(name + ".lag" + lag);
      }
    }
    if (Missing.of(block) == Missing.REJECT) {
      throw block.problem(
          "missing",
          "expected zero or indicator, got 'reject': the first example of a key has nothing before"
              + " it");
    }
    int key = block.has("key") ? layout.columns().indexOf(keyName(block)) : -1;
    int most = key < 0 ? 1 : (int) block.whole("keys", 10_000, 1, MOST_KEYS);
    if ((long) most * names.size() > MOST_VALUES) {
      throw block.problem(
          "keys",
          "expected at most %d for %d values a key, got %d"
              .formatted(MOST_VALUES / names.size(), names.size(), most));
    }
    return new Lags(names, columns, key, key >= 0 && layout.textColumns()[key], lags, most);
  }

  /** The column that tells whose examples are whose. */
  static String keyName(Settings block) {
    return block.text("key");
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public int[] marked() {
    return IntStream.range(0, names.size()).toArray();
  }

  @Override
  public List<String> markNames() {
    return names;
  }

  @Override
  public boolean looksBack() {
    return true;
  }

  @Override
  public void arrive(Rows rows, int omitted) {
    follow(memory, rows, omitted);
  }

  @Override
  public void preview(Rows rows) {
    if (twin == null) {
      twin = new LagMemory(most, columns.length, lags);
    }
    twin.copy(memory);
    follow(twin, rows, -1);
  }

  // Each row first reads what its key left behind, then leaves its own.
  private void follow(LagMemory memory, Rows rows, int omitted) {
    int width = names.size();
    if (before.length < rows.count() * width) {
      before = new double[Math.max(rows.count() * width, 2 * before.length)];
    }
    known = rows;
    for (int row = 0; row < rows.count(); row++) {
      boolean has = row != omitted && key(rows, row);
      int slot = has ? memory.find(cell) : -1;
      for (int i = 0; i < width; i++) {
        before[row * width + i] = slot < 0 ? Double.NaN : memory.value(slot, i / lags, i % lags);
      }
      if (has) {
        slot = memory.touch(cell);
        for (int c = 0; c < columns.length; c++) {
          double value = rows.value(row, columns[c]);
          memory.push(slot, c, Usable.is(value) ? value : Double.NaN);
        }
      }
    }
  }

  // Makes the cell of a row's key; false where it has none.
  private boolean key(Rows rows, int row) {
    if (key < 0) {
      Arrays.fill(cell, 0);
      cell[0] = 1; // the empty text
      return true;
    }
    double value = rows.value(row, key);
    if (Double.isNaN(value)) {
      return false;
    }
    if (textKey) {
      TextCells.fill(cell, rows.texts(), Rows.textStart(value), Rows.textLength(value), head);
    } else {
      TextCells.fill(cell, value);
    }
    return true;
  }

  @Override
  public boolean gather(Rows rows, int row, double[] into) {
    if (rows != known) {
      throw new IllegalStateException(
          "lags were asked for of rows that neither arrived nor were previewed");
    }
    System.arraycopy(before, row * names.size(), into, 0, names.size());
    int c = 0;
    while (c < into.length && into[c] == into[c]) {
      c++;
    }
    return c == into.length;
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    memory.visit(prefix, visitor);
  }
}
