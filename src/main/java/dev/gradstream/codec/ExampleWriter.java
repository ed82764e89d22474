package dev.gradstream.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Writes examples {@code {x: array<float>, y: double}} as single Avro objects, for streams that we
 * make ourselves. The schema is the resource {@code /examples/vector.avsc}; format {@code avro}
 * reads them as columns {@code x[0]}, {@code x[1]}, ... and {@code y}. The only object made is the
 * record. Not thread-safe.
 */
public final class ExampleWriter {
  private final int features;
  private final byte[] header;
  private final byte[] count = new byte[10];
  private final int countBytes;

  /**
   * @param features number of elements of every {@code x}, at least 1
   */
  public ExampleWriter(int features) {
    if (features < 1) {
      throw new IllegalArgumentException("features: expected at least 1, got " + features);
    }
    this.features = features;
    Schema schema = new Schema.Parser().parse(schemaText());
    this.header = EventFormat.header(SchemaNormalization.parsingFingerprint64(schema));
    int bytes = 0;
    for (long bits = (long) features << 1; bits != 0; bits >>>= 7) {
      count[bytes++] = (byte) (bits > 0x7f ? bits & 0x7f | 0x80 : bits);
    }
    this.countBytes = bytes;
  }

  /** The schema, to be put into {@code source.schemaText}. */
  public static String schemaText() {
    try (InputStream text = ExampleWriter.class.getResourceAsStream("/examples/vector.avsc")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /examples/vector.avsc of our own jar", e);
    }
  }

  /** Number of bytes of every record. */
  public int sizeBytes() {
    return header.length + countBytes + features * Float.BYTES + 1 + Double.BYTES;
  }

  /**
   * The bytes of an example.
   *
   * @param x as many values as were announced; each is rounded to a float
   */
  public byte[] write(double[] x, double y) {
    if (x.length != features) {
      throw new IllegalArgumentException("expected " + features + " features, got " + x.length);
    }
    byte[] bytes = new byte[sizeBytes()];
    ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    record.put(header).put(count, 0, countBytes);
    for (double value : x) {
      record.putFloat((float) value);
    }
    record.put((byte) 0).putDouble(y);
    return bytes;
  }
}
