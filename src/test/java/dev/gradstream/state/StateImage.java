package dev.gradstream.state;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A copy of everything that a {@link Stateful} shows, by name and as bits: to compare two states,
 * and to set one back.
 */
public final class StateImage {
  private final Map<String, long[]> bits = new LinkedHashMap<>();

  private StateImage() {}

  public static StateImage of(Stateful state) {
    StateImage image = new StateImage();
    state.visit(image.new Reader());
    return image;
  }

  /** Fills a state that was built alike. */
  public void restore(Stateful state) {
    state.visit(new Filler());
  }

  public Map<String, long[]> bits() {
    return bits;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateImage image && toString().equals(image.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    bits.forEach((name, values) -> text.append(name).append('=').append(Arrays.toString(values)));
    return text.toString();
  }

  private final class Reader implements StateVisitor {
    @Override
    public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
      long[] copy = new long[rows * columns];
      for (int i = 0; i < copy.length; i++) {
        float value = values[offset + i / columns * stride + i % columns];
        copy[i] = Float.floatToRawIntBits(value);
      }
      put(name, copy);
    }

    @Override
    public void doubles(
        String name, double[] values, int offset, int rows, int columns, int stride) {
      long[] copy = new long[rows * columns];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = Double.doubleToRawLongBits(values[offset + i / columns * stride + i % columns]);
      }
      put(name, copy);
    }

    @Override
    public void longs(String name, long[] values, int count) {
      put(name, Arrays.copyOf(values, count));
    }

    private void put(String name, long[] copy) {
      if (bits.put(name, copy) != null) {
        throw new AssertionError("two arrays of state have the name " + name);
      }
    }
  }

  private final class Filler implements StateVisitor {
    @Override
    public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
      long[] copy = bits.get(name);
      for (int i = 0; i < copy.length; i++) {
        values[offset + i / columns * stride + i % columns] = Float.intBitsToFloat((int) copy[i]);
      }
    }

    @Override
    public void doubles(
        String name, double[] values, int offset, int rows, int columns, int stride) {
      long[] copy = bits.get(name);
      for (int i = 0; i < copy.length; i++) {
        values[offset + i / columns * stride + i % columns] = Double.longBitsToDouble(copy[i]);
      }
    }

    @Override
    public void longs(String name, long[] values, int count) {
      System.arraycopy(bits.get(name), 0, values, 0, count);
    }
  }
}
