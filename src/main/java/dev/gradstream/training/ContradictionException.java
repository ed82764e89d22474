package dev.gradstream.training;

/**
 * An event that cannot follow the history before it: a journal that was altered, or a broken
 * invariant of the program.
 */
public final class ContradictionException extends IllegalStateException {
  ContradictionException(String what) {
    super(what);
  }
}
