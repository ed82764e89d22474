package dev.gradstream.codec;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A record is one Avro record of a known writer's schema.
 *
 * <p>Options: {@code schema}, a file with the writer's schema, whose text the program puts into
 * {@code schemaText} so that the run's record holds it; {@code framing}, {@code single-object} (10
 * bytes before each record that name its schema) or {@code bare}.
 *
 * <p>Reads 32 floats and a label about four times as fast as Avro's own reader, which makes an
 * object of each number; see {@code DecodeBenchmark}.
 */
final class AvroReader implements RowReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final AvroStep program;
  private final boolean framed;
  private final long fingerprint;
  private final AvroInput in = new AvroInput();

  private AvroReader(AvroStep program, boolean framed, long fingerprint) {
    this.program = program;
    this.framed = framed;
    this.fingerprint = fingerprint;
  }

  static AvroReader of(Settings source, RowLayout layout) {
    Schema schema = schema(source);
    String framing = source.choice("framing", List.of("single-object", "bare"), "single-object");
    return new AvroReader(
        AvroProgram.compile(source, schema, layout),
        framing.equals("single-object"),
        SchemaNormalization.parsingFingerprint64(schema));
  }

  private static Schema schema(Settings source) {
    String named = source.text("schema", null);
    String text = source.text("schemaText", named);
    if (text == null || !text.stripLeading().startsWith("{")) {
      throw source.problem(
          "schema", "format avro needs the schema of the records, for instance schema: order.avsc");
    }
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw source.problem("schema", "is no Avro schema: " + e.getMessage());
    }
  }

  @Override
  public void read(byte[] value, Rows rows, int start) {
    if (framed) {
      checkHeader(value);
    }
    in.open(value, framed ? EventFormat.HEADER : 0, rows);
    program.run(in, rows.values(), start);
    if (in.remaining() > 0) {
      throw new MalformedRecord(in.remaining() + " bytes are left over after the record");
    }
  }

  private void checkHeader(byte[] value) {
    if (value.length < EventFormat.HEADER) {
      throw new MalformedRecord(
          "expected at least " + EventFormat.HEADER + " bytes, got " + value.length);
    }
    if (value[0] != (byte) 0xc3 || value[1] != 0x01) {
      throw new MalformedRecord(
          String.format(
              "expected the mark c3 01 of a single Avro object, got %02x %02x (framing: bare reads"
                  + " records without it)",
              value[0], value[1]));
    }
    long written = (long) LONGS.get(value, 2);
    if (written != fingerprint) {
      throw new MalformedRecord(
          "expected a record of schema "
              + Long.toHexString(fingerprint)
              + ", got one of schema "
              + Long.toHexString(written));
    }
  }
}
