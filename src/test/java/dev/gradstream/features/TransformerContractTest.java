package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradstream.settings.Settings;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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
