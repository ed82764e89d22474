package dev.gradstream.codec;

/**
 * How a reader leaves a record that it cannot use; its message is the reason. Never leaves the
 * package, and has no stack trace, because a stream may be full of such records.
 */
final class MalformedRecord extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedRecord(String reason) {
    super(reason, null, false, false);
  }

  static MalformedRecord inColumn(String column, String problem) {
    return new MalformedRecord("column '" + Excerpt.of(column) + "': " + problem);
  }
}
