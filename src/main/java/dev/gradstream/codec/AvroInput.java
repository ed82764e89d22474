package dev.gradstream.codec;

import dev.gradstream.features.Rows;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.avro.Schema;

/**
 * Reads Avro's binary encoding from an array, every step within its bounds.
 *
 * <p>Reused from record to record. Every method throws {@link MalformedRecord} where the bytes end
 * early or cannot be what is asked for.
 */
final class AvroInput {
  static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int position;
  private Rows rows;

  /**
   * @param rows where texts go
   */
  void open(byte[] bytes, int from, Rows rows) {
    this.bytes = bytes;
    this.position = from;
    this.rows = rows;
  }

  Rows rows() {
    return rows;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  /** Steps over a number of bytes that may be anything. */
  void skip(long count) {
    if (count < 0 || count > remaining()) {
      throw new MalformedRecord(
          "expected " + count + " more bytes at byte " + position + ", got " + remaining());
    }
    position += (int) count;
  }

  /** A zig-zag varint of at most 64 bits. */
  long readLong() {
    long bits = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position == bytes.length) {
        throw new MalformedRecord("the record ends within a number at byte " + position);
      }
      byte next = bytes[position++];
      bits |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        if (shift == 63 && next > 1) {
          break;
        }
        return bits >>> 1 ^ -(bits & 1);
      }
    }
    throw new MalformedRecord("a whole number before byte " + position + " has over 64 bits");
  }

  /**
   * The number of items in the next block of an array or map, 0 for its end.
   *
   * @param leastBytes fewest bytes that an item takes, at least 1
   */
  int readBlock(int leastBytes) {
    long count = readLong();
    if (count < 0) {
      long sizeBytes = readLong();
      if (sizeBytes < 0 || sizeBytes > remaining()) {
        throw new MalformedRecord("a block cannot have " + sizeBytes + " bytes");
      }
      count = -count;
    }
    if (count < 0 || count > remaining() / leastBytes) {
      throw new MalformedRecord(
          "the record claims " + count + " items in its last " + remaining() + " bytes");
    }
    return (int) count;
  }

  /** The next number of a numeric type; true is 1 and false is 0. */
  double readNumber(Schema.Type type) {
    int at = position;
    return switch (type) {
      case FLOAT -> {
        skip(Float.BYTES);
        yield (float) FLOATS.get(bytes, at);
      }
      case DOUBLE -> {
        skip(Double.BYTES);
        yield (double) DOUBLES.get(bytes, at);
      }
      case BOOLEAN -> {
        skip(1);
        yield flag(bytes[at]);
      }
      case INT -> {
        long number = readLong();
        if (number != (int) number) {
          throw new MalformedRecord("an int at byte " + at + " has over 32 bits");
        }
        yield number;
      }
      case LONG -> readLong();
      default -> throw new IllegalStateException(type + " is refused when the schema is read");
    };
  }

  private static double flag(byte value) {
    if (value != 0 && value != 1) {
      throw new MalformedRecord("expected a boolean of 0 or 1, got " + value);
    }
    return value;
  }
}
