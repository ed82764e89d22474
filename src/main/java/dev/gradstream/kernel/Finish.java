package dev.gradstream.kernel;

/** What becomes of a matrix product's element once its chain is complete. */
public enum Finish {
  /** {@code c = sum}. */
  STORE,
  /** {@code c = sum <= 0 ? +0 : sum}; NaN stays NaN. */
  RECTIFY
}
