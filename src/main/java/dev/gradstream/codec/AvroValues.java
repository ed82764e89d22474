package dev.gradstream.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.avro.Schema;

/** Steps that make one number of a value that is not written as one. */
final class AvroValues {
  private AvroValues() {}

  /** A number of some unit of time, as seconds; see {@link AvroUnit}. */
  record Time(Schema.Type type, double perSecond, int target) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      values[start + target] = AvroUnit.seconds(in.readNumber(type), perSecond);
    }
  }

  /** A string that is a time. */
  record TimeText(String column, int target) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      long length = in.readLong();
      int from = in.position();
      in.skip(length);
      values[start + target] = EpochSeconds.of(in.bytes(), from, from + (int) length, column);
    }
  }

  /**
   * A decimal number: the digits as a whole number in two's complement, the highest byte first.
   * Rounded once. Up to 15 digits make no object.
   *
   * @param scale digits behind the point
   * @param size bytes of every value; -1 where each says its own
   */
  record Decimal(String column, int scale, int size, int target) implements AvroStep {
    private static final int MOST_BYTES = 1024; // 2,466 digits; a double has 308
    private static final long EXACT = 1L << 53;
    private static final double[] POWERS = {
      1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
      1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    @Override
    public void run(AvroInput in, double[] values, int start) {
      long length = size < 0 ? in.readLong() : size;
      int from = in.position();
      in.skip(length);
      if (length < 1 || length > MOST_BYTES) {
        throw MalformedRecord.inColumn(
            column, "expected a decimal number of 1 to " + MOST_BYTES + " bytes, got " + length);
      }
      values[start + target] = number(in.bytes(), from, (int) length, scale);
    }

    static double number(byte[] bytes, int from, int length, int scale) {
      int at = from;
      int left = length;
      while (left > Long.BYTES && bytes[at] == bytes[at + 1] >> 7) { // nothing but the sign
        at++;
        left--;
      }
      if (left <= Long.BYTES && scale < POWERS.length) {
        long digits = bytes[at];
        for (int i = 1; i < left; i++) {
          digits = digits << 8 | bytes[at + i] & 0xff;
        }
        if (digits >= -EXACT && digits <= EXACT) {
          return digits / POWERS[scale]; // both are exact
        }
      }
      return new BigDecimal(new BigInteger(bytes, from, length), scale).doubleValue();
    }
  }

  /** The value of a column that this writer's schema lacks. */
  record Constant(double value, int target) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      values[start + target] = value;
    }
  }

  /** The same, of a text in UTF-8. */
  record ConstantText(String column, byte[] text, int target) implements AvroStep {
    @Override
    public void run(AvroInput in, double[] values, int start) {
      values[start + target] = TextCell.of(in.rows(), text, 0, text.length, column);
    }
  }
}
