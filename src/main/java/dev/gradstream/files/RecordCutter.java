package dev.gradstream.files;

import dev.gradstream.console.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of bytes into records: lines, or with a separator the records of RFC 4180, whose
 * quoted fields may hold line ends, separators and doubled quotes.
 *
 * <p>Takes LF and CRLF, passes over blank lines and a byte order mark, and bounds a record's size.
 */
public final class RecordCutter implements Closeable {
  /** What Kafka takes in one record by default is 1 MiB, its own framing included. */
  static final int MOST_BYTES = 1_000_000;

  /** In place of a separator: a record is a line, whatever is in it. */
  static final char LINES_ONLY = 0;

  private enum Place {
    FIELD_START,
    PLAIN,
    QUOTED,
    QUOTE_CLOSED
  }

  private final String name;
  private final InputStream in;
  private final char separator;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  private byte[] record = new byte[256];
  private int length;
  private int[] ends = new int[16]; // index after each field's last byte
  private int fields;
  private long line;
  private long nextLine = 1;

  /**
   * @param name what messages call the stream
   */
  public RecordCutter(String name, InputStream in, char separator) throws IOException {
    this.name = name;
    this.in = in;
    this.separator = separator;
    skipByteOrderMark();
  }

  /** Moves to the next record; false at the end. */
  public boolean next() throws IOException {
    do {
      length = 0;
      fields = 0;
      line = nextLine;
      if (!cut()) {
        return false;
      }
    } while (length == 0);
    return true;
  }

  /** Number of the record's first line, from 1. */
  long line() {
    return line;
  }

  /** The record without its line end. */
  byte[] bytes() {
    return Arrays.copyOf(record, length);
  }

  /** Number of fields; 1 without a separator. */
  int fields() {
    return fields;
  }

  /** A field's bytes as they stand, quotes and blanks included. */
  private String raw(int field) {
    int start = field == 0 ? 0 : ends[field - 1] + 1;
    return new String(record, start, ends[field] - start, StandardCharsets.UTF_8);
  }

  /** A field's text, unquoted. */
  String field(int field) {
    String raw = raw(field);
    return raw.length() > 1 && raw.startsWith("\"")
        ? raw.substring(1, raw.length() - 1).replace("\"\"", "\"")
        : raw;
  }

  /** Every field's text. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      texts.add(field(i));
    }
    return texts;
  }

  /** A problem of the current record. */
  Failure problem(String what) {
    return Failure.failed(name + ":" + line + ": " + what);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean cut() throws IOException {
    Place place = Place.FIELD_START;
    for (int b = read(); b >= 0; b = read()) {
      if (b == '\n') {
        nextLine++;
        if (place != Place.QUOTED) {
          finish();
          return true;
        }
      }
      if (b == 0) {
        throw problem("expected text, got a byte of zero: is this another kind of file?");
      }
      place = separator == LINES_ONLY ? Place.PLAIN : follow(place, b);
      append(b);
    }
    if (place == Place.QUOTED) {
      throw problem("a quote opened in column " + (fields + 1) + " is never closed");
    }
    finish();
    return length > 0;
  }

  private Place follow(Place place, int b) {
    if (b == separator && place != Place.QUOTED) {
      end(length);
      return Place.FIELD_START;
    }
    return switch (place) {
      case FIELD_START -> b == '"' ? Place.QUOTED : Place.PLAIN;
      case PLAIN -> Place.PLAIN;
      case QUOTED -> b == '"' ? Place.QUOTE_CLOSED : Place.QUOTED;
      case QUOTE_CLOSED -> {
        if (b != '"' && b != '\r') {
          throw problem(
              "column " + (fields + 1) + " goes on after its closing quote; double a quote inside");
        }
        yield b == '"' ? Place.QUOTED : Place.QUOTE_CLOSED;
      }
    };
  }

  private void finish() {
    if (length > 0 && record[length - 1] == '\r') {
      length--;
    }
    end(length);
  }

  private void end(int index) {
    if (fields == ends.length) {
      ends = Arrays.copyOf(ends, fields * 2);
    }
    ends[fields++] = index;
  }

  private void append(int b) {
    if (length == MOST_BYTES) {
      throw problem(
          "expected records of at most "
              + MOST_BYTES
              + " bytes, and this one is longer (is a quote missing?)");
    }
    if (length == record.length) {
      record = Arrays.copyOf(record, Math.min(MOST_BYTES, length * 2));
    }
    record[length++] = (byte) b;
  }

  private int read() throws IOException {
    if (position == limit) {
      limit = Math.max(0, in.read(buffer));
      position = 0;
    }
    return position < limit ? buffer[position++] & 0xff : -1;
  }

  private void skipByteOrderMark() throws IOException {
    limit = in.readNBytes(buffer, 0, 4096);
    if (limit >= 3
        && Arrays.equals(buffer, 0, 3, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, 0, 3)) {
      position = 3;
    }
    boolean wide = limit >= 2 && ((buffer[0] & buffer[1]) == (byte) 0xfe) && buffer[0] != buffer[1];
    if (wide) {
      throw Failure.failed(name + ":1: is UTF-16 text; save it as UTF-8");
    }
  }
}
