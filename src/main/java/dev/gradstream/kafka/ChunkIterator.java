package dev.gradstream.kafka;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The chunks of one snapshot, read as they are asked for; ends at the first that is missing. What
 * others wrote in between, such as pins, is passed over.
 */
final class ChunkIterator implements Iterator<byte[]> {

  private final LogReader log;
  private final String slot;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();
  private int index;
  private byte[] ahead;
  private boolean over;

  /**
   * @param log stands before the first chunk
   */
  ChunkIterator(LogReader log, String slot) {
    this.log = log;
    this.slot = slot;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && !over) {
      if (!polled.hasNext()) {
        polled = log.next().iterator();
      }
      ConsumerRecord<byte[], byte[]> record = polled.hasNext() ? polled.next() : null;
      if (record == null || SnapshotKeys.isChunk(record)) {
        boolean next =
            record != null && Arrays.equals(record.key(), SnapshotKeys.chunk(slot, index));
        ahead = next ? record.value() : null;
        over = ahead == null;
      }
    }
    return ahead != null;
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException("chunk " + index);
    }
    byte[] chunk = ahead;
    ahead = null;
    index++;
    return chunk;
  }
}
