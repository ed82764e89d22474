package dev.gradstream.codec;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** The records of an Avro container file one after the other, each as bare bytes. */
public final class AvroContainer implements Closeable {
  private final DataFileStream<GenericRecord> file;
  private final GenericDatumWriter<GenericRecord> writer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private BinaryEncoder encoder;
  private GenericRecord record;

  private AvroContainer(DataFileStream<GenericRecord> file) {
    this.file = file;
    this.writer = new GenericDatumWriter<>(file.getSchema());
  }

  /**
   * Reads the header.
   *
   * @throws IllegalArgumentException where it is no container of records, for people
   */
  public static AvroContainer open(InputStream in) throws IOException {
    DataFileStream<GenericRecord> file;
    try {
      file = new DataFileStream<>(in, new GenericDatumReader<>());
    } catch (IOException | AvroRuntimeException e) {
      throw new IllegalArgumentException("is no Avro container file: " + e.getMessage(), e);
    }
    if (file.getSchema().getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException(
          "expected records, got values of type " + file.getSchema().getType().getName());
    }
    return new AvroContainer(file);
  }

  /**
   * Moves to the next record; false at the end.
   *
   * @throws IOException where the file is damaged
   */
  public boolean next() throws IOException {
    try {
      if (!file.hasNext()) {
        return false;
      }
      record = file.next(record);
      return true;
    } catch (AvroRuntimeException e) {
      throw new IOException("the container is damaged: " + e.getMessage(), e);
    }
  }

  /** The current record, bare. The caller's own. */
  public byte[] bytes() {
    bytes.reset();
    encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
    try {
      writer.write(record, encoder);
    } catch (IOException e) {
      throw new IllegalStateException("an array takes every byte", e);
    }
    return bytes.toByteArray();
  }

  /** A field of the current record as text. */
  public String text(String field) {
    return String.valueOf(record.get(field));
  }

  /** Names of the fields. */
  public List<String> columns() {
    return file.getSchema().getFields().stream().map(Schema.Field::name).toList();
  }

  /** The schema on one line. */
  public String schemaText() {
    return file.getSchema().toString();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
