package dev.gradstream.features;

import dev.gradstream.kernel.AppendedSum;
import dev.gradstream.state.StateVisitor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The texts of one column in the order of first sight, up to a bound: the n-th has the number n.
 *
 * <p>A text is kept in a cell of 64 bytes: its length plus one, then its bytes; of one longer than
 * 56 bytes, the first 48 and a hash of 64 bits of the whole, so that two such texts are taken for
 * one where both agree. Cells are the state; the index beside them is derived.
 */
final class Categories {
  /** Longs of a cell. */
  static final int CELL = 8;

  private static final int WHOLE_BYTES = (CELL - 1) * Long.BYTES;
  private static final int HEAD_BYTES = WHOLE_BYTES - Long.BYTES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int most;
  private final long[] cells;
  private final long[] wanted = new long[CELL]; // scratch
  private final byte[] head = new byte[WHOLE_BYTES]; // scratch
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
    fill(text, from, length);
    int slot = slot(wanted, 0);
    return index[slot] - 1;
  }

  /** Gives a text the next number, unless it has one or there are none left. */
  void learn(byte[] text, int from, int length) {
    ready();
    if (count == most) {
      return;
    }
    fill(text, from, length);
    int slot = slot(wanted, 0);
    if (index[slot] == 0) {
      System.arraycopy(wanted, 0, cells, count * CELL, CELL);
      index[slot] = ++count;
    }
  }

  private void fill(byte[] text, int from, int length) {
    Arrays.fill(head, (byte) 0);
    System.arraycopy(text, from, head, 0, Math.min(length, WHOLE_BYTES));
    wanted[0] = length + 1L;
    for (int i = 1; i < CELL; i++) {
      wanted[i] = (long) LONGS.get(head, (i - 1) * Long.BYTES);
    }
    if (length > WHOLE_BYTES) {
      long high = Murmur3.hash(text, from, length, 0);
      wanted[HEAD_BYTES / Long.BYTES + 1] =
          high << 32 | Murmur3.hash(text, from, length, 1) & 0xFFFFFFFFL;
    }
  }

  // Where a cell's number stands in the index, or where it would.
  private int slot(long[] from, int start) {
    long hash = 0;
    for (int i = 0; i < CELL; i++) {
      hash = (hash ^ from[start + i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    int mask = index.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (index[slot] != 0 && !same(from, start, (index[slot] - 1) * CELL)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean same(long[] from, int start, int cell) {
    return Arrays.equals(from, start, start + CELL, cells, cell, cell + CELL);
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
