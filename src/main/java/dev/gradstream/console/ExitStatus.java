package dev.gradstream.console;

/** What a process of ours ends with. */
public final class ExitStatus {
  /** Everything asked for was done. */
  public static final int DONE = 0;

  /** It was tried and failed; a replay that does not agree is a failure too. */
  public static final int FAILED = 1;

  /** Wrong usage or configuration: nothing was tried. */
  public static final int USAGE = 2;

  /** Ended by Ctrl-C: 128 and the number of the signal, as shells count. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
