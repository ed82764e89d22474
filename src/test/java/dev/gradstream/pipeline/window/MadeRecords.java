package dev.gradstream.pipeline.window;

import dev.gradstream.pipeline.port.PartitionRecords;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Records of one partition without time, key and headers, their values made when asked for. */
record MadeRecords(int partition, long from, int size, IntFunction<byte[]> values)
    implements PartitionRecords {
  @Override
  public long offset(int index) {
    return from + index;
  }

  @Override
  public long timestampMs(int index) {
    return -1;
  }

  @Override
  public byte[] key(int index) {
    return null;
  }

  @Override
  public byte[] value(int index) {
    return values.apply(index);
  }

  @Override
  public List<Map.Entry<String, byte[]>> headers(int index) {
    return List.of();
  }
}
