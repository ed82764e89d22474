package dev.gradstream.kernel;

/**
 * What becomes of a matrix product's element once its chain is complete. Some look at what stands
 * {@code beside}, an array that {@link Kernels#product} is given for it.
 */
public enum Finish {
  /** {@code c = sum}. */
  STORE,
  /** {@code c = sum <= 0 ? +0 : sum}; NaN stays NaN. */
  RECTIFY,
  /** {@code c = y <= 0 ? +0 : sum}, the rectified y standing beside at the places of C. */
  RECTIFY_SLOPE,
  /**
   * {@code c = fma(-rate, sum, c)}, the rate being all that stands beside: what {@link
   * Kernels#descend} makes of a gradient that is a product. Where B lies by rows.
   */
  DESCEND
}
