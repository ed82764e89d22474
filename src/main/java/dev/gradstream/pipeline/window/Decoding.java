package dev.gradstream.pipeline.window;

import dev.gradstream.codec.RowDecoder;
import dev.gradstream.codec.WriterSchemas;
import dev.gradstream.features.RowLayout;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.RejectedRecord;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.training.RecordHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The decode stage: bytes to rows, a chunk at a time. Runs on the thread that polls, beside the
 * training thread, which gives back through {@link #recycle} what it is done with: so a steady flow
 * allocates nothing per example.
 *
 * <p>A row depends on its record and on the schemas that are known, on nothing that the run has
 * learned. The training thread may make schemas known ({@link #learn}) while others are decoded;
 * what was decoded without them is looked at {@linkplain #again again}.
 */
public final class Decoding {
  private static final int POLL_BYTES = 1 << 20; // of rows

  private final RowDecoder decoder;
  private final RowLayout layout;
  private final SchemaUses schemas; // null where records name none
  private final ArrayDeque<DecodedRecords> free = new ArrayDeque<>(); // its own lock
  private volatile int lessons; // schemas made known; changes with the decoder locked

  /** Knows the schemas that the decoder knows, and those that it is told of. */
  public Decoding(RowDecoder decoder, RowLayout layout) {
    this(decoder, layout, null);
  }

  /**
   * @param source is asked for the schemas that records name
   */
  public Decoding(RowDecoder decoder, RowLayout layout, SchemaSource source) {
    this.decoder = decoder;
    this.layout = layout;
    schemas =
        decoder.schemas() == WriterSchemas.NONE ? null : new SchemaUses(decoder.schemas(), source);
  }

  /**
   * How many records a poll should bring: so many that their rows are still in a cache of the
   * processor when they are taken, and never so few that signals would cost more than they.
   */
  public int recordsOfPoll() {
    return Math.clamp(POLL_BYTES / rowBytes(), 16, ReadPlan.MOST_RECORDS);
  }

  /** What a row takes, its texts aside. */
  long rowBytes() {
    return (long) layout.width() * Double.BYTES;
  }

  /** Decodes a chunk. On the thread that polls. */
  public DecodedChunk decode(RecordChunk chunk) {
    List<DecodedRecords> decoded = new ArrayList<>(chunk.partitions().size());
    for (PartitionRecords records : chunk.partitions()) {
      decoded.add(decode(records));
    }
    return new DecodedChunk(decoded, chunk.positions(), chunk.endOffsets(), chunk.polledAtMs());
  }

  /** Takes a chunk for nobody; gives the number of its usable records. */
  public long usable(DecodedChunk chunk) {
    long usable = 0;
    for (DecodedRecords records : chunk.partitions()) {
      usable += records.rows.count();
      recycle(records);
    }
    return usable;
  }

  void recycle(DecodedRecords records) {
    synchronized (free) {
      free.push(records);
    }
  }

  /** Makes known the schemas among settings that were recorded. */
  void learn(Map<String, String> settings) {
    if (schemas != null) {
      synchronized (decoder) {
        schemas.learn(settings);
        lessons++;
      }
    }
  }

  /** Whether they were decoded with less than is known now. */
  boolean isStale(DecodedRecords records) {
    return records.lessons() != lessons;
  }

  /**
   * Looks again at rejected records, now that more is known.
   *
   * @param from the first of them that is to be looked at
   * @return how many can be used
   */
  int again(DecodedRecords records, int from) {
    synchronized (decoder) {
      return records.again(from, decoder, lessons);
    }
  }

  private DecodedRecords decode(PartitionRecords records) {
    DecodedRecords decoded = unused();
    synchronized (decoder) { // for the records of a poll, so nobody has a record's lock to pay for
      decode(records, decoded);
    }
    return decoded;
  }

  private DecodedRecords unused() {
    synchronized (free) {
      return free.isEmpty() ? new DecodedRecords(layout) : free.pop();
    }
  }

  private void decode(PartitionRecords records, DecodedRecords decoded) {
    decoded.reset(records.partition(), records.size(), lessons);
    for (int i = 0; i < records.size(); i++) {
      byte[] key = records.key(i);
      byte[] value = records.lentValue(i);
      decoded.add(records.offset(i), RecordHash.of(key, value), records.timestampMs(i));
      if (schemas != null) {
        schemas.of(value, decoded);
      }
      String problem = decoder.decode(key, records.timestampMs(i), value, decoded.rows);
      if (problem != null) {
        decoded.reject(
            new RejectedRecord(
                records.partition(),
                records.offset(i),
                records.timestampMs(i),
                key,
                records.value(i),
                records.headers(i),
                problem));
      }
    }
  }
}
