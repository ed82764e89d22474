package dev.gradstream.training;

/**
 * A record of a window that could not be used.
 *
 * @param source number of the source within the run
 * @param index place of the record within its span, from 0, counted in records
 * @param reason why, in words; not part of the certificate
 */
public record Reject(int source, int partition, long offset, int index, String reason) {

  /** Which record was rejected, whatever the words. */
  public Reject withoutReason() {
    return new Reject(source, partition, offset, index, "");
  }
}
