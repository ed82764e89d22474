package dev.gradstream.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One kind of event in Avro's single-object encoding: {@code c3 01}, the CRC-64-AVRO fingerprint of
 * the writer's schema in 8 bytes, little-endian, then the record.
 *
 * <p>Writes with the newest schema, reads whatever was written with any released one. Avro's own
 * decoder of messages is not used, because it reads from a stream: over an array Avro checks
 * claimed lengths against what is there, and we see whether anything is left over. Thread-safe.
 */
final class EventFormat<T extends SpecificRecordBase> {
  static final int HEADER = 10;
  private static final int MOST_ROOM = 2 << 20; // what is kept from one event to the next
  private static final short MARK = (short) 0xc301;

  private final String event;
  private final Schema newest;
  private final long fingerprint;
  private final Map<Long, SpecificDatumReader<T>> readers = new TreeMap<>();
  private final SpecificDatumWriter<T> writer;

  // Used again, by one thread at a time: growing anew with each event takes three times its size.
  private final AtomicReference<ByteArrayOutputStream> room = new AtomicReference<>();

  /**
   * @param event the event's name for people; with dashes for blanks also the name of its schema
   *     file
   * @param prototype any record of the generated class
   */
  EventFormat(String event, T prototype) {
    this.event = event;
    this.newest = prototype.getSchema();
    this.fingerprint = SchemaNormalization.parsingFingerprint64(newest);
    this.writer = new SpecificDatumWriter<>(newest, GeneratedRecords.WRITING);
    ReleasedSchemas.of(event.replace(' ', '-')).forEach(this::add);
    add(newest);
  }

  private void add(Schema written) {
    readers.put(
        SchemaNormalization.parsingFingerprint64(written),
        new SpecificDatumReader<>(written, newest, GeneratedRecords.INSTANCE));
  }

  byte[] encode(T record) {
    ByteArrayOutputStream bytes = room.getAndSet(null);
    if (bytes == null) {
      bytes = new ByteArrayOutputStream(256);
    }
    bytes.reset();
    bytes.writeBytes(header(fingerprint));
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(event + ": writing to memory failed", e);
    }
    byte[] encoded = bytes.toByteArray();
    if (encoded.length <= MOST_ROOM) {
      room.set(bytes);
    }
    return encoded;
  }

  T decode(byte[] bytes) {
    BinaryDecoder decoder;
    T record;
    SpecificDatumReader<T> reader = reader(bytes);
    try {
      decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
      record = reader.read(null, decoder);
      if (decoder.isEnd()) {
        return record;
      }
    } catch (IOException | RuntimeException e) {
      // Avro tells broken input by exceptions of a dozen kinds.
      throw problem("its " + bytes.length + " bytes do not follow their schema", e);
    }
    throw problem("bytes are left over after the record");
  }

  private SpecificDatumReader<T> reader(byte[] bytes) {
    if (bytes == null) {
      throw problem("expected bytes, got a record without a value");
    }
    if (bytes.length < HEADER) {
      throw problem("expected at least " + HEADER + " bytes, got " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getShort(0) != MARK) {
      throw problem(
          "expected the mark c3 01 of a single Avro object, got "
              + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, 2));
    }
    long written = buffer.order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    SpecificDatumReader<T> reader = readers.get(written);
    if (reader == null) {
      throw problem(
          "written with a schema that this version does not know (fingerprint "
              + Long.toHexString(written)
              + "); a newer gradstream may");
    }
    return reader;
  }

  CorruptEventException problem(String what) {
    return new CorruptEventException(event, what);
  }

  CorruptEventException problem(String what, Throwable cause) {
    return new CorruptEventException(event, what + " (" + cause.getMessage() + ")", cause);
  }

  static byte[] header(long fingerprint) {
    return ByteBuffer.allocate(HEADER)
        .putShort(MARK)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(fingerprint)
        .array();
  }
}
