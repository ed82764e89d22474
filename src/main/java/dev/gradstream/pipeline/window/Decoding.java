package dev.gradstream.pipeline.window;

import dev.gradstream.codec.RowDecoder;
import dev.gradstream.features.RowLayout;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.RejectedRecord;
import dev.gradstream.training.RecordHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The decode stage: bytes to rows, a chunk at a time. Runs on the training thread; what it gives
 * out comes back through {@link #recycle}, so that a steady flow allocates nothing per example.
 */
public final class Decoding {
  private final RowDecoder decoder;
  private final RowLayout layout;
  private final ArrayDeque<DecodedRecords> free = new ArrayDeque<>();

  public Decoding(RowDecoder decoder, RowLayout layout) {
    this.decoder = decoder;
    this.layout = layout;
  }

  public DecodedChunk decode(RecordChunk chunk) {
    List<DecodedRecords> decoded = new ArrayList<>(chunk.partitions().size());
    for (PartitionRecords records : chunk.partitions()) {
      decoded.add(decode(records));
    }
    return new DecodedChunk(decoded, chunk.positions(), chunk.endOffsets(), chunk.polledAtMs());
  }

  void recycle(DecodedRecords records) {
    free.push(records);
  }

  private DecodedRecords decode(PartitionRecords records) {
    DecodedRecords decoded = free.isEmpty() ? new DecodedRecords(layout) : free.pop();
    decoded.reset(records.partition(), records.size());
    for (int i = 0; i < records.size(); i++) {
      byte[] key = records.key(i);
      byte[] value = records.value(i);
      decoded.add(records.offset(i), RecordHash.of(key, value));
      String problem = decoder.decode(value, decoded.rows);
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
