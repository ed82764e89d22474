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
public final class JsonReader implements RecordReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final RecordCutter cutter;
  private final String keyName; // null without a key
  private List<String> columns = List.of();
  private byte[] value;
  private byte[] key;

  JsonReader(RecordCutter cutter, String keyName) {
    this.cutter = cutter;
    this.keyName = keyName;
  }

  @Override
  public boolean next() throws IOException {
    if (!cutter.next()) {
      return false;
    }
    value = cutter.bytes();
    key = null;
    try (JsonParser json = FACTORY.createParser(value)) {
      List<String> names = object(json);
      if (columns.isEmpty()) {
        columns = names;
      }
    } catch (JsonProcessingException e) {
      throw cutter.problem("is not JSON: " + e.getOriginalMessage());
    }
    if (keyName != null && key == null) {
      throw cutter.problem("expected a text or number named '" + keyName + "' for the key");
    }
    return true;
  }

  private List<String> object(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw cutter.problem("expected a JSON object on a line of its own");
    }
    List<String> names = new ArrayList<>();
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
    return names;
  }

  @Override
  public byte[] value() {
    return value;
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void close() throws IOException {
    cutter.close();
  }
}
