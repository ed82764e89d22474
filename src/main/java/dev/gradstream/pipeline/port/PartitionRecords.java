package dev.gradstream.pipeline.port;

/**
 * Records of one partition as they came in one poll, offsets ascending. Read-only; adapters wrap
 * their own lists.
 */
public interface PartitionRecords {
  int partition();

  int size();

  long offset(int index);

  /** The record's own time in milliseconds since 1970, -1 where it has none. */
  long timestampMs(int index);

  /** Null where the record has none. */
  byte[] key(int index);

  /** Null for a tombstone. The caller's to keep. */
  byte[] value(int index);

  /**
   * The same for the one who reads the records first, on the thread that polled them, one after
   * another: an adapter may use the array again for the next record, of this poll or another.
   */
  default byte[] lentValue(int index) {
    return value(index);
  }

  /** The record's headers in order, for a dead letter to carry on. */
  java.util.List<java.util.Map.Entry<String, byte[]>> headers(int index);
}
