package dev.gradstream.pipeline.simulation;

/** A law does not hold. An error, so that nobody who bears failures bears this one. */
final class LawBroken extends AssertionError {
  private static final long serialVersionUID = 1;

  LawBroken(String what) {
    super(what);
  }
}
