package dev.gradstream.pipeline.window;

import dev.gradstream.codec.RowDecoder;
import dev.gradstream.codec.WriterSchemas;
import dev.gradstream.features.RowLayout;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.RejectedRecord;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.training.RecordHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The decode stage: bytes to rows, a chunk at a time. Runs on the training thread; what it gives
 * out comes back through {@link #recycle}, so that a steady flow allocates nothing per example.
 */
public final class Decoding {
  private final RowDecoder decoder;
  private final RowLayout layout;
  private final SchemaUses schemas; // null where records name none
  private final ArrayDeque<DecodedRecords> free = new ArrayDeque<>();

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

  /** What a row takes, its texts aside. */
  long rowBytes() {
    return (long) layout.width() * Double.BYTES;
  }

  public DecodedChunk decode(RecordChunk chunk) {
    List<DecodedRecords> decoded = new ArrayList<>(chunk.partitions().size());
    for (PartitionRecords records : chunk.partitions()) {
      decoded.add(decode(records));
    }
    return new DecodedChunk(decoded, chunk.positions(), chunk.endOffsets(), chunk.polledAtMs());
  }

  /** Decodes a chunk for nobody; gives the number of its usable records. */
  public long usable(RecordChunk chunk) {
    long usable = 0;
    for (DecodedRecords records : decode(chunk).partitions()) {
      usable += records.rows.count();
      recycle(records);
    }
    return usable;
  }

  void recycle(DecodedRecords records) {
    free.push(records);
  }

  /** Makes known the schemas among settings that were recorded. */
  void learn(Map<String, String> settings) {
    if (schemas != null) {
      schemas.learn(settings);
    }
  }

  /**
   * Looks again at rejected records, now that more is known.
   *
   * @param from the first of them that is to be looked at
   * @return how many can be used
   */
  int again(DecodedRecords records, int from) {
    return records.again(from, decoder);
  }

  private DecodedRecords decode(PartitionRecords records) {
    DecodedRecords decoded = free.isEmpty() ? new DecodedRecords(layout) : free.pop();
    decoded.reset(records.partition(), records.size());
    for (int i = 0; i < records.size(); i++) {
      byte[] key = records.key(i);
      byte[] value = records.value(i);
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
                value,
                records.headers(i),
                problem));
      }
    }
    return decoded;
  }
}
