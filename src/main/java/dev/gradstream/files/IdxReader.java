package dev.gradstream.files;

import dev.gradstream.console.Failure;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Images and their labels, each in a file of the IDX form (LeCun's, of the MNIST data): a mark, the
 * sizes as big-endian ints, then the bytes.
 *
 * <p>A record is one bare Avro record of {@link #schema()}: the pixels row by row, and the label.
 */
public final class IdxReader implements RecordReader {
  private static final String SCHEMA =
      "{\"type\":\"record\",\"name\":\"Image\",\"fields\":["
          + "{\"name\":\"pixels\",\"type\":\"bytes\"},{\"name\":\"label\",\"type\":\"int\"}]}";
  private static final int IMAGES = 0x0803; // unsigned bytes in three dimensions
  private static final int LABELS = 0x0801; // unsigned bytes in one

  private final String imagesFile;
  private final Path labelsFile;
  private final DataInputStream images;
  private final DataInputStream labels;
  private final int count;
  private final byte[] pixels;
  private int label;
  private int read;

  private IdxReader(
      String imagesFile,
      DataInputStream images,
      Path labelsFile,
      DataInputStream labels,
      int count,
      int size) {
    this.imagesFile = imagesFile;
    this.images = images;
    this.labelsFile = labelsFile;
    this.labels = labels;
    this.count = count;
    this.pixels = new byte[size];
  }

  /**
   * Reads both headers.
   *
   * @throws Failure where a file has not this form, or the two do not belong together
   */
  static IdxReader open(String imagesFile, InputStream images, Path labelsFile, InputStream labels)
      throws IOException {
    DataInputStream pixels = new DataInputStream(images);
    DataInputStream digits = new DataInputStream(labels);
    int count = header(imagesFile, pixels, IMAGES, "images, whose file begins with 00 00 08 03");
    long size = (long) pixels.readInt() * pixels.readInt();
    if (count < 0 || size < 1 || size > RecordCutter.MOST_BYTES) {
      throw Failure.failed(
          imagesFile
              + ": expected images of 1 to "
              + RecordCutter.MOST_BYTES
              + " pixels, got "
              + count
              + " of "
              + size);
    }
    int labelled =
        header(labelsFile.toString(), digits, LABELS, "labels, whose file begins with 00 00 08 01");
    if (labelled != count) {
      throw Failure.failed(
          "%s: expected a label for each of the %,d images of %s, got %,d"
              .formatted(labelsFile, count, imagesFile, labelled));
    }
    return new IdxReader(imagesFile, pixels, labelsFile, digits, count, (int) size);
  }

  private static int header(String file, DataInputStream in, int mark, String what)
      throws IOException {
    int found = in.readInt();
    if (found != mark) {
      throw Failure.failed(
          "%s: expected %s, got %02x %02x %02x %02x"
              .formatted(
                  file, what, found >>> 24, found >>> 16 & 0xff, found >>> 8 & 0xff, found & 0xff));
    }
    return in.readInt();
  }

  @Override
  public boolean next() throws IOException {
    if (read == count) {
      return false;
    }
    read++;
    try {
      images.readFully(pixels);
    } catch (EOFException e) {
      throw cutOff(imagesFile, e);
    }
    try {
      label = labels.readUnsignedByte();
    } catch (EOFException e) {
      throw cutOff(labelsFile.toString(), e);
    }
    return true;
  }

  private Failure cutOff(String file, EOFException e) {
    return Failure.failed(
        "%s: expected %,d entries, as its header says, and it ends within number %,d"
            .formatted(file, count, read),
        e);
  }

  @Override
  public byte[] value() {
    ByteBuffer record = ByteBuffer.allocate(pixels.length + 7);
    putVarint(record, pixels.length);
    record.put(pixels);
    putVarint(record, label);
    byte[] bytes = new byte[record.position()];
    record.get(0, bytes);
    return bytes;
  }

  // Avro's whole numbers: twice the value, seven bits a byte, the lowest first.
  private static void putVarint(ByteBuffer record, int value) {
    int bits = value << 1;
    while (bits > 0x7f) {
      record.put((byte) (bits & 0x7f | 0x80));
      bits >>>= 7;
    }
    record.put((byte) bits);
  }

  @Override
  public byte[] key() {
    return null;
  }

  @Override
  public String schema() {
    return SCHEMA;
  }

  @Override
  public List<String> columns() {
    return List.of("pixels[0.." + (pixels.length - 1) + "]", "label");
  }

  @Override
  public void close() throws IOException {
    try (labels) {
      images.close();
    }
  }
}
