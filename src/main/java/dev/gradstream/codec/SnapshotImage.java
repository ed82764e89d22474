package dev.gradstream.codec;

import dev.gradstream.event.ElementType;
import dev.gradstream.event.Tensor;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot seen as one long string of bytes, of which any stretch can be copied out.
 *
 * <p>Tensors start at multiples of 8, so that a stretch from one multiple of 8 to another never
 * cuts an element in two.
 */
final class SnapshotImage {
  static final int ALIGNMENT = 8;

  private final Snapshot snapshot;
  private final List<Tensor> tensors;
  private final long totalBytes;

  SnapshotImage(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.tensors = tensors(snapshot);
    this.totalBytes = tensors.isEmpty() ? 0 : aligned(end(tensors.getLast()));
  }

  List<Tensor> tensors() {
    return tensors;
  }

  long totalBytes() {
    return totalBytes;
  }

  int chunks(int chunkBytes) {
    if (chunkBytes < ALIGNMENT || chunkBytes % ALIGNMENT != 0) {
      throw new IllegalArgumentException(
          "chunkBytes: expected a positive multiple of " + ALIGNMENT + ", got " + chunkBytes);
    }
    return Math.toIntExact(Math.ceilDiv(totalBytes, chunkBytes));
  }

  /** Copies the bytes from a multiple of 8 on; {@code into} is all zeros before. */
  void copy(long from, byte[] into) {
    long to = from + into.length;
    ByteBuffer bytes = ByteBuffer.wrap(into).order(ByteOrder.LITTLE_ENDIAN);
    for (int t = 0; t < tensors.size(); t++) {
      Tensor tensor = tensors.get(t);
      long first = Math.max(from, tensor.getByteOffset());
      long end = Math.min(to, end(tensor));
      if (first < end) {
        int size = size(tensor.getType());
        int element = (int) ((first - tensor.getByteOffset()) / size);
        int count = (int) ((end - first) / size);
        bytes.position((int) (first - from));
        switch (snapshot.arrays().get(t).values()) {
          case float[] values -> bytes.asFloatBuffer().put(values, element, count);
          case double[] values -> bytes.asDoubleBuffer().put(values, element, count);
          case long[] values -> bytes.asLongBuffer().put(values, element, count);
          default -> throw new IllegalStateException("refused when the image was made");
        }
      }
    }
  }

  private static List<Tensor> tensors(Snapshot snapshot) {
    List<Tensor> tensors = new ArrayList<>();
    long offset = 0;
    for (NamedArray array : snapshot.arrays()) {
      ElementType type = type(array);
      long bytes = (long) array.rows() * array.columns() * size(type);
      tensors.add(new Tensor(array.name(), type, array.rows(), array.columns(), offset, bytes));
      offset = aligned(offset + bytes);
    }
    return tensors;
  }

  private static ElementType type(NamedArray array) {
    int length =
        switch (array.values()) {
          case float[] values -> values.length;
          case double[] values -> values.length;
          case long[] values -> values.length;
          case null, default ->
              throw new IllegalArgumentException(
                  array.name() + ": expected float[], double[] or long[] values");
        };
    if (array.rows() < 0
        || array.columns() < 0
        || (long) array.rows() * array.columns() != length) {
      throw new IllegalArgumentException(
          array.name()
              + ": expected "
              + array.rows()
              + " x "
              + array.columns()
              + " values, got "
              + length);
    }
    return array.values() instanceof float[]
        ? ElementType.FLOAT
        : array.values() instanceof double[] ? ElementType.DOUBLE : ElementType.LONG;
  }

  static int size(ElementType type) {
    return type == ElementType.FLOAT ? Float.BYTES : Double.BYTES;
  }

  static long aligned(long offset) {
    return (offset + ALIGNMENT - 1) & -ALIGNMENT;
  }

  private static long end(Tensor tensor) {
    return tensor.getByteOffset() + tensor.getByteLength();
  }

  /** A SHA-256 that has seen what a snapshot is of, and goes on with its bytes. */
  static MessageDigest outline(long step, long window, long blockSequence, List<Tensor> tensors) {
    MessageDigest digest = sha256();
    ByteBuffer numbers = ByteBuffer.allocate(4 * Long.BYTES);
    numbers.putLong(step).putLong(window).putLong(blockSequence).putLong(tensors.size());
    digest.update(numbers.array());
    for (Tensor tensor : tensors) {
      byte[] name = tensor.getName().getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
      digest.update(name);
      ByteBuffer shape = ByteBuffer.allocate(3 * Integer.BYTES);
      shape.putInt(tensor.getType().ordinal()).putInt(tensor.getRows()).putInt(tensor.getColumns());
      digest.update(shape.array());
    }
    return digest;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
