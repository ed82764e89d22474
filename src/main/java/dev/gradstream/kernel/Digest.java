package dev.gradstream.kernel;

import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;

/**
 * A 64-bit digest of state: each 32-bit word times an odd key of its position, summed.
 *
 * <p>Word w at position p adds
 *
 * <pre>
 *   low  += w             * ((p * 0x9E3779B1 + 0x85EBCA77) | 1)   mod 2^32
 *   high += (w ^ w >>> 15) * ((p * 0xC2B2AE3D + 0x27D4EB2F) | 1)   mod 2^32
 * </pre>
 *
 * and the digest is {@code high << 32 | low}. Words are raw float bits with every NaN as
 * 0x7FC00000; doubles (NaN as 0x7FF8000000000000) and longs give two, the low one first. Positions
 * count words over all visited arrays in visiting order, padding left out. A sum has no order, so a
 * vector form, a threaded one and one that follows changes agree. It tells that two states differ;
 * it is no defence against somebody who wants them to look equal.
 *
 * <p>Reusable without allocation by one thread at a time.
 */
public final class Digest implements StateVisitor {
  private final Kernels kernels;
  private long sum;
  private int position;

  /** A digest on the kernels of this process. */
  public Digest() {
    this(Kernels.chosen());
  }

  Digest(Kernels kernels) {
    this.kernels = kernels;
  }

  /** The digest of the parts, one after another. */
  public static long digest(Stateful... parts) {
    Digest digest = new Digest();
    for (Stateful part : parts) {
      part.visit(digest);
    }
    return digest.value();
  }

  /** The digest of one part alone, from position 0. */
  public long of(Stateful part) {
    reset();
    part.visit(this);
    return sum;
  }

  /** Forgets what was visited. */
  public void reset() {
    sum = 0;
    position = 0;
  }

  /** The digest of everything visited since the last reset. */
  public long value() {
    return sum;
  }

  @Override
  public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
    if (stride == columns) {
      words(rows * columns, values, offset);
      return;
    }
    for (int row = 0; row < rows; row++) {
      words(columns, values, offset + row * stride);
    }
  }

  private void words(int count, float[] values, int offset) {
    sum = kernels.digest(sum, position, count, values, offset);
    position += count;
  }

  @Override
  public void doubles(String name, double[] values, int offset, int rows, int columns, int stride) {
    for (int row = 0; row < rows; row++) {
      for (int i = offset + row * stride; i < offset + row * stride + columns; i++) {
        word64(Double.doubleToLongBits(values[i]));
      }
    }
  }

  @Override
  public void longs(String name, long[] values, int count) {
    for (int i = 0; i < count; i++) {
      word64(values[i]);
    }
  }

  private void word64(long bits) {
    word((int) bits);
    word((int) (bits >>> 32));
  }

  private void word(int word) {
    sum = pack((int) (sum >>> 32) + high(word, position), (int) sum + low(word, position));
    position++;
  }

  static final int LOW_KEY = 0x9E3779B1;
  static final int LOW_START = 0x85EBCA77;
  static final int HIGH_KEY = 0xC2B2AE3D;
  static final int HIGH_START = 0x27D4EB2F;

  static int low(int word, int position) {
    return word * ((position * LOW_KEY + LOW_START) | 1);
  }

  static int high(int word, int position) {
    return (word ^ word >>> 15) * ((position * HIGH_KEY + HIGH_START) | 1);
  }

  /** The position of the word that comes next. */
  public int position() {
    return position;
  }

  /** Takes the sum of the next {@code words} words, computed at {@link #position()}. */
  public void add(long part, int words) {
    sum = plus(sum, part);
    position += words;
  }

  /** What a long at a position adds. */
  static long part(long bits, int position) {
    int low = (int) bits;
    int high = (int) (bits >>> 32);
    return pack(
        high(low, position) + high(high, position + 1),
        low(low, position) + low(high, position + 1));
  }

  /** The sum of two parts. */
  public static long plus(long a, long b) {
    return pack((int) (a >>> 32) + (int) (b >>> 32), (int) a + (int) b);
  }

  static long minus(long a, long b) {
    return pack((int) (a >>> 32) - (int) (b >>> 32), (int) a - (int) b);
  }

  static long pack(int high, int low) {
    return (long) high << 32 | low & 0xFFFFFFFFL;
  }
}
