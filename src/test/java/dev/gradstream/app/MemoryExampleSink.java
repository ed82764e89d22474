package dev.gradstream.app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A topic in memory, for one transaction. */
final class MemoryExampleSink implements ExampleSink {
  private final int partitions;
  private final List<String> pending = new ArrayList<>();

  /** What is visible: {@code partition/key/value}. */
  final List<String> visible = new ArrayList<>();

  boolean closed;

  MemoryExampleSink(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public boolean used() {
    return false;
  }

  @Override
  public void send(int partition, byte[] key, byte[] value) {
    pending.add(partition + "/" + text(key) + "/" + text(value));
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void commit() {
    visible.addAll(pending);
    pending.clear();
  }

  @Override
  public void close() {
    closed = true;
  }
}
