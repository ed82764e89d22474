package dev.gradstream.pipeline;

import dev.gradstream.pipeline.window.DecodedChunk;

/** What wakes the training thread. */
sealed interface Signal {

  /** Records, decoded; or that none came. */
  record Polled(DecodedChunk chunk) implements Signal {}

  /** Everything of a bounded source has come. */
  record SourceOver() implements Signal {}

  /** Commands were looked for, and lie on the desk where there were any. */
  record Commands() implements Signal {}
}
