package dev.gradstream.codec;

import dev.gradstream.settings.Settings;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What stands before an Avro record, and names the schema that it was written with. */
enum AvroFraming {
  /** {@code c3 01} and the CRC-64-AVRO of the schema, as Avro's specification has it. */
  SINGLE_OBJECT(10, 16) {
    @Override
    long writer(byte[] value) {
      if (value.length < headerBytes()) {
        throw tooShort(value);
      }
      if (value[0] != (byte) 0xc3 || value[1] != 0x01) {
        throw new MalformedRecord(
            String.format(
                "expected the mark c3 01 of a single Avro object, got %02x %02x (framing: bare reads"
                    + " records without it)",
                value[0], value[1]));
      }
      return (long) LONGS.get(value, 2);
    }
  },

  /** Nothing: every record has the same schema, whose number is not asked for. */
  BARE(0, 16) {
    @Override
    long writer(byte[] value) {
      return NAMELESS;
    }
  },

  /** A zero and the schema's number in a registry, four bytes, the highest first. */
  REGISTRY(5, 10) {
    @Override
    long writer(byte[] value) {
      if (value.length < headerBytes()) {
        throw tooShort(value);
      }
      if (value[0] != 0) {
        throw new MalformedRecord(
            String.format(
                "expected a 0 and the number of a registry's schema, got %02x", value[0]));
      }
      return (int) INTS.get(value, 1) & 0xffff_ffffL;
    }
  };

  /** Stands for the number of the only schema there is. */
  static final long NAMELESS = 0;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final int headerBytes;
  private final int radix;

  AvroFraming(int headerBytes, int radix) {
    this.headerBytes = headerBytes;
    this.radix = radix;
  }

  /** The word in {@code framing}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static AvroFraming of(Settings source) {
    List<String> words = Arrays.stream(values()).map(AvroFraming::word).toList();
    return of(source.choice("framing", words, SINGLE_OBJECT.word()));
  }

  /** Of one of the words. */
  static AvroFraming of(String word) {
    return Arrays.stream(values())
        .filter(framing -> framing.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no framing " + word));
  }

  /** Where the record begins. */
  int headerBytes() {
    return headerBytes;
  }

  /** How people write the number of a schema. */
  int radix() {
    return radix;
  }

  /**
   * The number of the schema that a record was written with.
   *
   * @throws MalformedRecord where it does not begin as it has to
   */
  abstract long writer(byte[] value);

  MalformedRecord tooShort(byte[] value) {
    return new MalformedRecord("expected at least " + headerBytes + " bytes, got " + value.length);
  }
}
