package dev.gradstream.kafka;

import dev.gradstream.pipeline.port.PartitionRecords;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/**
 * The records that one poll brought of one partition, as the consumer gave them: their values still
 * lie in the broker's answer, and are copied when somebody wants them.
 */
final class KafkaRecords implements PartitionRecords {
  private final int partition;
  private final Lent lent;
  private final ConsumerRecord<byte[], ByteBuffer>[] records; // the consumer's are views of views

  /**
   * Arrays of every length that has come, to be lent record after record: values stay in the nearer
   * cache, and a topic's records make no garbage. For one read.
   */
  static final class Lent {
    private static final int LONGEST = 4096;

    private final byte[][] arrays = new byte[LONGEST + 1][]; // by length

    byte[] of(int length) {
      if (length > LONGEST) {
        return new byte[length];
      }
      if (arrays[length] == null) {
        arrays[length] = new byte[length];
      }
      return arrays[length];
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  KafkaRecords(int partition, List<ConsumerRecord<byte[], ByteBuffer>> records, Lent lent) {
    this.partition = partition;
    this.lent = lent;
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
    ConsumerRecord<byte[], ByteBuffer> record = records[index];
    return record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE ? -1 : record.timestamp();
  }

  @Override
  public byte[] key(int index) {
    return records[index].key();
  }

  @Override
  public byte[] value(int index) {
    ByteBuffer value = records[index].value();
    return value == null ? null : copied(value, new byte[value.remaining()]);
  }

  @Override
  public byte[] lentValue(int index) {
    ByteBuffer value = records[index].value();
    return value == null ? null : copied(value, lent.of(value.remaining()));
  }

  private static byte[] copied(ByteBuffer from, byte[] into) {
    if (from.hasArray()) { // as long as the client's buffers are on the heap; a little faster
      System.arraycopy(from.array(), from.arrayOffset() + from.position(), into, 0, into.length);
    } else {
      from.get(from.position(), into);
    }
    return into;
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
