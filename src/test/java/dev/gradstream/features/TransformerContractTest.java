package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member of the catalogue against the laws and against its textbook definition. */
class TransformerContractTest {
  /** A new member needs a line here too: what it should compute, written the slow way. */
  private static final Map<String, TransformerLaws.Definition> DEFINITIONS =
      Map.of(
          "none",
          (seen, x) -> x,
          "standard",
          TransformerContractTest::standard,
          "minmax",
          TransformerContractTest::minmax,
          "robust",
          TransformerContractTest::robust,
          "log",
          (seen, x) -> x < 0 ? -Math.log(1 - x) : Math.log(1 + x),
          "divide",
          (seen, x) -> x / 255);

  @TestFactory
  Stream<DynamicTest> every_member_keeps_the_laws() {
    return FeatureStages.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> laws(name).all()));
  }

  @Test
  void every_member_has_a_definition_and_every_definition_a_member() {
    assertEquals(Set.copyOf(FeatureStages.names()), DEFINITIONS.keySet());
  }

  @Test
  void a_transformer_that_does_nothing_fails() {
    DEFINITIONS.forEach(
        (name, definition) -> {
          if (!name.equals("none")) {
            TransformerLaws laws =
                new TransformerLaws(() -> new Identity(Settings.of(Map.of()), 4), definition, 1);
            assertThrows(AssertionError.class, laws::all, name);
          }
        });
  }

  /**
   * Through a whole block: what is wild is as if it had been missing, for the columns beside it and
   * for all that comes after; a constant column and an empty one stay quiet.
   */
  @ParameterizedTest
  @MethodSource("blocks")
  void what_is_wild_or_constant_or_missing_does_no_harm(String scale, String missing) {
    FeatureStage wild = stage(scale, missing);
    FeatureStage spared = stage(scale, missing);
    double[] hostile = {1e30, -1e30, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY};
    Random random = new Random(17);
    for (int r = 0; r < 2000; r++) {
      Rows with = new Rows(LAYOUT, 1);
      Rows without = new Rows(LAYOUT, 1);
      double[] row = {50 + 9 * random.nextGaussian(), random.nextDouble(), 7, Double.NaN, 1};
      System.arraycopy(row, 0, without.values(), without.add(), row.length);
      if (random.nextInt(20) == 0 || r == 0) {
        without.values()[0] = Double.NaN;
        row[0] = hostile[random.nextInt(hostile.length)];
      }
      System.arraycopy(row, 0, with.values(), with.add(), row.length);
      float[] expected = vector(spared, without);
      assertArrayEquals(expected, vector(wild, with), "row " + r);
      for (float value : expected) {
        assertTrue(Math.abs(value) <= 1000, "row " + r + " gives " + value);
      }
      assertEquals(0, expected[3], "a missing value");
      wild.observe(with, new int[] {0}, 0, 1);
      spared.observe(without, new int[] {0}, 0, 1);
    }
    assertEquals(StateImage.of(spared), StateImage.of(wild));
    assertTrue(spread(wild) > 0.01, "the good values can be told from each other no more");
  }

  static Stream<Arguments> blocks() {
    return FeatureStages.names().stream()
        .flatMap(
            name -> Stream.of("zero", "indicator").map(missing -> Arguments.of(name, missing)));
  }

  private static final RowLayout LAYOUT = new RowLayout(List.of("a", "b", "constant", "no"), "y");

  private static FeatureStage stage(String scale, String missing) {
    return FeatureStages.of(
        Settings.of(
                Map.of(
                    "features",
                    List.of(
                        Map.of("columns", LAYOUT.features(), "scale", scale, "missing", missing))))
            .nodes("features"),
        LAYOUT);
  }

  private static float[] vector(FeatureStage stage, Rows rows) {
    float[] into = new float[stage.width()];
    stage.transform(rows, new int[] {0}, 0, 1, into, into.length);
    return into;
  }

  private static double spread(FeatureStage stage) {
    double[] values = new double[2];
    for (int i = 0; i < 2; i++) {
      Rows rows = new Rows(LAYOUT, 1);
      rows.values()[rows.add()] = 40 + 20 * i;
      values[i] = vector(stage, rows)[0];
    }
    return values[1] - values[0];
  }

  private static TransformerLaws laws(String name) {
    return new TransformerLaws(
        () -> Transformers.of(Settings.of(Map.of("scale", name)), TransformerLaws.COLUMNS),
        DEFINITIONS.get(name),
        name.hashCode());
  }

  private static double standard(double[] seen, double x) {
    double mean = Arrays.stream(seen).average().orElse(0);
    double squares = Arrays.stream(seen).map(v -> (v - mean) * (v - mean)).sum();
    return squares == 0 ? 0 : (x - mean) / Math.sqrt(squares / seen.length);
  }

  private static double robust(double[] seen, double x) {
    double[] last = Arrays.copyOfRange(seen, Math.max(0, seen.length - 200), seen.length);
    Arrays.sort(last);
    if (last.length == 0 || quartile(last, 1) == quartile(last, 3)) {
      return 0;
    }
    return (x - quartile(last, 2)) / (quartile(last, 3) - quartile(last, 1));
  }

  private static double quartile(double[] sorted, int which) {
    double place = (sorted.length - 1) * which / 4.0;
    double above = sorted[(int) Math.ceil(place)];
    double below = sorted[(int) Math.floor(place)];
    return below + (place - Math.floor(place)) * (above - below);
  }

  private static double minmax(double[] seen, double x) {
    double least = Arrays.stream(seen).min().orElse(0);
    double most = Arrays.stream(seen).max().orElse(0);
    return most == least ? 0 : (x - least) / (most - least);
  }
}
