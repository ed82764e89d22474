package dev.gradstream.features;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Decoded examples: a growing matrix of doubles, one row an example, one column a {@link
 * RowLayout#columns()} entry.
 *
 * <p>A missing value is NaN. Values are doubles whatever the run's precision, so that a decimal
 * number of the source is rounded once, after scaling. Not thread-safe; handed from stage to stage,
 * never shared.
 *
 * <p>A column of texts holds in each cell where its text lies among {@link #texts()}: place times
 * 2^22 plus length, a whole number that a double holds exactly. So a text costs its bytes and no
 * object. A label in words is a number by the time its row is complete.
 */
public final class Rows {
  /** The longest text, in bytes. */
  public static final int MOST_TEXT_BYTES = (1 << 22) - 1;

  private static final int LENGTH_BITS = 22;

  private final RowLayout layout;
  private final int width;
  private double[] values; // (count, width), row-major
  private int count;
  private final int[] textColumns; // but the label
  private byte[] texts; // UTF-8, one after another, in the order of the rows
  private int textBytes;
  private int lastRowTexts; // where the texts of the last row begin

  public Rows(RowLayout layout, int expectedRows) {
    this.layout = layout;
    this.width = layout.width();
    this.values = new double[Math.max(1, expectedRows) * width];
    boolean[] text = Arrays.copyOf(layout.textColumns(), width);
    if (layout.keyed()) {
      text[layout.keyIndex()] = true;
    }
    this.textColumns =
        IntStream.range(0, width).filter(c -> text[c] && c != layout.labelIndex()).toArray();
    this.texts = new byte[textColumns.length == 0 ? 0 : 1024];
  }

  public RowLayout layout() {
    return layout;
  }

  /** Number of rows. */
  public int count() {
    return count;
  }

  /** Number of values in a row. */
  public int width() {
    return width;
  }

  /** The live matrix: row {@code r} starts at {@code r * width()}. Replaced when rows are added. */
  public double[] values() {
    return values;
  }

  /** One value. */
  public double value(int row, int column) {
    return values[row * width + column];
  }

  /**
   * Adds a row of zeros for the caller to fill.
   *
   * @return index of its first value in {@link #values()}, to be asked for again after this call
   */
  public int add() {
    return add(0);
  }

  /** Adds a row that holds {@code value} everywhere; else as {@link #add()}. */
  public int add(double value) {
    int start = count * width;
    if (start + width > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, start + width));
    }
    Arrays.fill(values, start, start + width, value);
    count++;
    lastRowTexts = textBytes;
    return start;
  }

  /** Makes room for so many rows, so that it need not be made bit by bit. */
  public void reserve(int rows) {
    if (values.length / width < rows) {
      values = Arrays.copyOf(values, rows * width);
    }
  }

  /** Takes back the row that was added last. */
  public void dropLast() {
    count--;
    textBytes = lastRowTexts;
  }

  /** The live bytes of all texts. Replaced when texts are added. */
  public byte[] texts() {
    return texts;
  }

  /** Where in {@link #texts()} the text of a cell begins. */
  public static int textStart(double cell) {
    return (int) ((long) cell >>> LENGTH_BITS);
  }

  /** Bytes of a cell's text. */
  public static int textLength(double cell) {
    return (int) (long) cell & MOST_TEXT_BYTES;
  }

  /** The text of a cell, for people; null where it is missing. */
  public String text(int row, int column) {
    double cell = value(row, column);
    return Double.isNaN(cell)
        ? null
        : new String(texts, textStart(cell), textLength(cell), StandardCharsets.UTF_8);
  }

  /**
   * Adds a text of the row that was added last.
   *
   * @param length at most {@link #MOST_TEXT_BYTES}
   * @return what its cell is to hold
   */
  public double addText(byte[] utf8, int from, int length) {
    int start = room(length);
    System.arraycopy(utf8, from, texts, start, length);
    return cell(start, length);
  }

  /** As above, of UTF-16. */
  public double addText(char[] chars, int from, int length) {
    int start = room(3 * length);
    int at = start;
    for (int i = from; i < from + length; i++) {
      int c = chars[i];
      if (Character.isHighSurrogate((char) c)
          && i + 1 < from + length
          && Character.isLowSurrogate(chars[i + 1])) {
        c = Character.toCodePoint((char) c, chars[++i]);
      } else if (Character.isSurrogate((char) c)) {
        c = '?'; // half a character
      }
      at = append(c, at);
    }
    textBytes = at;
    return cell(start, at - start);
  }

  private int append(int c, int at) {
    if (c < 0x80) {
      texts[at++] = (byte) c;
      return at;
    }
    if (c < 0x800) {
      texts[at++] = (byte) (0xc0 | c >> 6);
    } else {
      if (c < 0x10000) {
        texts[at++] = (byte) (0xe0 | c >> 12);
      } else {
        texts[at++] = (byte) (0xf0 | c >> 18);
        texts[at++] = (byte) (0x80 | c >> 12 & 0x3f);
      }
      texts[at++] = (byte) (0x80 | c >> 6 & 0x3f);
    }
    texts[at++] = (byte) (0x80 | c & 0x3f);
    return at;
  }

  private int room(int length) {
    int start = textBytes;
    int end = Math.addExact(start, length);
    if (end > texts.length) {
      texts =
          Arrays.copyOf(
              texts, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * texts.length)));
    }
    textBytes = end;
    return start;
  }

  private static double cell(int start, int length) {
    if (length > MOST_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "a text of " + length + " bytes: at most " + MOST_TEXT_BYTES + " are kept");
    }
    return (double) ((long) start << LENGTH_BITS | length);
  }

  /** Gives the row that was added last its record's key and time. */
  public void key(byte[] key, long timeMs) {
    int at = (count - 1) * width + layout.keyIndex();
    values[at] = addText(key, 0, key.length);
    values[at + 1] = timeMs;
  }

  /** A copy of a row's key. */
  public byte[] key(int row) {
    double cell = value(row, layout.keyIndex());
    int start = textStart(cell);
    return Arrays.copyOfRange(texts, start, start + textLength(cell));
  }

  /** The time of a row's record in milliseconds since 1970; -1 where it has none. */
  public long timeMs(int row) {
    return (long) value(row, layout.keyIndex() + 1);
  }

  /** Bytes of all texts. */
  public int textBytes() {
    return textBytes;
  }

  /**
   * Becomes what other rows of the same layout were.
   *
   * @param values of {@code count} rows
   * @param texts of which the first {@code textBytes} count
   */
  public void become(double[] values, int count, byte[] texts, int textBytes) {
    this.values = Arrays.copyOf(values, Math.max(1, count) * width);
    this.count = count;
    this.texts = Arrays.copyOf(texts, Math.max(this.texts.length, textBytes));
    this.textBytes = textBytes;
    lastRowTexts = textBytes;
  }

  /** Adds rows {@code [from, from + rows)} of another matrix of the same layout. */
  public void addAll(Rows other, int from, int rows) {
    int start = count * width;
    int added = rows * width;
    if (start + added > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, start + added));
    }
    System.arraycopy(other.values, from * width, values, start, added);
    for (int row = 0; row < rows && textColumns.length > 0; row++) {
      addTexts(other, start + row * width);
    }
    count += rows;
  }

  // Cells that still say where their texts lie in the other rows.
  private void addTexts(Rows other, int start) {
    for (int column : textColumns) {
      double cell = values[start + column];
      if (!Double.isNaN(cell)) {
        values[start + column] = addText(other.texts, textStart(cell), textLength(cell));
      }
    }
  }

  /** Forgets every row and keeps the memory. */
  public void clear() {
    count = 0;
    textBytes = 0;
  }
}
