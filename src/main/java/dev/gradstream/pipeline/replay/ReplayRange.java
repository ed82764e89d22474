package dev.gradstream.pipeline.replay;

/**
 * Which steps of a run to recompute.
 *
 * @param fromStep begin at the newest snapshot of this step or an earlier one; 0 for the start
 * @param untilStep last step; recomputing ends with the window that holds it
 */
public record ReplayRange(long fromStep, long untilStep) {
  /** From the first step to the last. */
  public static final ReplayRange ALL = new ReplayRange(0, Long.MAX_VALUE);

  public static ReplayRange until(long step) {
    return new ReplayRange(0, step);
  }
}
