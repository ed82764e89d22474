package dev.gradstream.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The blocks of an Avro container file (Avro specification 1.12, "Object Container Files"), read
 * from a stream that nobody vouches for.
 *
 * <p>Avro's own reader takes memory for a block as long as the file claims. Here memory is taken as
 * bytes arrive, every length has a bound, and the schema is compared, never parsed.
 */
final class ContainerBlocks {
  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int MARK_BYTES = 16;
  private static final int MOST_HEADER_ENTRIES = 64;
  private static final int MOST_HEADER_BYTES = 1 << 20;

  private final InputStream in;
  private final String file;
  private final int mostBytes;
  private final boolean deflated;
  private final byte[] mark;

  /** A block as it was before it was packed. */
  record Block(long objects, byte[] bytes) {}

  /**
   * @param file the kind of file, for people
   * @param schema text of the only schema that is read
   * @param mostBytes length of a block at most, packed or unpacked
   */
  ContainerBlocks(InputStream in, String file, String schema, int mostBytes) throws IOException {
    this.in = in;
    this.file = file;
    this.mostBytes = mostBytes;
    if (!Arrays.equals(bytes(MAGIC.length, "the first bytes"), MAGIC)) {
      throw problem("expected an Avro container, which begins with 'Obj', got something else");
    }
    String written = null;
    String codec = "null";
    int entries = 0;
    for (long count = number(); count != 0; count = number()) {
      if (count < 0) {
        number(); // the length of this part of the header, which is not needed
      }
      for (long i = 0; i < Math.abs(Math.max(count, -Long.MAX_VALUE)); i++) {
        if (++entries > MOST_HEADER_ENTRIES) {
          throw problem("its header has more than " + MOST_HEADER_ENTRIES + " entries");
        }
        String name = text();
        String value = text();
        written = name.equals("avro.schema") ? value : written;
        codec = name.equals("avro.codec") ? value : codec;
      }
    }
    if (!schema.equals(written)) {
      throw problem("written with a schema that this version does not know; a newer one may");
    }
    deflated = codec.equals("deflate");
    if (!deflated && !codec.equals("null")) {
      throw problem("packed with a codec that is not known: expected null or deflate");
    }
    mark = bytes(MARK_BYTES, "its mark");
  }

  /** The next block; null at the end of the file. */
  Block next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    long objects = number(first);
    long length = number();
    if (objects < 0 || length < 0 || length > mostBytes) {
      throw problem("a block claims %d objects in %d bytes".formatted(objects, length));
    }
    byte[] packed = bytes((int) length, "a block");
    if (!Arrays.equals(bytes(MARK_BYTES, "a block's mark"), mark)) {
      throw problem("a block does not end where it should");
    }
    byte[] block = deflated ? inflated(packed) : packed;
    if (objects > block.length) {
      throw problem("a block claims %d objects in %d bytes".formatted(objects, block.length));
    }
    return new Block(objects, block);
  }

  private byte[] inflated(byte[] packed) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(packed);
      byte[] out = new byte[Math.min(mostBytes, Math.max(1 << 10, 4 * packed.length))];
      int length = 0;
      while (true) {
        length += inflater.inflate(out, length, out.length - length);
        if (inflater.finished()) {
          return Arrays.copyOf(out, length);
        }
        if (length < out.length) {
          throw problem("a block is not packed as it claims");
        }
        if (length == mostBytes) {
          throw problem("a block unpacks to more than " + mostBytes + " bytes");
        }
        out = Arrays.copyOf(out, (int) Math.min(mostBytes, 2L * out.length));
      }
    } catch (DataFormatException e) {
      throw problem("a block is not packed as it claims");
    }
  }

  private String text() throws IOException {
    long length = number();
    if (length < 0 || length > MOST_HEADER_BYTES) {
      throw problem("an entry of its header claims %d bytes".formatted(length));
    }
    return new String(bytes((int) length, "its header"), StandardCharsets.UTF_8);
  }

  private byte[] bytes(int length, String what) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw problem("cut off within " + what);
    }
    return bytes;
  }

  private long number() throws IOException {
    return number(in.read());
  }

  // Zig-zag, seven bits a byte, the lowest first.
  private long number(int first) throws IOException {
    long bits = 0;
    int next = first;
    for (int shift = 0; shift < 64; shift += 7) {
      if (next < 0) {
        throw problem("cut off within a number");
      }
      bits |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return bits >>> 1 ^ -(bits & 1);
      }
      next = in.read();
    }
    throw problem("a number has more than ten bytes");
  }

  CorruptEventException problem(String what) {
    return new CorruptEventException(file, what);
  }
}
