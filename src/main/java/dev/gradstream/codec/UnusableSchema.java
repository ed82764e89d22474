package dev.gradstream.codec;

/** A writer's schema cannot be read into the columns asked for; its message is the reason. */
final class UnusableSchema extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableSchema(String reason) {
    super(reason, null, false, false);
  }
}
