package dev.gradstream.codec;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What makes seconds of a number of Avro's logical types for time. A date is its midnight, a time
 * of day counts from midnight, and a local timestamp is taken for UTC.
 */
final class AvroUnit {
  private static final double DAY = 86_400;
  private static final int MOST_SCALE = 1000; // beyond it every double is 0

  private AvroUnit() {}

  /** How many of the type's units a second has; below 1 for days. 1 where it is no time. */
  static double perSecond(Schema schema) {
    LogicalType type = schema.getLogicalType();
    return switch (type == null ? "" : type.getName()) {
      case "date" -> 1 / DAY;
      case "time-millis", "timestamp-millis", "local-timestamp-millis" -> 1e3;
      case "time-micros", "timestamp-micros", "local-timestamp-micros" -> 1e6;
      case "timestamp-nanos", "local-timestamp-nanos" -> 1e9;
      default -> 1;
    };
  }

  /** The seconds that a number of units is, rounded once. */
  static double seconds(double units, double perSecond) {
    return perSecond < 1 ? units * DAY : units / perSecond;
  }

  /** Digits behind the point of a decimal number; -1 where the type is none. */
  static int scale(Schema schema) {
    if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
      return -1;
    }
    if (decimal.getScale() > MOST_SCALE) {
      throw new UnusableSchema(
          "a decimal has %d digits behind its point; at most %d can be read"
              .formatted(decimal.getScale(), MOST_SCALE));
    }
    return decimal.getScale();
  }
}
