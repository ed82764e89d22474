package dev.gradstream.pipeline.window;

import java.util.Map;

/** The window stage of a run that is being written. Training thread only. */
public interface Cutter extends AutoCloseable {

  /** The windows that a chunk completes, cut one by one as they are asked for, then a tick. */
  Iterable<Cut> cut(DecodedChunk chunk);

  /** What may be cut of what has come before; most often nothing but a tick. */
  Iterable<Cut> again();

  /** A window of a live source waits for this long from now on. */
  default void maxWaitMs(long maxWaitMs) {}

  /** What a bounded source's completion leaves to cut: everything below its ends has come. */
  Iterable<Cut> rest();

  /**
   * Where reading ends by partition.
   *
   * @param bounds of the source; none where it is live
   */
  default Map<Integer, Long> ends(Map<Integer, Long> bounds) {
    return bounds;
  }

  @Override
  default void close() {}
}
