package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class ModelFileTest {
  private static final byte[] MARK =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private static byte[] write(Snapshot snapshot) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFile.write(out, Map.of("run", "r", "step", "5"), snapshot, MARK);
    return out.toByteArray();
  }

  // Read with Avro's own reader and the schema in the file alone: nothing of ours is needed.
  @Test
  void a_stranger_reads_every_number_with_avro_alone() throws IOException {
    float[] large = new float[(1 << 20) + 3];
    large[0] = Float.MIN_VALUE;
    large[1 << 20] = -0.0f;
    Snapshot snapshot =
        new Snapshot(
            5,
            2,
            1,
            List.of(
                new NamedArray("weight", 1, large.length, large),
                new NamedArray("scale", 1, 2, new double[] {Math.PI, Double.NEGATIVE_INFINITY}),
                new NamedArray("none", 0, 4, new float[0]),
                new NamedArray("progress", 1, 1, new long[] {Long.MIN_VALUE})));
    List<String> outline = new ArrayList<>();
    float[] read = new float[large.length];
    try (DataFileReader<GenericRecord> file =
        new DataFileReader<>(
            new SeekableByteArrayInput(write(snapshot)), new GenericDatumReader<>())) {
      assertEquals("5", file.getMetaString("gradstream.step"));
      for (GenericRecord part : file) {
        List<?> floats = (List<?>) part.get("floats");
        long first = (Long) part.get("first");
        for (int i = 0; i < floats.size(); i++) {
          read[(int) first + i] = (Float) floats.get(i);
        }
        outline.add(
            "%s %s %s %s %s %s"
                .formatted(
                    part.get("name"),
                    part.get("rows"),
                    part.get("columns"),
                    first,
                    part.get("doubles"),
                    part.get("longs")));
      }
    }
    assertEquals(
        List.of(
            "weight 1 1048579 0 [] []",
            "weight 1 1048579 1048576 [] []",
            "scale 1 2 0 [3.141592653589793, -Infinity] []",
            "none 0 4 0 [] []",
            "progress 1 1 0 [] [-9223372036854775808]"),
        outline);
    assertEquals(Float.floatToRawIntBits(-0.0f), Float.floatToRawIntBits(read[1 << 20]));
    assertArrayEquals(large, read);
  }

  @Test
  void equal_snapshots_are_equal_files() throws IOException {
    Snapshot snapshot =
        new Snapshot(1, 1, 1, List.of(new NamedArray("w", 1, 2, new float[] {1, 2})));
    assertArrayEquals(write(snapshot), write(snapshot));
  }
}
