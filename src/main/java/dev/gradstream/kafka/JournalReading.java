package dev.gradstream.kafka;

import dev.gradstream.codec.CorruptEventException;
import dev.gradstream.codec.JournalBlocks;
import dev.gradstream.pipeline.port.PolledFlux;
import dev.gradstream.training.JournalBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One read of a journal, and the proof on the way that it has no gap, no duplicate and no foreign
 * record. Used by one thread.
 */
final class JournalReading implements PolledFlux.Poll<List<JournalBlock>> {

  private final String topic;
  private final LogReader log;
  private final long wantedSequence;
  private long expectedSequence;

  /** Stands before the block with this sequence number. */
  JournalReading(KafkaConnection connection, String topic, long fromSequence) {
    this(new LogReader(connection, topic), topic, fromSequence);
  }

  JournalReading(LogReader log, String topic, long fromSequence) {
    this.topic = topic;
    this.wantedSequence = fromSequence;
    this.log = log;
    try {
      stand();
    } catch (RuntimeException failed) {
      log.close();
      throw failed;
    }
  }

  /** The journal's first block; the blocks in between are not looked at. */
  Optional<JournalBlock> first() {
    return log.firstFrom(0).map(this::decode);
  }

  /** Where the block lies that reading was to begin with; a missing one is a broken invariant. */
  long offsetOfWanted() {
    while (!log.ended()) {
      for (ConsumerRecord<byte[], byte[]> record : log.next()) {
        if (decode(record).sequence() == wantedSequence) {
          return record.offset();
        }
      }
    }
    throw new IllegalStateException(topic + ": there is no block " + wantedSequence);
  }

  /** The newest block; the blocks in between are not looked at. */
  Optional<JournalBlock> last() {
    return log.last().map(this::decode);
  }

  /**
   * A block is a record and a marker, so its distance from the tail is guessed well; what aborted
   * transactions left in between is made up for by longer strides.
   */
  private void stand() {
    if (wantedSequence == 0) {
      return;
    }
    Optional<ConsumerRecord<byte[], byte[]>> last = log.last();
    long lastSequence = last.map(this::decode).map(JournalBlock::sequence).orElse(-1L);
    if (wantedSequence > lastSequence) {
      log.seek(Long.MAX_VALUE);
      return;
    }
    long lastOffset = last.orElseThrow().offset();
    for (long stride = 2 * (lastSequence - wantedSequence) + 8; ; stride *= 4) {
      long from = Math.max(log.beginOffset(), lastOffset - stride);
      ConsumerRecord<byte[], byte[]> first = log.firstFrom(from).orElseThrow();
      expectedSequence = decode(first).sequence();
      if (expectedSequence <= wantedSequence) {
        log.seek(first.offset());
        return;
      }
      if (from == log.beginOffset()) {
        throw gap(wantedSequence, expectedSequence, first.offset());
      }
    }
  }

  @Override
  public boolean ended() {
    return log.ended();
  }

  @Override
  public List<JournalBlock> next() {
    List<JournalBlock> blocks = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : log.next()) {
      JournalBlock block = decode(record);
      if (block.sequence() != expectedSequence) {
        throw gap(expectedSequence, block.sequence(), record.offset());
      }
      expectedSequence++;
      if (block.sequence() >= wantedSequence) {
        blocks.add(block);
      }
    }
    return blocks.isEmpty() ? null : blocks;
  }

  private IllegalStateException gap(long expected, long came, long offset) {
    return new IllegalStateException(
        "%s@%d: expected block %d, got block %d: the journal was cut off or written to by others; this run can't go on"
            .formatted(topic, offset, expected, came));
  }

  private JournalBlock decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JournalBlocks.decode(record.value());
    } catch (CorruptEventException foreign) {
      throw new IllegalStateException(
          "%s@%d: expected a journal block, got something else (%s); nobody but a trainer may write to this topic"
              .formatted(topic, record.offset(), foreign.getMessage()),
          foreign);
    }
  }

  /** Every wait is short enough to be waited for. */
  @Override
  public void wakeup() {}

  @Override
  public void close() {
    log.close();
  }
}
