package dev.gradstream.nn;

import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Generator;
import dev.gradstream.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The catalogue of initial weights for a layer of (in, out): numbers are drawn row by row from the
 * generator given, so they depend on seed and tensor alone.
 */
public final class Initializers {
  /** Makes the source of one tensor's numbers. */
  private interface Member {
    DoubleSupplier source(Settings layer, int in, int out, Generator random);
  }

  private static final Map<String, Member> ALL = new LinkedHashMap<>();

  static {
    // He et al. 2015: N(0, 2 / in), for rectifiers.
    ALL.put("he", (s, in, out, r) -> normal(r, StrictMath.sqrt(2.0 / in)));
    // Glorot and Bengio 2010: U(-a, a), a = sqrt(6 / (in + out)).
    ALL.put("glorot", (s, in, out, r) -> uniform(r, StrictMath.sqrt(6.0 / (in + out))));
    // LeCun et al. 1998: N(0, 1 / in).
    ALL.put("lecun", (s, in, out, r) -> normal(r, StrictMath.sqrt(1.0 / in)));
    // U(-range, range); the range of the setting initRange, else 1 / sqrt(in).
    ALL.put(
        "uniform",
        (s, in, out, r) -> uniform(r, s.number("initRange", 1 / StrictMath.sqrt(in), 0, 1e6)));
    ALL.put("zeros", (s, in, out, r) -> () -> 0.0);
  }

  private Initializers() {}

  /** The names a setting may take. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  private static DoubleSupplier normal(Generator random, double deviation) {
    return () -> deviation * random.gaussian();
  }

  private static DoubleSupplier uniform(Generator random, double range) {
    return () -> range * (2 * random.nextDouble() - 1);
  }

  /**
   * Gives every value of a weight tensor.
   *
   * @param in how many inputs feed an output: the tensor's rows, unless most of them are 0
   */
  static void fill(
      String name, Settings layer, Tensor tensor, int in, Generator random, Model.Sink sink) {
    fill(tensor, ALL.get(name).source(layer, in, tensor.columns(), random), sink);
  }

  /**
   * Gives every value of an embedding's table: N(0, 1 / width), so that a row's length is about 1.
   */
  static void fillTable(Tensor table, Generator random, Model.Sink sink) {
    fill(table, normal(random, StrictMath.sqrt(1.0 / table.columns())), sink);
  }

  private static void fill(Tensor tensor, DoubleSupplier source, Model.Sink sink) {
    for (int row = 0; row < tensor.rows(); row++) {
      for (int column = 0; column < tensor.columns(); column++) {
        sink.set(tensor, row, column, source.getAsDouble());
      }
    }
  }
}
