package dev.gradstream.peers;

import java.nio.ByteBuffer;

/** A peer's network that learns batches as they come. One thread. */
interface Trainee extends AutoCloseable {
  /**
   * Puts an example into the next batch.
   *
   * @param record at its features, little-endian floats; its position does not matter afterwards
   */
  void take(int row, ByteBuffer record, double label);

  /**
   * One step on the rows that were taken.
   *
   * @return their mean loss before it if it is wanted, else NaN
   */
  double step(boolean lossWanted);

  @Override
  void close();
}
