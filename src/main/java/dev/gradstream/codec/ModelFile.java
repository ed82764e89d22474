package dev.gradstream.codec;

import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/**
 * A snapshot as a file that any Avro reader opens: a container of {@code
 * schemas/model-tensor.avsc}, what it is of in the container's own header under {@code
 * gradstream.}.
 */
public final class ModelFile {
  /** Numbers in a record at most, so that a reader need not hold a large matrix in one piece. */
  private static final int PART = 1 << 20;

  private static final Schema SCHEMA = dev.gradstream.event.ModelTensor.getClassSchema();

  private ModelFile() {}

  /**
   * Writes the file; the stream is left open. Equal snapshots give equal bytes.
   *
   * @param header what the snapshot is of, by names without their prefix
   * @param mark 16 bytes that stand between the file's blocks, any that do not occur elsewhere
   */
  public static void write(
      OutputStream out, Map<String, String> header, Snapshot snapshot, byte[] mark)
      throws IOException {
    try (var file = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(SCHEMA))) {
      header.forEach((name, value) -> file.setMeta("gradstream." + name, value));
      file.setCodec(CodecFactory.nullCodec());
      file.create(SCHEMA, new UnclosedStream(out), mark);
      for (NamedArray array : snapshot.arrays()) {
        int elements = array.rows() * array.columns();
        for (int from = 0; from == 0 || from < elements; from += PART) {
          file.append(part(array, from, Math.min(elements, from + PART)));
        }
      }
    }
  }

  private static GenericRecord part(NamedArray array, int from, int to) {
    GenericRecord part = new GenericData.Record(SCHEMA);
    part.put("name", array.name());
    part.put("rows", array.rows());
    part.put("columns", array.columns());
    part.put("first", (long) from);
    List<Float> floats = new ArrayList<>();
    List<Double> doubles = new ArrayList<>();
    List<Long> longs = new ArrayList<>();
    for (int i = from; i < to; i++) {
      switch (array.values()) {
        case float[] values -> floats.add(values[i]);
        case double[] values -> doubles.add(values[i]);
        case long[] values -> longs.add(values[i]);
        default -> throw new IllegalArgumentException(array.name() + ": no array of numbers");
      }
    }
    part.put("floats", floats);
    part.put("doubles", doubles);
    part.put("longs", longs);
    return part;
  }
}
