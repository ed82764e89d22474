package dev.gradstream.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Looks at Avro records: their values as texts, by the names that columns have. */
public final class AvroSample {
  private static final int MOST_ELEMENTS = 1024;

  private AvroSample() {}

  /**
   * The columns of a record in the order of the schema, nested ones by their path; null for a
   * missing value. Empty where the bytes are no record of the schema.
   *
   * @param framed whether the bytes begin with the 10 of a single object
   * @throws IllegalArgumentException where the text is no schema of a record
   */
  public static Map<String, String> columns(String schemaText, boolean framed, byte[] value) {
    Schema schema = schema(schemaText);
    int from = framed ? EventFormat.HEADER : 0;
    if (value.length < from) {
      return Map.of();
    }
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
    try {
      GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
      if (!decoder.isEnd()) {
        return Map.of();
      }
      Map<String, String> columns = new LinkedHashMap<>();
      put("", record, columns);
      return columns;
    } catch (IOException | AvroRuntimeException | OutOfMemoryError | IndexOutOfBoundsException e) {
      return Map.of();
    }
  }

  private static Schema schema(String text) {
    Schema schema;
    try {
      schema = new Schema.Parser().parse(text);
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
      case Boolean flag -> columns.put(path, flag ? "1" : "0");
      case Map<?, ?> map -> {} // a map's keys are no columns
      default -> columns.put(path, value.toString());
    }
  }
}
