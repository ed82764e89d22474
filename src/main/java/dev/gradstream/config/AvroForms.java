package dev.gradstream.config;

import dev.gradstream.codec.AvroSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The forms that records of Avro have. */
final class AvroForms {
  private AvroForms() {}

  /**
   * Avro records that name their schemas by number.
   *
   * @param known filled on the way
   */
  record Numbered(RecordForm.Registry registry, Map<Long, List<String>> known)
      implements RecordForm {
    @Override
    public Map<String, String> columns(byte[] value) {
      long number = AvroSample.registryNumber(value);
      List<String> texts = number < 0 ? List.of() : known.computeIfAbsent(number, registry::texts);
      return texts.isEmpty() ? Map.of() : AvroSample.columns(texts, "registry", value);
    }

    @Override
    public List<String> source(List<String> columns) {
      List<String> lines = new ArrayList<>(List.of("format: avro", "framing: registry"));
      if (registry.url() != null) {
        lines.add("registry: " + registry.url());
      }
      return lines;
    }

    @Override
    public String describe() {
      long schemas = known.values().stream().filter(texts -> !texts.isEmpty()).count();
      return "Avro records of %d schema%s of a registry"
          .formatted(schemas, schemas == 1 ? "" : "s");
    }
  }

  /** Avro records of a known schema. */
  record OneSchema(String schemaText, boolean framed) implements RecordForm {
    @Override
    public Map<String, String> columns(byte[] value) {
      return AvroSample.columns(List.of(schemaText), framing(), value);
    }

    @Override
    public List<String> source(List<String> columns) {
      return List.of(
          "format: avro",
          "framing: " + framing(),
          "schema: '" + schemaText.replace("'", "''").replaceAll("\\s*\\R\\s*", " ") + "'");
    }

    private String framing() {
      return framed ? "single-object" : "bare";
    }

    @Override
    public String describe() {
      return "Avro records" + (framed ? " as single objects" : ", bare");
    }
  }
}
