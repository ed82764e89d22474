package dev.gradstream.kafka;

/**
 * Something about a cluster that is not as a run needs it.
 *
 * @param subject what it is about, for instance a topic
 * @param problem what was expected and what came
 * @param cure what to do about it
 */
public record Finding(Level level, String subject, String problem, String cure) {

  /** How bad it is. */
  public enum Level {
    /** A run does not work, or loses what it must keep. */
    ERROR,
    /** A run works, but something may go wrong one day. */
    WARNING
  }

  static Finding error(String subject, String problem, String cure) {
    return new Finding(Level.ERROR, subject, problem, cure);
  }

  static Finding warning(String subject, String problem, String cure) {
    return new Finding(Level.WARNING, subject, problem, cure);
  }

  @Override
  public String toString() {
    return subject + ": " + problem + " (" + cure + ")";
  }
}
