package dev.gradstream.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a registry says of a schema.
 *
 * @param schema its text; null where there is no such schema
 * @param type {@code AVRO} and others
 * @param references schemas that it names and that stand elsewhere
 */
record RegistryAnswer(String schema, String type, List<Reference> references) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final RegistryAnswer UNKNOWN = new RegistryAnswer(null, "", List.of());

  /** A schema by its subject and version there. */
  record Reference(String subject, long version) {}

  boolean isUnknown() {
    return schema == null;
  }

  /** Reads an answer; null where it is not one that a registry gives. */
  static RegistryAnswer of(int status, byte[] body) {
    String schema = null;
    String type = "AVRO";
    List<Reference> references = new ArrayList<>();
    long error = 0;
    try (JsonParser json = FACTORY.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        switch (name) {
          case "schema" -> schema = json.getValueAsString();
          case "schemaType" -> type = json.getValueAsString(type);
          case "error_code" -> error = json.getValueAsLong();
          case "references" -> {
            if (value == JsonToken.START_ARRAY) {
              references(json, references);
            }
          }
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      return null;
    }
    // 40401 to 40403: no such subject, version, schema.
    if (status == 404) {
      return error >= 40401 && error <= 40403 ? UNKNOWN : null;
    }
    return status == 200 && schema != null ? new RegistryAnswer(schema, type, references) : null;
  }

  private static void references(JsonParser json, List<Reference> references) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String subject = "";
      long version = 0;
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        switch (name) {
          case "subject" -> subject = json.getValueAsString("");
          case "version" -> version = json.getValueAsLong();
          default -> json.skipChildren();
        }
      }
      references.add(new Reference(subject, version));
    }
  }
}
