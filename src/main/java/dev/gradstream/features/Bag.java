package dev.gradstream.features;

import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The words of a text, in no order: blanks stand between them, and a word with a colon and a number
 * behind it has that for its value, {@code height:1.5 old}; others have 1. Each word is hashed as
 * {@code column=word} and signed, as {@link Hashing} does a whole text; a missing text is hashed as
 * {@code column} alone. Learns nothing.
 */
final class Bag implements Encoder {
  private static final float MOST = 1e6f; // as scaled numbers are clipped
  private static final int USUAL_WORDS = 32;

  private final byte[][] names; // (k)
  private final int[] columns; // (k) indices into a row
  private final int buckets;
  private final int words;
  private byte[] joined = new byte[128]; // scratch

  Bag(Settings settings, List<String> names, int[] columns) {
    this.names =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.columns = columns;
    this.buckets = (int) settings.whole("buckets", 1 << 18, 1, 1 << 26);
    this.words = (int) settings.whole("words", USUAL_WORDS, 1, 1 << 16);
    Encoders.rejectsMissing(settings);
  }

  @Override
  public int width() {
    return buckets;
  }

  @Override
  public int entries() {
    return Math.multiplyExact(columns.length, words);
  }

  @Override
  public void learn(Rows rows, int row) {}

  @Override
  public void encode(Rows rows, int row, int first, SparseRows into) {
    for (int c = 0; c < columns.length; c++) {
      double cell = rows.value(row, columns[c]);
      if (Double.isNaN(cell)) {
        add(names[c], 0, names[c].length, 1, first, into);
      } else {
        int start = Rows.textStart(cell);
        words(names[c], rows.texts(), start, start + Rows.textLength(cell), first, into);
      }
    }
  }

  private void words(byte[] name, byte[] text, int from, int to, int first, SparseRows into) {
    int at = from;
    while (at < to) {
      int end = at;
      int colon = -1;
      while (end < to && text[end] != ' ' && text[end] != '\t') {
        colon = text[end] == ':' ? end : colon;
        end++;
      }
      if (end > at) {
        word(name, text, at, colon, end, first, into);
      }
      at = end + 1;
    }
  }

  private void word(
      byte[] name, byte[] text, int from, int colon, int to, int first, SparseRows into) {
    double value = colon < 0 ? Double.NaN : Decimal.parse(text, colon + 1, to);
    int end = Double.isNaN(value) ? to : colon;
    int length = end - from;
    int size = name.length + 1 + length;
    if (joined.length < size) {
      joined = Arrays.copyOf(joined, Math.max(size, 2 * joined.length));
    }
    System.arraycopy(name, 0, joined, 0, name.length);
    joined[name.length] = '=';
    System.arraycopy(text, from, joined, name.length + 1, length);
    add(joined, 0, size, Double.isNaN(value) ? 1 : (float) value, first, into);
  }

  private void add(byte[] word, int from, int length, float value, int first, SparseRows into) {
    int hash = Murmur3.hash(word, from, length, 0);
    // The absolute value of the least int is taken for 2^31 here.
    int bucket = Integer.remainderUnsigned(Math.abs(hash), buckets);
    float clipped = Math.clamp(value, -MOST, MOST);
    into.add(first + bucket, hash >= 0 ? clipped : -clipped);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {}
}
