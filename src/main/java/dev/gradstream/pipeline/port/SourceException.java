package dev.gradstream.pipeline.port;

import java.util.Set;

/** A source cannot give what was asked for; the message says what, where, and what to do. */
public final class SourceException extends RuntimeException {
  public SourceException(String message) {
    super(message);
  }

  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Records before {@code beginOffset} are gone, though they were to be read. */
  public static SourceException expired(
      String source, int partition, long fromOffset, long beginOffset) {
    return new SourceException(
        "%s-%d: offsets %d to %d are needed but have expired (the partition begins at %d); nothing is skipped in silence: start a new run, or load the records again"
            .formatted(source, partition, fromOffset, beginOffset - 1, beginOffset));
  }

  /** Records from {@code endOffset} on are gone, though they were to be read. */
  public static SourceException cutOff(
      String source, int partition, long neededOffset, long endOffset) {
    return new SourceException(
        "%s-%d: offsets %d to %d are needed but the partition ends at %d: it was cut off or made anew; start a new run, or load the records again"
            .formatted(source, partition, endOffset, neededOffset - 1, endOffset));
  }

  /** A live source has partitions that the run does not read. */
  public static SourceException grown(
      String source, Set<Integer> partitions, long records, int known) {
    return new SourceException(
        "topic '%s' has been given partitions %s, with %,d records so far, and this run reads the %d that it began with: nothing is passed over in silence; what it learned stands: start another run for all of them"
            .formatted(source, partitions, records, known));
  }

  /** A partition was asked for that the source has not. */
  public static SourceException noPartition(String source, int partition, int partitions) {
    return new SourceException(
        "%s-%d: there is no such partition, the source has %d; was it made anew with fewer?"
            .formatted(source, partition, partitions));
  }
}
