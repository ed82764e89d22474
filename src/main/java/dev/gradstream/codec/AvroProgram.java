package dev.gradstream.codec;

import dev.gradstream.features.RowLayout;
import dev.gradstream.settings.Nearest;
import dev.gradstream.settings.Settings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Turns a writer's schema and the columns to read into steps.
 *
 * <p>A field's column is its name, {@code customer.age} within a nested record, {@code x[3]} for an
 * element of an array of numbers or of bytes. Recursive schemas are refused, so that no record can
 * nest deeper than its schema.
 */
final class AvroProgram {
  private static final int MOST_ELEMENTS = 1 << 20;

  private final Settings source;
  private final Map<String, Integer> wanted = new LinkedHashMap<>();
  private final Set<String> numbers = new LinkedHashSet<>();
  private final Map<String, Schema.Type> others = new LinkedHashMap<>();
  private final Deque<String> within = new ArrayDeque<>();

  private final List<String> texts;

  private AvroProgram(Settings source, List<String> columns, List<String> texts) {
    this.source = source;
    this.texts = texts;
    columns.forEach(column -> wanted.put(column, wanted.size()));
  }

  /**
   * @param layout the columns of a row; the place among them is the target
   * @throws dev.gradstream.settings.SettingsException naming a column that the schema does not have
   *     or that is no number where one is wanted
   */
  static AvroStep compile(Settings source, Schema schema, RowLayout layout) {
    if (schema.getType() != Schema.Type.RECORD) {
      throw source.problem("schema", "expected a record, got type " + schema.getType().getName());
    }
    AvroProgram program = new AvroProgram(source, layout.columns(), layout.texts());
    AvroStep step = program.step(schema, "");
    program.refuseMissing();
    return step;
  }

