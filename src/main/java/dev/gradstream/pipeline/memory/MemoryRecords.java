package dev.gradstream.pipeline.memory;

import dev.gradstream.pipeline.port.PartitionRecords;
import java.util.List;
import java.util.Map;

/** Records that one poll of a {@link MemorySource} brought of one partition. */
public record MemoryRecords(int partition, List<MemoryPartition.Entry> entries)
    implements PartitionRecords {

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public long offset(int index) {
    return entries.get(index).offset();
  }

  @Override
  public long timestampMs(int index) {
    return entries.get(index).timestampMs();
  }

  @Override
  public byte[] key(int index) {
    return entries.get(index).key();
  }

  @Override
  public byte[] value(int index) {
    return entries.get(index).value();
  }

  @Override
  public List<Map.Entry<String, byte[]>> headers(int index) {
    return entries.get(index).headers();
  }
}
