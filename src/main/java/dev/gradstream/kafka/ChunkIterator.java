package dev.gradstream.kafka;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The chunks of one snapshot, read as they are asked for; ends at the first that is missing. */
final class ChunkIterator implements Iterator<byte[]> {

  private final LogReader log;
  private final int slot;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();
  private int index;
  private byte[] ahead;

  /**
   * @param log stands before the first chunk
   */
  ChunkIterator(LogReader log, int slot) {
    this.log = log;
    this.slot = slot;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null) {
      if (!polled.hasNext()) {
        polled = log.next().iterator();
      }
      if (polled.hasNext()) {
        ConsumerRecord<byte[], byte[]> record = polled.next();
        if (Arrays.equals(record.key(), ManifestRecord.chunkKey(slot, index))) {
          ahead = record.value();
        }
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