  private AvroStep step(Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, path);
      case UNION ->
          new AvroStep.Choice(schema.getTypes().stream().map(type -> step(type, path)).toList());
      case ARRAY -> array(schema, path);
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> number(schema, path);
      case NULL -> new AvroStep.SkipBytes(0);
      case BYTES, FIXED -> bytes(schema, path);
      case MAP, ENUM, STRING -> other(schema, path);
    };
  }

  private AvroStep record(Schema schema, String path) {
    if (within.contains(schema.getFullName())) {
      throw source.problem(
          "schema", "type " + schema.getFullName() + " contains itself, which cannot be read");
    }
    within.push(schema.getFullName());
    List<AvroStep> steps = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      steps.add(step(field.schema(), path.isEmpty() ? field.name() : path + "." + field.name()));
    }
    within.pop();
    return new AvroStep.Sequence(List.copyOf(steps));
  }

  private AvroStep number(Schema schema, String path) {
    numbers.add(path);
    Integer target = wanted.get(path);
    if (target == null) {
      return skip(schema);
    }
    return texts.contains(path)
        ? new AvroStep.NumberText(path, schema.getType(), target)
        : new AvroStep.Number(schema.getType(), target);
  }

  private AvroStep other(Schema schema, String path) {
    boolean text = schema.getType() == Schema.Type.STRING || schema.getType() == Schema.Type.ENUM;
    if (text && texts.contains(path)) {
      numbers.add(path);
      return schema.getType() == Schema.Type.STRING
          ? new AvroStep.Text(path, wanted.get(path))
          : AvroStep.Symbol.of(path, schema.getEnumSymbols(), wanted.get(path));
    }
    others.put(path, schema.getType());
    return wanted.containsKey(path) ? new AvroStep.Refusal(path, schema.getType()) : skip(schema);
  }

  // A vector of numbers from 0 to 255, such as an image.
  private AvroStep bytes(Schema schema, String path) {
    if (schema.getLogicalType() != null) {
      return other(schema, path);
    }
    others.put(path, schema.getType());
    numbers.add(path + "[0]");
    int[] targets = targets(path);
    return targets.length == 0
        ? skip(schema)
        : new AvroStep.Bytes(
            path, targets, schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : -1);
  }

  private AvroStep array(Schema schema, String path) {
    others.put(path, Schema.Type.ARRAY);
    Schema element = schema.getElementType();
    List<Schema> types =
        element.getType() == Schema.Type.UNION ? element.getTypes() : List.of(element);
    if (types.stream().noneMatch(type -> isNumber(type.getType()))) {
      return skip(schema);
    }
    numbers.add(path + "[0]");
    int[] targets = targets(path);
    if (targets.length == 0) {
      return skip(schema);
    }
    boolean adjacent = true;
    for (int i = 0; i < targets.length; i++) {
      adjacent &= targets[i] != AvroStep.UNUSED && targets[i] == targets[0] + i;
    }
    return new AvroStep.Vector(
        path,
        targets,
        adjacent,
        isNumber(element.getType()) ? element.getType() : null,
        item(element, path),
        skip(element),
        leastBytes(element));
  }

  private int[] targets(String path) {
    int length = 0;
    Map<Integer, Integer> byElement = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> column : wanted.entrySet()) {
      int element = ColumnPath.elementOf(column.getKey(), path);
      if (element >= MOST_ELEMENTS) {
        throw source.problem("schema", "column '" + column.getKey() + "' lies too far out");
      }
      if (element >= 0 && texts.contains(column.getKey())) {
        throw source.problem(
            "schema",
            "column '" + column.getKey() + "' is an element of a vector and can't be a text");
      }
      if (element >= 0) {
        numbers.add(column.getKey());
        byElement.put(element, column.getValue());
        length = Math.max(length, element + 1);
      }
    }
    int[] targets = new int[length];
    for (int i = 0; i < length; i++) {
      targets[i] = byElement.getOrDefault(i, AvroStep.UNUSED);
    }
    return targets;
  }

  private AvroStep item(Schema element, String path) {
    return switch (element.getType()) {
      case UNION ->
          new AvroStep.Choice(element.getTypes().stream().map(type -> item(type, path)).toList());
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> new AvroStep.Number(element.getType(), 0);
      case NULL -> new AvroStep.SkipBytes(0);
      default -> new AvroStep.Refusal(path, element.getType());
    };
  }

  private AvroStep skip(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        AvroProgram nobody = new AvroProgram(source, List.of(), List.of());
        nobody.within.addAll(within);
        yield nobody.record(schema, "");
      }
      case UNION -> new AvroStep.Choice(schema.getTypes().stream().map(this::skip).toList());
      case ARRAY ->
          new AvroStep.SkipItems(
              skip(schema.getElementType()), leastBytes(schema.getElementType()));
      case MAP ->
          new AvroStep.SkipItems(
              new AvroStep.Sequence(List.of(new AvroStep.SkipText(), skip(schema.getValueType()))),
              1 + leastBytes(schema.getValueType()));
      case INT, LONG, ENUM -> new AvroStep.SkipWhole();
      case STRING, BYTES -> new AvroStep.SkipText();
      case BOOLEAN, FLOAT, DOUBLE, FIXED, NULL -> new AvroStep.SkipBytes(leastBytes(schema));
    };
  }

  /** Fewest bytes of a value; 0 only where every value has none. */
  private static int leastBytes(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> 0;
      case FLOAT -> Float.BYTES;
      case DOUBLE -> Double.BYTES;
      case FIXED -> schema.getFixedSize();
      case RECORD -> {
        long sum = schema.getFields().stream().mapToLong(f -> leastBytes(f.schema())).sum();
        yield (int) Math.min(Integer.MAX_VALUE - 1, sum);
      }
      default -> 1;
    };
  }

  private static boolean isNumber(Schema.Type type) {
    return switch (type) {
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  private void refuseMissing() {
    for (String column : wanted.keySet()) {
      if (!numbers.contains(column)) {
        Schema.Type other = others.get(column);
        throw source.problem(
            "schema",
            other != null
                ? "column '" + column + "' is of type " + other.getName() + ", and no number"
                : "expected column '"
                    + column
                    + "' among "
                    + String.join(", ", numbers)
                    + Nearest.hint(column, numbers));
      }
    }
  }
}
