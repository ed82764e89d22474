package dev.gradstream.kafka;

import dev.gradstream.pipeline.port.PartitionRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/** The records that one poll brought of one partition, as the consumer gave them. */
final class KafkaRecords implements PartitionRecords {
  private final int partition;
  private final ConsumerRecord<byte[], byte[]>[] records; // the consumer's lists are views of views

  @SuppressWarnings({"unchecked", "rawtypes"})
  KafkaRecords(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
    this.partition = partition;
    this.records = records.toArray(new ConsumerRecord[0]);
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public int size() {
    return records.length;
  }

  @Override
  public long offset(int index) {
    return records[index].offset();
  }

  @Override
  public long timestampMs(int index) {
    ConsumerRecord<byte[], byte[]> record = records[index];
    return record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE ? -1 : record.timestamp();
  }

  @Override
  public byte[] key(int index) {
    return records[index].key();
  }

  @Override
  public byte[] value(int index) {
    return records[index].value();
  }

  @Override
  public List<Map.Entry<String, byte[]>> headers(int index) {
    List<Map.Entry<String, byte[]>> headers = new ArrayList<>();
    for (Header header : records[index].headers()) {
      // Not Map.entry: a header's value may be null.
      headers.add(new java.util.AbstractMap.SimpleImmutableEntry<>(header.key(), header.value()));
    }
    return headers;
  }
}
