package dev.gradstream.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Looks at Avro records: their values as texts, by the names that columns have. */
public final class AvroSample {
  private static final int MOST_ELEMENTS = 1024;

  private static final GenericData VALUES = new GenericData();

  static {
    // Times of day stay numbers: they are no points in time.
    VALUES.addLogicalTypeConversion(new Conversions.DecimalConversion());
    VALUES.addLogicalTypeConversion(new TimeConversions.DateConversion());
    VALUES.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    VALUES.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    VALUES.addLogicalTypeConversion(new TimeConversions.TimestampNanosConversion());
    VALUES.addLogicalTypeConversion(new TimeConversions.LocalTimestampMillisConversion());
    VALUES.addLogicalTypeConversion(new TimeConversions.LocalTimestampMicrosConversion());
    VALUES.addLogicalTypeConversion(new TimeConversions.LocalTimestampNanosConversion());
  }

  private AvroSample() {}

  /** The number of the schema that a record in a registry's framing names; -1 where it has none. */
  public static long registryNumber(byte[] value) {
    return value.length >= AvroFraming.REGISTRY.headerBytes() && value[0] == 0
        ? AvroFraming.REGISTRY.writer(value)
        : -1;
  }

  /**
   * The columns of a record in the order of the schema, nested ones by their path; null for a
   * missing value. Empty where the bytes are no record of the schema.
   *
   * @param schemaTexts those that the schema refers to, then the schema
   * @param framing the word in {@code source.framing}
   * @throws IllegalArgumentException where the text is no schema of a record
   */
  public static Map<String, String> columns(
      List<String> schemaTexts, String framing, byte[] value) {
    Schema schema = schema(schemaTexts);
    int from = AvroFraming.of(framing).headerBytes();
    if (value.length < from) {
      return Map.of();
    }
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
    try {
      GenericRecord record =
          new GenericDatumReader<GenericRecord>(schema, schema, VALUES).read(null, decoder);
      if (!decoder.isEnd()) {
        return Map.of();
      }
      Map<String, String> columns = new LinkedHashMap<>();
      put("", record, columns);
      return columns;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return Map.of(); // Avro tells broken input by exceptions of a dozen kinds
    }
  }

  private static Schema schema(List<String> texts) {
    Schema schema = null;
    try {
      Schema.Parser parser = new Schema.Parser();
      for (String text : texts) {
        schema = parser.parse(text);
      }
    } catch (AvroRuntimeException e) {
      throw new IllegalArgumentException("is no Avro schema: " + e.getMessage(), e);
    }
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException(
          "expected the schema of a record, got one of type " + schema.getType().getName());
    }
    return schema;
  }

  private static void put(String path, Object value, Map<String, String> columns) {
    switch (value) {
      case null -> columns.put(path, null);
      case GenericRecord record ->
          record
              .getSchema()
              .getFields()
              .forEach(
                  field ->
                      put(
                          path.isEmpty() ? field.name() : path + "." + field.name(),
                          record.get(field.pos()),
                          columns));
      case List<?> list -> {
        for (int i = 0; i < Math.min(MOST_ELEMENTS, list.size()); i++) {
          put(path + "[" + i + "]", list.get(i), columns);
        }
      }
      case ByteBuffer bytes -> {
        for (int i = 0; i < Math.min(MOST_ELEMENTS, bytes.remaining()); i++) {
          columns.put(path + "[" + i + "]", "" + (bytes.get(bytes.position() + i) & 0xff));
        }
      }
      case GenericFixed fixed -> put(path, ByteBuffer.wrap(fixed.bytes()), columns);
      case BigDecimal decimal -> columns.put(path, decimal.toString());
      case Boolean flag -> columns.put(path, flag ? "1" : "0");
      case Map<?, ?> map -> {} // a map's keys are no columns
      default -> columns.put(path, value.toString());
    }
  }
}
