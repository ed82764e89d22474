package dev.gradstream.features;

import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Signed feature hashing (Weinberger et al. 2009): with h the 32-bit Murmur3 of {@code
 * column=value} in UTF-8, seed 0, the entry of column |h| mod {@code buckets} is +1 where h >= 0
 * and -1 below; a missing value is hashed as {@code column} alone. As scikit-learn's FeatureHasher,
 * so that weights can be read with it. Learns nothing.
 */
final class Hashing implements Encoder {
  private final byte[][] names; // (k)
  private final int[] columns; // (k) indices into a row
  private final int buckets;
  private byte[] joined = new byte[128]; // scratch

  Hashing(Settings settings, List<String> names, int[] columns) {
    this.names =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.columns = columns;
    this.buckets = (int) settings.whole("buckets", 1 << 18, 1, 1 << 26);
    Encoders.rejectsMissing(settings);
  }

  @Override
  public int width() {
    return buckets;
  }

  @Override
  public int entries() {
    return columns.length;
  }

  @Override
  public void learn(Rows rows, int row) {}

  @Override
  public void encode(Rows rows, int row, int first, SparseRows into) {
    for (int c = 0; c < columns.length; c++) {
      int hash = hash(names[c], rows, rows.value(row, columns[c]));
      // The absolute value of the least int is taken for 2^31 here.
      int bucket = Integer.remainderUnsigned(Math.abs(hash), buckets);
      into.add(first + bucket, hash >= 0 ? 1f : -1f);
    }
  }

  private int hash(byte[] name, Rows rows, double cell) {
    if (Double.isNaN(cell)) {
      return Murmur3.hash(name, 0, name.length, 0);
    }
    int length = Rows.textLength(cell);
    int size = name.length + 1 + length;
    if (joined.length < size) {
      joined = Arrays.copyOf(joined, Math.max(size, 2 * joined.length));
    }
    System.arraycopy(name, 0, joined, 0, name.length);
    joined[name.length] = '=';
    System.arraycopy(rows.texts(), Rows.textStart(cell), joined, name.length + 1, length);
    return Murmur3.hash(joined, 0, size, 0);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {}
}
