package dev.gradstream.pipeline.replay;

import dev.gradstream.codec.CapsulePart;
import dev.gradstream.pipeline.port.PartitionRecords;
import java.util.List;
import java.util.Map;

/** Records out of a capsule, which has neither their times nor their headers. */
public record CapsuleRecords(int partition, List<CapsulePart.Example> records)
    implements PartitionRecords {

  @Override
  public int size() {
    return records.size();
  }

  @Override
  public long offset(int index) {
    return records.get(index).offset();
  }

  @Override
  public long timestampMs(int index) {
    return -1;
  }

  @Override
  public byte[] key(int index) {
    return records.get(index).key();
  }

  @Override
  public byte[] value(int index) {
    return records.get(index).value();
  }

  @Override
  public List<Map.Entry<String, byte[]>> headers(int index) {
    return List.of();
  }
}
