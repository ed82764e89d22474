package dev.gradstream.codec;

import dev.gradstream.settings.Settings;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The schemas that a {@code source} names, as texts. */
final class AvroTexts {
  private AvroTexts() {}

  /** The texts, the newest last; none where no schema is named. */
  static List<String> of(Settings source) {
    if (source.has("schemaTexts")) {
      return source.texts("schemaTexts");
    }
    String named = source.text("schema", null);
    String text = source.text("schemaText", named);
    return text == null || !text.stripLeading().startsWith("{") ? List.of() : List.of(text);
  }

  static Schema parse(Settings source, String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw source.problem("schema", "is no Avro schema: " + e.getMessage());
    }
  }
}
