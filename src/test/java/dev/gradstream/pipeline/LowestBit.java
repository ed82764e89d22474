package dev.gradstream.pipeline;

import dev.gradstream.state.StateVisitor;

/** Flips the lowest bit of the first weight, as a rounding that went another way does. */
final class LowestBit implements StateVisitor {
  private boolean done;

  @Override
  public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
    if (!done) {
      values[offset] = Float.intBitsToFloat(Float.floatToRawIntBits(values[offset]) ^ 1);
    }
    done = true;
  }

  @Override
  public void doubles(
      String name, double[] values, int offset, int rows, int columns, int stride) {}

  @Override
  public void longs(String name, long[] values, int count) {}
}
