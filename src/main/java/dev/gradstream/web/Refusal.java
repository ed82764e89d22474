package dev.gradstream.web;

/** A request that cannot be answered, and why, in words meant for who sent it. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  final int status;

  /**
   * @param status of HTTP
   * @param problem what was expected, what came, what to do
   */
  public Refusal(int status, String problem) {
    super(problem, null, false, false);
    this.status = status;
  }
}
