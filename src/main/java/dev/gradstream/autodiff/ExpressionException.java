package dev.gradstream.autodiff;

/** A text that is no expression: what was expected and what came, and at which place. */
public final class ExpressionException extends IllegalArgumentException {
  private final String text;
  private final int column;
  private final String problem;

  ExpressionException(String text, int column, String problem) {
    super(problem + " at column " + column + " of: " + text);
    this.text = text;
    this.column = column;
    this.problem = problem;
  }

  /** The text as it came. */
  public String text() {
    return text;
  }

  /** The place, from 1; one behind the last character where the text ended too early. */
  public int column() {
    return column;
  }

  /** What was expected and what came, without the place. */
  public String problem() {
    return problem;
  }
}
