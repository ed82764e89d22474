package dev.gradstream.features;

import dev.gradstream.kernel.FollowedSum;
import dev.gradstream.state.StateVisitor;
import java.util.Arrays;

/**
 * The last values of every key, for a bounded number of keys: where there is no room for one more,
 * the key that has not been seen for the longest time is forgotten.
 *
 * <p>State are the keys' cells, when each was last seen, and the values; index and order of age are
 * derived. A key costs a search, not a walk over the others, and a digest what has changed.
 */
final class LagMemory {
  private static final int CELL = TextCells.CELL;
  private static final int NONE = -1;

  private final int most;
  private final int width; // values of a key: for each column its last, the one before, ...
  private final int lags;
  private final long[] cells; // (most, CELL)
  private final long[] seen; // (most) number of the row that saw it last, from 1; 0 where free
  private final long[] values; // (most, width) bits of doubles
  private final FollowedSum cellsSum = new FollowedSum();
  private final FollowedSum seenSum = new FollowedSum();
  private final FollowedSum valuesSum = new FollowedSum();
  private PrefixedNames names = new PrefixedNames("keys", "seen", "values");

  private long rows; // seen so far
  private int count;
  private int[] heads; // by hash: first of its chain; null when all of these must be made anew
  private int[] chain; // (most) next with the same hash
  private int[] older; // (most)
  private int[] newer; // (most)
  private int oldest;
  private int newest;

  LagMemory(int most, int columns, int lags) {
    this.most = most;
    this.lags = lags;
    this.width = columns * lags;
    cells = new long[Math.multiplyExact(most, CELL)];
    seen = new long[most];
    values = new long[Math.multiplyExact(most, width)];
    Arrays.fill(values, Double.doubleToLongBits(Double.NaN));
  }

  int count() {
    ready();
    return count;
  }

  /** The place of a key; -1 where it is not known. */
  int find(long[] key) {
    ready();
    int slot = heads[TextCells.hash(key, 0) & heads.length - 1];
    while (slot != NONE && !TextCells.same(key, 0, cells, slot * CELL)) {
      slot = chain[slot];
    }
    return slot;
  }

  /** A value of the key at a place: {@code lag} 0 is the last one; NaN where there was none. */
  double value(int slot, int column, int lag) {
    return Double.longBitsToDouble(values[slot * width + column * lags + lag]);
  }

  /** The place of a key that has come, now the newest; another key may have lost it. */
  int touch(long[] key) {
    int slot = find(key);
    if (slot == NONE) {
      slot = count < most ? count++ : forgetOldest();
      for (int i = 0; i < CELL; i++) {
        cellsSum.replace(slot * CELL + i, cells[slot * CELL + i], key[i]);
        cells[slot * CELL + i] = key[i];
      }
      int bucket = bucket(slot);
      chain[slot] = heads[bucket];
      heads[bucket] = slot;
    } else {
      unlink(slot);
    }
    link(slot);
    rows++;
    seenSum.replace(slot, seen[slot], rows);
    seen[slot] = rows;
    return slot;
  }

  /** Makes {@code value} the last one of a column. */
  void push(int slot, int column, double value) {
    int start = slot * width + column * lags;
    for (int i = start + lags - 1; i > start; i--) {
      set(i, values[i - 1]);
    }
    set(start, Double.doubleToLongBits(value));
  }

  /** Takes over what another memory of the same shape holds. */
  void copy(LagMemory other) {
    System.arraycopy(other.cells, 0, cells, 0, cells.length);
    System.arraycopy(other.seen, 0, seen, 0, seen.length);
    System.arraycopy(other.values, 0, values, 0, values.length);
    heads = null;
  }

  private void set(int index, long bits) {
    valuesSum.replace(index, values[index], bits);
    values[index] = bits;
  }

  private int forgetOldest() {
    int slot = oldest;
    unlink(slot);
    int bucket = bucket(slot);
    if (heads[bucket] == slot) {
      heads[bucket] = chain[slot];
    } else {
      int before = heads[bucket];
      while (chain[before] != slot) {
        before = chain[before];
      }
      chain[before] = chain[slot];
    }
    for (int i = 0; i < width; i++) {
      set(slot * width + i, Double.doubleToLongBits(Double.NaN));
    }
    return slot;
  }

  private int bucket(int slot) {
    return TextCells.hash(cells, slot * CELL) & heads.length - 1;
  }

  private void link(int slot) {
    older[slot] = newest;
    newer[slot] = NONE;
    if (newest == NONE) {
      oldest = slot;
    } else {
      newer[newest] = slot;
    }
    newest = slot;
  }

  private void unlink(int slot) {
    if (older[slot] == NONE) {
      oldest = newer[slot];
    } else {
      newer[older[slot]] = newer[slot];
    }
    if (newer[slot] == NONE) {
      newest = older[slot];
    } else {
      older[newer[slot]] = older[slot];
    }
  }

  // What is derived of the arrays, which somebody else may have filled.
  private void ready() {
    if (heads != null) {
      return;
    }
    heads = new int[Integer.highestOneBit(most) * 2];
    Arrays.fill(heads, NONE);
    chain = new int[most];
    older = new int[most];
    newer = new int[most];
    oldest = NONE;
    newest = NONE;
    count = 0;
    while (count < most && seen[count] != 0) {
      int bucket = bucket(count);
      chain[count] = heads[bucket];
      heads[bucket] = count++;
    }
    long[] bySight = new long[count]; // how many rows ago, then the place: sorts the oldest last
    rows = Arrays.stream(seen).max().orElse(0);
    for (int slot = 0; slot < count; slot++) {
      bySight[slot] = rows - seen[slot] << 24 | slot;
    }
    Arrays.sort(bySight);
    for (int i = count - 1; i >= 0; i--) {
      link((int) (bySight[i] & (1 << 24) - 1));
    }
  }

  void visit(String prefix, StateVisitor visitor) {
    boolean read = cellsSum.visit(visitor, names.name(prefix, 0), cells);
    read &= seenSum.visit(visitor, names.name(prefix, 1), seen);
    read &= valuesSum.visit(visitor, names.name(prefix, 2), values);
    if (!read) {
      heads = null;
    }
  }
}
