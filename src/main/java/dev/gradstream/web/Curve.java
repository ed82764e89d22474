package dev.gradstream.web;

/**
 * A stretch of a trace, ready to be drawn: column i covers the points up to and including x[i].
 *
 * <p>All columns have the same length; x ascends. Not shared, so never copied.
 */
record Curve(long[] x, double[] min, double[] max, double[] mean) {
  int length() {
    return x.length;
  }
}
