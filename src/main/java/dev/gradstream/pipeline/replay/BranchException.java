package dev.gradstream.pipeline.replay;

/** A branch cannot be made; in words for people. */
public final class BranchException extends RuntimeException {
  BranchException(String what) {
    super(what);
  }
}
