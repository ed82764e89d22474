package dev.gradstream.codec;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * What columns are worth that a writer's schema lacks: the defaults of the reader's schema. As Avro
 * has it, the default that counts is that of the outermost field that the writer lacks.
 */
final class AvroDefaults {
  private static final int MOST = 100_000;

  /** A column's value within the default of the field at {@code field}; null for missing. */
  private record Value(String field, Schema schema, Object value) {}

  // By column: the reader's fields on the way to it that have a default, outermost first.
  private final Map<String, Map<String, Value>> values = new LinkedHashMap<>();
  private int count;

  private AvroDefaults() {}

  static AvroDefaults of(Schema reader) {
    AvroDefaults defaults = new AvroDefaults();
    if (reader.getType() == Schema.Type.RECORD) {
      defaults.fields(reader, "");
    }
    return defaults;
  }

  /** Whether the reader's schema says what the column is worth where it is lacking. */
  boolean knows(String column) {
    return values.containsKey(column);
  }

  /**
   * The step that gives a lacking column its value; null where it stays missing.
   *
   * @param written paths of all fields that the writer has
   */
  AvroStep step(String column, Set<String> written, AvroColumns columns) {
    for (Value value : values.getOrDefault(column, Map.of()).values()) {
      if (!written.contains(value.field())) {
        return value.value() == null ? null : step(column, value, columns);
      }
    }
    return null;
  }

  private static AvroStep step(String column, Value value, AvroColumns columns) {
    int target = columns.placeOf(column);
    if (columns.isText(column)) {
      return new AvroValues.ConstantText(
          column, value.value().toString().getBytes(StandardCharsets.UTF_8), target);
    }
    double number =
        switch (value.value()) {
          case Boolean flag -> flag ? 1 : 0;
          case Number some -> some.doubleValue();
          case String text when columns.isTime(column) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            yield EpochSeconds.parse(bytes, 0, bytes.length);
          }
          default -> Double.NaN;
        };
    if (Double.isNaN(number)) {
      throw new UnusableSchema(
          "column '" + column + "' has the default '" + value.value() + "', which is no number");
    }
    double perSecond = columns.isTime(column) ? AvroUnit.perSecond(value.schema()) : 1;
    return new AvroValues.Constant(
        perSecond == 1 ? number : AvroUnit.seconds(number, perSecond), target);
  }

  // Recursive types are refused with the writer's schema; here they end by the count.
  private void fields(Schema record, String path) {
    for (Schema.Field field : record.getFields()) {
      String name = path.isEmpty() ? field.name() : path + "." + field.name();
      if (++count > MOST) {
        throw new UnusableSchema("has more than " + MOST + " values in a record");
      }
      if (field.hasDefaultValue()) {
        put(name, name, field.schema(), field.defaultVal());
      }
      for (Schema branch : branches(field.schema())) {
        if (branch.getType() == Schema.Type.RECORD && name.length() < 1000) {
          fields(branch, name);
        }
      }
    }
  }

  private static List<Schema> branches(Schema schema) {
    return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
  }

  private void put(String field, String path, Schema schema, Object value) {
    boolean missing = value == null || value == JsonProperties.NULL_VALUE;
    switch (missing ? null : value) {
      case null -> {
        add(field, path, schema, null);
      }
      case Map<?, ?> map -> {
        for (Schema branch : branches(schema)) {
          if (branch.getType() == Schema.Type.RECORD) {
            branch
                .getFields()
                .forEach(f -> put(field, path + "." + f.name(), f.schema(), map.get(f.name())));
          }
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          add(field, path + "[" + i + "]", schema, list.get(i));
        }
      }
      case byte[] bytes -> bytes(field, path, schema, bytes);
      default -> add(field, path, schema, value);
    }
  }

  private void bytes(String field, String path, Schema schema, byte[] bytes) {
    for (Schema branch : branches(schema)) {
      int scale = AvroUnit.scale(branch);
      if (scale >= 0) {
        add(field, path, branch, AvroValues.Decimal.number(bytes, 0, bytes.length, scale));
        return;
      }
    }
    for (int i = 0; i < bytes.length; i++) {
      add(field, path + "[" + i + "]", schema, bytes[i] & 0xff);
    }
  }

  private void add(String field, String column, Schema schema, Object value) {
    Schema first =
        branches(schema).stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElse(schema);
    values
        .computeIfAbsent(column, c -> new LinkedHashMap<>())
        .putIfAbsent(field, new Value(field, first, value));
  }
}
