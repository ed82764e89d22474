package dev.gradstream.features;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Texts in cells of fixed size, so that a table of them is an array of longs.
 *
 * <p>A cell of 64 bytes holds a text's length plus one, then its bytes; of a text longer than 56
 * bytes, the first 48 and a hash of 64 bits of the whole, so that two such texts are taken for one
 * where both agree. A number in place of a text is -1 and its bits; 0 stands for no text.
 */
final class TextCells {
  /** Longs of a cell. */
  static final int CELL = 8;

  private static final int WHOLE_BYTES = (CELL - 1) * Long.BYTES;
  private static final int HEAD_BYTES = WHOLE_BYTES - Long.BYTES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private TextCells() {}

  /**
   * Makes the cell of a text.
   *
   * @param scratch at least 56 bytes
   */
  static void fill(long[] cell, byte[] text, int from, int length, byte[] scratch) {
    Arrays.fill(scratch, (byte) 0);
    System.arraycopy(text, from, scratch, 0, Math.min(length, WHOLE_BYTES));
    cell[0] = length + 1L;
    for (int i = 1; i < CELL; i++) {
      cell[i] = (long) LONGS.get(scratch, (i - 1) * Long.BYTES);
    }
    if (length > WHOLE_BYTES) {
      long high = Murmur3.hash(text, from, length, 0);
      cell[HEAD_BYTES / Long.BYTES + 1] =
          high << 32 | Murmur3.hash(text, from, length, 1) & 0xFFFFFFFFL;
    }
  }

  /** Makes the cell of a number. */
  static void fill(long[] cell, double number) {
    Arrays.fill(cell, 0);
    cell[0] = -1;
    cell[1] = Double.doubleToLongBits(number + 0.0); // -0 is 0
  }

  /** Scratch memory for {@link #fill}. */
  static byte[] scratch() {
    return new byte[WHOLE_BYTES];
  }

  /** A hash of the cell that begins at {@code start}; its upper bits are the good ones. */
  static int hash(long[] cells, int start) {
    long hash = 0;
    for (int i = 0; i < CELL; i++) {
      hash = (hash ^ cells[start + i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash >>> 32);
  }

  static boolean same(long[] one, int oneStart, long[] other, int otherStart) {
    return Arrays.equals(one, oneStart, oneStart + CELL, other, otherStart, otherStart + CELL);
  }
}
