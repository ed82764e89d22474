package dev.gradstream.codec;

import dev.gradstream.event.SnapshotManifest;
import dev.gradstream.event.Tensor;
import dev.gradstream.training.NamedArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns a snapshot's bytes, chunk after chunk, back into arrays.
 *
 * <p>An array grows with the bytes that have arrived, at most to twice their number: a manifest
 * that lies cannot make us take memory.
 */
final class SnapshotFiller {
  private static final int FIRST_ELEMENTS = 1 << 16;

  private final SnapshotManifest manifest;
  private final List<NamedArray> arrays = new ArrayList<>();
  private long position;
  private int filled; // elements of the tensor that comes next
  private Object values;

  /**
   * @throws CorruptEventException where the tensors do not lie one behind the other
   */
  SnapshotFiller(SnapshotManifest manifest) {
    this.manifest = manifest;
    long offset = 0;
    Set<String> names = new HashSet<>();
    for (Tensor tensor : manifest.getTensors()) {
      long elements = (long) tensor.getRows() * tensor.getColumns();
      if (tensor.getRows() < 0
          || tensor.getColumns() < 0
          || elements > Integer.MAX_VALUE - 8
          || tensor.getByteOffset() != offset
          || tensor.getByteLength() != elements * SnapshotImage.size(tensor.getType())) {
        throw corrupt("the place of tensor '" + Excerpt.of(tensor.getName()) + "' cannot be");
      }
      if (!names.add(tensor.getName())) {
        throw corrupt("tensor '" + Excerpt.of(tensor.getName()) + "' is there twice");
      }
      offset = SnapshotImage.aligned(offset + tensor.getByteLength());
    }
    if (offset != manifest.getTotalBytes()) {
      throw corrupt("expected " + offset + " bytes in all, got " + manifest.getTotalBytes());
    }
    open();
  }

  /** Takes the next chunk; every one but the last is a multiple of 8 long, and so are all. */
  void accept(byte[] chunk, int number) {
    if (chunk.length % SnapshotImage.ALIGNMENT != 0
        || chunk.length > manifest.getTotalBytes() - position) {
      throw corrupt("chunk " + number + " cannot be " + chunk.length + " bytes long");
    }
    ByteBuffer bytes = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    long end = position + chunk.length;
    while (position < end) {
      Tensor tensor = manifest.getTensors().get(arrays.size());
      int size = SnapshotImage.size(tensor.getType());
      bytes.position(chunk.length - (int) (end - position));
      int missing = tensor.getRows() * tensor.getColumns() - filled;
      int count = Math.min(bytes.remaining() / size, missing);
      take(bytes, count);
      filled += count;
      // At the end of a tensor the padding goes with it, and lies in the same chunk.
      position +=
          count == missing ? SnapshotImage.aligned((long) count * size) : (long) count * size;
      open();
    }
  }

  /** The arrays, whole. */
  List<NamedArray> arrays() {
    if (position != manifest.getTotalBytes()) {
      throw corrupt("expected " + manifest.getTotalBytes() + " bytes, got " + position);
    }
    return List.copyOf(arrays);
  }

  // Closes every tensor that is full, empty ones included, and stands at one that is not, if any.
  private void open() {
    while (arrays.size() < manifest.getTensors().size()) {
      Tensor tensor = manifest.getTensors().get(arrays.size());
      int elements = tensor.getRows() * tensor.getColumns();
      if (values == null) {
        int first = Math.min(elements, FIRST_ELEMENTS);
        values =
            switch (tensor.getType()) {
              case FLOAT -> new float[first];
              case DOUBLE -> new double[first];
              case LONG -> new long[first];
            };
      }
      if (filled < elements) {
        return;
      }
      arrays.add(new NamedArray(tensor.getName(), tensor.getRows(), tensor.getColumns(), values));
      values = null;
      filled = 0;
    }
  }

  private void take(ByteBuffer bytes, int count) {
    Tensor tensor = manifest.getTensors().get(arrays.size());
    int elements = tensor.getRows() * tensor.getColumns();
    int needed = filled + count;
    int grown = (int) Math.min(elements, Math.max(2L * filled, needed));
    switch (values) {
      case float[] old -> {
        float[] all = needed > old.length ? Arrays.copyOf(old, grown) : old;
        bytes.asFloatBuffer().get(all, filled, count);
        values = all;
      }
      case double[] old -> {
        double[] all = needed > old.length ? Arrays.copyOf(old, grown) : old;
        bytes.asDoubleBuffer().get(all, filled, count);
        values = all;
      }
      case long[] old -> {
        long[] all = needed > old.length ? Arrays.copyOf(old, grown) : old;
        bytes.asLongBuffer().get(all, filled, count);
        values = all;
      }
      default -> throw new IllegalStateException("opened as " + values.getClass());
    }
  }

  private CorruptEventException corrupt(String problem) {
    return new CorruptEventException("snapshot of step " + manifest.getStep(), problem);
  }
}
