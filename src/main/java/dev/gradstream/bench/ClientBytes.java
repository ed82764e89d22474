package dev.gradstream.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what Kafka's producers allocate on the threads that call them, which is not ours. Any
 * thread.
 */
public final class ClientBytes {
  private final AtomicLong bytes = new AtomicLong();

  /** What the calling thread has allocated so far, to be asked before and after a call. */
  public long spent() {
    return ThreadCosts.ownBytes();
  }

  /** A call of a producer took as much. */
  public void call(long allocated) {
    bytes.addAndGet(allocated);
  }

  long bytes() {
    return bytes.get();
  }
}
