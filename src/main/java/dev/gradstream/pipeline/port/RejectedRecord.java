package dev.gradstream.pipeline.port;

import java.util.List;
import java.util.Map;

/** A record that could not be used, as it came, on its way to the dead-letter topic. */
public record RejectedRecord(
    int partition,
    long offset,
    long timestampMs,
    byte[] key,
    byte[] value,
    List<Map.Entry<String, byte[]>> headers,
    String reason) {

  /** The same record for another reason. */
  public RejectedRecord because(String other) {
    return new RejectedRecord(partition, offset, timestampMs, key, value, headers, other);
  }
}
