package dev.gradstream.features;

import dev.gradstream.kernel.AppendedSum;
import dev.gradstream.state.StateVisitor;

/**
 * The texts of one column in the order of first sight, up to a bound: the n-th has the number n.
 *
 * <p>Each is kept in one of the {@link TextCells}. Cells are the state; the index beside them is
 * derived.
 */
final class Categories {
  private static final int CELL = TextCells.CELL;

  private final int most;
  private final long[] cells;
  private final long[] wanted = new long[CELL]; // scratch
  private final byte[] head = TextCells.scratch();
  private final AppendedSum sum = new AppendedSum();
  private int count;
  private int[] index; // open addressing: number + 1, 0 where free; null when it must be made anew

  Categories(int most) {
    this.most = most;
    this.cells = new long[Math.multiplyExact(most, CELL)];
  }

  /** How many there are. */
  int count() {
    ready();
    return count;
  }

  boolean full() {
    return count() == most;
  }

  /** The number of a text; -1 where it has none. */
  int find(byte[] text, int from, int length) {
    ready();
    TextCells.fill(wanted, text, from, length, head);
    int slot = slot(wanted, 0);
    return index[slot] - 1;
  }

  /** Gives a text the next number, unless it has one or there are none left. */
  void learn(byte[] text, int from, int length) {
    ready();
    if (count == most) {
      return;
    }
    TextCells.fill(wanted, text, from, length, head);
    int slot = slot(wanted, 0);
    if (index[slot] == 0) {
      System.arraycopy(wanted, 0, cells, count * CELL, CELL);
      index[slot] = ++count;
    }
  }

  // Where a cell's number stands in the index, or where it would.
  private int slot(long[] from, int start) {
    int mask = index.length - 1;
    int slot = TextCells.hash(from, start) & mask;
    while (index[slot] != 0 && !TextCells.same(from, start, cells, (index[slot] - 1) * CELL)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  // The index of what the cells hold, which somebody else may have filled.
  private void ready() {
    if (index != null) {
      return;
    }
    index = new int[Integer.highestOneBit(most) * 4];
    for (count = 0; count < most && cells[count * CELL] != 0; count++) {
      index[slot(cells, count * CELL)] = count + 1;
    }
  }

  void visit(String name, StateVisitor visitor) {
    ready();
    if (!sum.visit(visitor, name, cells, count * CELL, cells.length)) {
      index = null;
    }
  }
}
