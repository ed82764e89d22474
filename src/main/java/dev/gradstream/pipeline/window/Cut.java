package dev.gradstream.pipeline.window;

import dev.gradstream.training.Seal;
import java.util.Map;

/** What the window stage sends on: sealed windows, and a tick after each chunk. */
public sealed interface Cut {

  /** A sealed window; its rows are good until the next signal is asked for. */
  record Window(WindowRows rows, Seal seal) implements Cut {}

  /** A chunk is used up: time has passed, and the source's ends are known anew. */
  record Tick(Map<Integer, Long> endOffsets) implements Cut {}

  /**
   * Nothing more will come.
   *
   * @param reason in words, for the run's end
   */
  record SourceEnd(String reason) implements Cut {}
}
