package dev.gradstream.training;

/**
 * The certificate of a history that is told and not computed: whether a journal's links fit each
 * other can be checked without a single example. Used by one thread.
 */
public final class Chain {
  private final Certificate certificate = new Certificate();
  private final byte[] last;

  /** Begins with the first link of a run. */
  public Chain(Event.RunStarted started) {
    last = certificate.first(started.specification());
  }

  /**
   * The certificate after the next event of the history that was not rolled back; the start itself
   * is no link.
   */
  public byte[] after(Event event) {
    if (!(event instanceof Event.RunStarted)) {
      certificate.next(last, event);
    }
    return last.clone();
  }
}
