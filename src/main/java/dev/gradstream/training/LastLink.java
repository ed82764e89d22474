package dev.gradstream.training;

import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/** The last link of a state's {@link Certificate}, renewed in place. On the fold's thread. */
final class LastLink implements Stateful {
  private final Certificate chain = new Certificate();
  private final long[] words = new long[Certificate.LENGTH / Long.BYTES]; // what is visited
  private final byte[] bytes = new byte[Certificate.LENGTH];
  private final LongBuffer bytesAsWords = ByteBuffer.wrap(bytes).asLongBuffer(); // big-endian

  /** The first link. */
  void begin(Event.RunStarted started) {
    System.arraycopy(chain.first(started.specification()), 0, bytes, 0, bytes.length);
    bytesAsWords.get(0, words);
  }

  /** Goes on behind an event. */
  void next(Event event) {
    bytesAsWords.put(0, words);
    chain.next(bytes, event);
    bytesAsWords.get(0, words);
  }

  byte[] copy() {
    bytesAsWords.put(0, words);
    return bytes.clone();
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("training/certificate", words, words.length);
  }
}
