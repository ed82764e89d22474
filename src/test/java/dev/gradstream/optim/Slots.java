package dev.gradstream.optim;

import dev.gradstream.state.StateVisitor;
import java.util.function.BiConsumer;

/** Shows float arrays to a function; optimizers keep no others. */
record Slots(BiConsumer<String, float[]> each) implements StateVisitor {
  @Override
  public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
    each.accept(name, values);
  }

  @Override
  public void doubles(String name, double[] values, int offset, int rows, int columns, int stride) {
    throw new AssertionError("an optimizer with doubles: " + name);
  }

  @Override
  public void longs(String name, long[] values, int count) {
    throw new AssertionError("an optimizer with longs: " + name);
  }
}
