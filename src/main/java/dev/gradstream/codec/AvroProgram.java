package dev.gradstream.codec;

import dev.gradstream.features.RowLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * Turns a writer's schema and the columns to read into steps.
 *
 * <p>A field's column is its name, {@code customer.age} within a nested record, {@code x[3]} for an
 * element of an array of numbers or of bytes. A decimal is a number; of the logical types for time
 * those columns that the layout calls times come in seconds, and the others as they are written.
 * Recursive schemas are refused, so that no record can nest deeper than its schema.
 */
final class AvroProgram {
  private final AvroColumns columns;
  private final AvroSkip skip = new AvroSkip();
  private final Deque<String> within = new ArrayDeque<>();
  private final Set<String> fields = new HashSet<>(); // paths of all fields of the writer

  private AvroProgram(RowLayout layout) {
    columns = new AvroColumns(layout);
  }

  /**
   * The steps through a record.
   *
   * @param lacking the columns that the schema lacks; they stay missing, but for those that the
   *     reader's schema has a default for
   * @param problems what to say of each lacking column
   */
  record Compiled(AvroStep step, List<String> lacking, Function<String, String> problems) {}

  /**
   * @param reader says what a field is worth that the writer lacks, by its default; null for none
   * @param layout the columns of a row; the place among them is the target
   * @throws UnusableSchema where it is no record, has no end, or a column is no number where one is
   *     wanted
   */
  static Compiled compile(Schema writer, Schema reader, RowLayout layout) {
    if (writer.getType() != Schema.Type.RECORD) {
      throw new UnusableSchema("expected a record, got type " + writer.getType().getName());
    }
    AvroProgram program = new AvroProgram(layout);
    AvroStep record = program.record(writer, "");
    List<String> lacking = program.columns.lacking();
    if (reader == null || lacking.isEmpty()) {
      return new Compiled(record, lacking, program.columns::describeLack);
    }
    List<AvroStep> steps = new ArrayList<>();
    AvroDefaults defaults = AvroDefaults.of(reader);
    for (String column : lacking) {
      AvroStep step = defaults.step(column, program.fields, program.columns);
      if (step != null) {
        steps.add(step);
      }
    }
    List<String> left = lacking.stream().filter(column -> !defaults.knows(column)).toList();
    steps.add(record);
    return new Compiled(
        new AvroStep.Sequence(List.copyOf(steps)), left, program.columns::describeLack);
  }

  private AvroStep step(Schema schema, String path) {
    skip.count();
    return switch (schema.getType()) {
      case RECORD -> record(schema, path);
      case UNION ->
          new AvroStep.Choice(schema.getTypes().stream().map(type -> step(type, path)).toList());
      case ARRAY -> array(schema, path);
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> number(schema, path);
      case NULL -> new AvroStep.SkipBytes(0);
      case BYTES, FIXED -> bytes(schema, path);
      case ENUM, STRING -> text(schema, path);
      case MAP -> other(schema, path);
    };
  }

  private AvroStep record(Schema schema, String path) {
    AvroSkip.enter(within, schema);
    List<AvroStep> steps = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      String name = path.isEmpty() ? field.name() : path + "." + field.name();
      fields.add(name);
      steps.add(step(field.schema(), name));
    }
    within.pop();
    return new AvroStep.Sequence(List.copyOf(steps));
  }

  private AvroStep number(Schema schema, String path) {
    Integer target = columns.found(path);
    if (target == null) {
      return skip.over(schema);
    }
    if (columns.isText(path)) {
      return new AvroStep.NumberText(path, schema.getType(), target);
    }
    double perSecond = columns.isTime(path) ? AvroUnit.perSecond(schema) : 1;
    return perSecond == 1
        ? new AvroStep.Number(schema.getType(), target)
        : new AvroValues.Time(schema.getType(), perSecond, target);
  }

  private AvroStep text(Schema schema, String path) {
    boolean string = schema.getType() == Schema.Type.STRING;
    if (columns.isText(path)) {
      int target = columns.found(path);
      return string
          ? new AvroStep.Text(path, target)
          : AvroStep.Symbol.of(path, schema.getEnumSymbols(), target);
    }
    return string && columns.isTime(path)
        ? new AvroValues.TimeText(path, columns.found(path))
        : other(schema, path);
  }

  private AvroStep other(Schema schema, String path) {
    columns.foundOther(path, schema.getType());
    return columns.isWanted(path)
        ? new AvroStep.Refusal(path, schema.getType())
        : skip.over(schema);
  }

  // A decimal number, or a vector of numbers from 0 to 255, such as an image.
  private AvroStep bytes(Schema schema, String path) {
    int size = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : -1;
    int scale = AvroUnit.scale(schema);
    if (scale >= 0 && !columns.isText(path)) {
      Integer target = columns.found(path);
      return target == null ? skip.over(schema) : new AvroValues.Decimal(path, scale, size, target);
    }
    if (schema.getLogicalType() != null) {
      return other(schema, path);
    }
    columns.foundVector(path, schema.getType());
    int[] targets = columns.targets(path);
    return targets.length == 0 ? skip.over(schema) : new AvroStep.Bytes(path, targets, size);
  }

  private AvroStep array(Schema schema, String path) {
    Schema element = schema.getElementType();
    List<Schema> types =
        element.getType() == Schema.Type.UNION ? element.getTypes() : List.of(element);
    if (types.stream().noneMatch(type -> isNumber(type.getType()))) {
      columns.foundOther(path, Schema.Type.ARRAY);
      return skip.over(schema);
    }
    columns.foundVector(path, Schema.Type.ARRAY);
    int[] targets = columns.targets(path);
    if (targets.length == 0) {
      return skip.over(schema);
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
        skip.over(element),
        AvroSkip.leastBytes(element));
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

  private static boolean isNumber(Schema.Type type) {
    return switch (type) {
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }
}
