package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.optim.Schedules;
import dev.gradstream.optim.StoppingCriteria;
import dev.gradstream.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * docs/optimizers.md is true: its settings can be used, its tables are whole, its numbers come out.
 */
final class OptimizersPageTest {
  private static final Path PAGE = Path.of("docs", "optimizers.md");

  static Stream<String> snippets() throws IOException {
    List<String> snippets = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    while (matcher.find()) {
      snippets.add(matcher.group(1));
    }
    assertTrue(snippets.size() >= 7, "found " + snippets.size());
    return snippets.stream();
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void every_snippet_is_a_configuration_that_can_be_used(String yaml) {
    Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    Settings settings = Settings.of(tree);
    Settings optimizer = settings.child("optimizer");
    Graph graph = new Graph();
    for (int layer = 0; layer < 2; layer++) {
      graph.parameter("layers[" + layer + "].weight", 3, 2);
      graph.parameter("layers[" + layer + "].bias", 1, 2);
    }
    Optimizers.of(optimizer, Parameters.of(graph));
    Schedules.of(optimizer.child("decay"), Optimizers.learningRate(optimizer));
    StoppingCriteria.of(settings.child("stop"));
    settings.choice("precision", List.of("float32", "float64"), "float32");
    settings.refuseUnknown();
  }

  @Test
  void every_optimizer_and_schedule_of_the_catalogues_has_its_row() throws IOException {
    Set<String> rows = new LinkedHashSet<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher names =
          Pattern.compile("`([^`]+)`").matcher(line.split("\\|")[line.startsWith("|") ? 1 : 0]);
      while (line.startsWith("|") && names.find()) {
        rows.add(names.group(1));
      }
    }
    assertTrue(rows.containsAll(Optimizers.names()), rows::toString);
    assertTrue(rows.containsAll(Schedules.names()), rows::toString);
  }

  @Test
  void epsilon_goes_where_the_table_says() throws IOException {
    int rows = 0;
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = Pattern.compile("\\| `(\\w+)` \\|.*\\| ([0-9.]+) \\|").matcher(line);
      if (row.matches()) {
        assertEquals(Double.parseDouble(row.group(2)), firstStep(row.group(1)), 5e-7, line);
        rows++;
      }
    }
    assertEquals(7, rows);
  }

  private static double firstStep(String name) {
    Graph graph = Expression.parse("w").graph();
    Settings settings = Settings.of(Map.of("name", name, "epsilon", "0.5"));
    Optimizer optimizer = Optimizers.inDoubles(settings, Parameters.of(graph));
    double[] w = new double[Parameters.of(graph).size()];
    double[] g = new double[w.length];
    g[0] = 2;
    optimizer.update(1, 1, g, w);
    return -w[0];
  }
}
