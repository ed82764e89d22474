package dev.gradstream.files;

import dev.gradstream.codec.AvroContainer;
import dev.gradstream.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The records of an Avro container file, each bare, without its schema. */
public final class ContainerReader implements RecordReader {
  private final AvroContainer container;
  private final String key; // null without a key

  private ContainerReader(AvroContainer container, String key) {
    this.container = container;
    this.key = key;
  }

  static ContainerReader open(String file, InputStream in, String key) throws IOException {
    AvroContainer container;
    try {
      container = AvroContainer.open(in);
    } catch (IllegalArgumentException e) {
      throw Failure.failed(file + ": " + e.getMessage(), e);
    }
    if (key != null && !container.columns().contains(key)) {
      throw Failure.usage(
          "--key " + key + ": no such field; known: " + String.join(", ", container.columns()));
    }
    return new ContainerReader(container, key);
  }

  @Override
  public boolean next() throws IOException {
    return container.next();
  }

  @Override
  public byte[] value() {
    return container.bytes();
  }

  @Override
  public byte[] key() {
    return key == null ? null : container.text(key).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String schema() {
    return container.schemaText();
  }

  @Override
  public List<String> columns() {
    return container.columns();
  }

  @Override
  public void close() throws IOException {
    container.close();
  }
}
