package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The settings that docs/drift.md shows are settings of a run. */
class DriftPageTest {
  private static final Path PAGE = Path.of("docs/drift.md");

  static List<String> snippets() throws IOException {
    Matcher found =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    List<String> snippets = new ArrayList<>();
    while (found.find()) {
      // "on" stands for true in YAML 1.1, which this reader of the page follows; ours does not.
      snippets.add(found.group(1).replaceAll("\\bon:", "\"on\":"));
    }
    return snippets;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void every_snippet_is_a_configuration_that_can_be_used(String yaml) {
    Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    tree.putAll(
        Map.of(
            "run", "page",
            "source", Map.of("topic", "t", "format", "csv", "columns", List.of("age", "b", "y")),
            "label", Map.of("name", "y", "kind", "real"),
            "features", List.of(Map.of("columns", List.of("age", "b"))),
            "model", Map.of("layers", List.of(Map.of("dense", "1")), "loss", "squared")));
    Settings settings = Settings.of(tree);
    CheckedSpecification.of(settings);
    settings.refuseUnknown();
  }

  @Test
  void there_are_snippets_of_both_kinds() throws IOException {
    assertTrue(snippets().stream().anyMatch(yaml -> yaml.startsWith("drift:")));
    assertTrue(snippets().stream().anyMatch(yaml -> yaml.startsWith("featureDrift:")));
  }
}
