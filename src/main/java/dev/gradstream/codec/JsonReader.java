package dev.gradstream.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.io.IOException;

/**
 * A record is one JSON object.
 *
 * <p>A column is a field's name, {@code customer.age} within a nested object, {@code x[3]} for an
 * element of a list. Times are {@link EpochSeconds}. In a column of numbers {@code true} is 1 and
 * {@code false} is 0; {@code null} and an absent field are missing. Fields that nobody asked for
 * are stepped over. No options.
 */
final class JsonReader implements RowReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final JsonPlace root;
  private final boolean[] texts; // by column of a row
  private final boolean[] times; // likewise
  private final byte[] time = new byte[EpochSeconds.LONGEST + 1];

  private JsonReader(JsonPlace root, RowLayout layout) {
    this.root = root;
    this.texts = layout.textColumns();
    this.times = layout.timeColumns();
  }

  static JsonReader of(Settings source, RowLayout layout) {
    return new JsonReader(JsonPlace.of(source, layout.columns()), layout);
  }

  @Override
  public void read(byte[] value, Rows rows, int start) {
    try (JsonParser parser = FACTORY.createParser(value)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new MalformedRecord("expected a JSON object, got " + kind(first));
      }
      object(parser, root, rows, start);
      if (parser.nextToken() != null) {
        throw new MalformedRecord("expected nothing after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedRecord("no JSON: " + Excerpt.of(e.getOriginalMessage(), 120));
    } catch (IOException e) {
      throw new MalformedRecord("no JSON: " + Excerpt.of("" + e.getMessage(), 120));
    }
  }

  private void object(JsonParser parser, JsonPlace place, Rows rows, int start) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      JsonPlace field = place.field(name);
      if (field == null) {
        parser.skipChildren();
      } else {
        value(parser, token, field, rows, start);
      }
    }
  }

  private void list(JsonParser parser, JsonPlace place, Rows rows, int start) throws IOException {
    int length = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      JsonPlace element = place.element(length++);
      if (element == null) {
        parser.skipChildren();
      } else {
        value(parser, token, element, rows, start);
      }
    }
    if (length < place.elements()) {
      throw MalformedRecord.inColumn(
          place.path(), "expected at least " + place.elements() + " elements, got " + length);
    }
  }

  private void value(JsonParser parser, JsonToken token, JsonPlace place, Rows rows, int start)
      throws IOException {
    if (token.isScalarValue() && place.target() >= 0 && texts[place.target()]) {
      if (token != JsonToken.VALUE_NULL) {
        put(place, text(parser, place, rows), rows, start);
      }
      return;
    }
    boolean read =
        switch (token) {
          case VALUE_STRING -> isTime(place) && put(place, time(parser, place), rows, start);
          case VALUE_NULL -> true;
          case VALUE_TRUE -> put(place, 1, rows, start);
          case VALUE_FALSE -> put(place, 0, rows, start);
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
              put(place, parser.getDoubleValue(), rows, start);
          case START_OBJECT -> {
            if (place.hasFields()) {
              object(parser, place, rows, start);
            }
            yield place.hasFields();
          }
          case START_ARRAY -> {
            if (place.elements() > 0) {
              list(parser, place, rows, start);
            }
            yield place.elements() > 0;
          }
          default -> false;
        };
    if (!read) {
      String got =
          token == JsonToken.VALUE_STRING
              ? "\"" + Excerpt.of(parser.getText()) + "\""
              : kind(token);
      throw MalformedRecord.inColumn(place.path(), "expected " + expected(place) + ", got " + got);
    }
  }

  private boolean isTime(JsonPlace place) {
    return place.target() >= 0 && times[place.target()];
  }

  private double time(JsonParser parser, JsonPlace place) throws IOException {
    char[] text = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int length = Math.min(parser.getTextLength(), time.length);
    for (int i = 0; i < length; i++) {
      char c = text[from + i];
      time[i] = (byte) (c < 0x80 && i < EpochSeconds.LONGEST ? c : '?');
    }
    return EpochSeconds.of(time, 0, length, place.path());
  }

  // Numbers and truth values as they are written.
  private static double text(JsonParser parser, JsonPlace place, Rows rows) throws IOException {
    return TextCell.of(
        rows,
        parser.getTextCharacters(),
        parser.getTextOffset(),
        parser.getTextLength(),
        place.path());
  }

  private static boolean put(JsonPlace place, double number, Rows rows, int start) {
    int target = place.target();
    if (target < 0) {
      return false;
    }
    double[] values = rows.values();
    if (!Double.isNaN(values[start + target])) {
      throw MalformedRecord.inColumn(place.path(), "is there twice");
    }
    values[start + target] = number;
    return true;
  }

  private String expected(JsonPlace place) {
    return place.target() >= 0 && texts[place.target()]
        ? "a text"
        : isTime(place) ? "a time" : place.expected();
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case null -> "nothing";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      default -> token.asString();
    };
  }
}
