package dev.gradstream.architecture.wrong.training;

import picocli.CommandLine;

/** Uses a library away from its home. */
public final class Fold {
  CommandLine line;
}
