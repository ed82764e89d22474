package dev.gradstream.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/**
 * Documents as JSON in UTF-8. A number that JSON cannot write (NaN, infinity) becomes null; the
 * doubles of a curve are written with the seven digits that a picture needs.
 */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** A document as one line of text. */
  public static String line(Map<String, ?> document) {
    return new String(bytes(document), StandardCharsets.UTF_8);
  }

  /** Maps, collections, numbers, truth values, null; anything else by its text. */
  static byte[] bytes(Map<String, ?> document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      write(json, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName(entry.getKey().toString());
          write(json, entry.getValue());
        }
        json.writeEndObject();
      }
      case Collection<?> items -> {
        json.writeStartArray();
        for (Object item : items) {
          write(json, item);
        }
        json.writeEndArray();
      }
      case Curve curve -> writeCurve(json, curve);
      case Double number when !Double.isFinite(number) -> json.writeNull();
      case Double number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      default -> json.writeString(value.toString());
    }
  }

  private static void writeCurve(JsonGenerator json, Curve curve) throws IOException {
    json.writeStartObject();
    json.writeFieldName("x");
    json.writeArray(curve.x(), 0, curve.length());
    writeColumn(json, "min", curve.min());
    writeColumn(json, "max", curve.max());
    writeColumn(json, "mean", curve.mean());
    json.writeEndObject();
  }

  private static void writeColumn(JsonGenerator json, String name, double[] column)
      throws IOException {
    json.writeFieldName(name);
    json.writeStartArray();
    for (double value : column) {
      if (Float.isFinite((float) value)) {
        json.writeNumber((float) value);
      } else {
        json.writeNumber(value);
      }
    }
    json.writeEndArray();
  }
}
