package dev.gradstream.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.avro.Schema;

/** How values of no interest are stepped over; one for each schema. */
final class AvroSkip {
  // A named type may stand in many places, and those may double at every level.
  private static final int MOST_STEPS = 100_000;

  private final Deque<String> within = new ArrayDeque<>();
  private int steps;

  /**
   * The step over a value.
   *
   * @throws UnusableSchema where a type contains itself, or the schema has no end of values
   */
  AvroStep over(Schema schema) {
    count();
    return switch (schema.getType()) {
      case RECORD -> {
        enter(within, schema);
        AvroStep fields =
            new AvroStep.Sequence(
                schema.getFields().stream().map(field -> over(field.schema())).toList());
        within.pop();
        yield fields;
      }
      case UNION -> new AvroStep.Choice(schema.getTypes().stream().map(this::over).toList());
      case ARRAY ->
          new AvroStep.SkipItems(
              over(schema.getElementType()), leastBytes(schema.getElementType()));
      case MAP ->
          new AvroStep.SkipItems(
              new AvroStep.Sequence(List.of(new AvroStep.SkipText(), over(schema.getValueType()))),
              1 + leastBytes(schema.getValueType()));
      case INT, LONG, ENUM -> new AvroStep.SkipWhole();
      case STRING, BYTES -> new AvroStep.SkipText();
      case BOOLEAN, FLOAT, DOUBLE, FIXED, NULL -> new AvroStep.SkipBytes(leastBytes(schema));
    };
  }

  /** Counts a step, of whatever kind. */
  void count() {
    if (++steps > MOST_STEPS) {
      throw new UnusableSchema("has more than " + MOST_STEPS + " values in a record");
    }
  }

  /** Goes into a record's fields, but never into the same record again. */
  static void enter(Deque<String> within, Schema record) {
    if (within.contains(record.getFullName())) {
      throw new UnusableSchema(
          "type " + record.getFullName() + " contains itself, which cannot be read");
    }
    within.push(record.getFullName());
  }

  /** Fewest bytes of a value that {@link #over} knows; 0 only where every value has none. */
  static int leastBytes(Schema schema) {
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
}
