package dev.gradstream.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** JSON lines: one object a line. */
final class JsonReader extends LineReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  JsonReader(RecordCutter cutter, String keyName) {
    super(cutter, keyName);
  }

  @Override
  Line line(byte[] bytes) throws IOException {
    Line line;
    try (JsonParser json = FACTORY.createParser(bytes)) {
      line = object(json);
    } catch (JsonProcessingException e) {
      throw cutter.problem("is not JSON: " + e.getOriginalMessage());
    }
    if (keyName != null && line.key() == null) {
      throw cutter.problem("expected a text or number named '" + keyName + "' for the key");
    }
    return line;
  }

  private Line object(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw cutter.problem("expected a JSON object on a line of its own");
    }
    List<String> names = new ArrayList<>();
    byte[] key = null;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      names.add(name);
      JsonToken token = json.nextToken();
      if (name.equals(keyName) && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        key = json.getText().getBytes(StandardCharsets.UTF_8);
      }
      json.skipChildren();
    }
    if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
      throw cutter.problem("expected nothing after the JSON object on its line");
    }
    return new Line(names, key);
  }
}
