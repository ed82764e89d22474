package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.config.ConfigFile;
import dev.gradstream.nn.Activations;
import dev.gradstream.nn.Initializers;
import dev.gradstream.nn.Losses;
import dev.gradstream.pipeline.port.CheckedSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Every snippet of docs/models.md is a configuration, in place of the same block of one. */
class ModelsPageTest {
  private static final Path PAGE = Path.of("docs", "models.md");
  private static final Pattern SNIPPET = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final String BASE =
      """
      run: page
      source: { topic: examples, format: csv, columns: [age, income, city, bought], until: end }
      label: { name: bought, kind: binary }
      features: [ { columns: [age, income], scale: standard } ]
      model: { layers: [ { dense: 1 } ], loss: logistic }
      optimizer: { name: sgd, learningRate: 0.1 }
      """;

  @TempDir Path dir;

  static Stream<String> snippets() throws IOException {
    return SNIPPET.matcher(Files.readString(PAGE)).results().map((MatchResult r) -> r.group(1));
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void a_snippet_is_a_configuration(String snippet) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>(new Yaml().<Map<String, Object>>load(BASE));
    tree.putAll(new Yaml().<Map<String, Object>>load(snippet));
    Path file = Files.writeString(dir.resolve("page.yaml"), new Yaml().dump(tree));
    CheckedSpecification read = ConfigFile.read(file, List.of()).as(CheckedSpecification::of);
    assertTrue(read.resolved().containsKey("model.loss"));
  }

  @Test
  void the_page_names_every_activation_initializer_loss_and_reduction() throws IOException {
    String page = Files.readString(PAGE);
    assertTrue(snippets().count() >= 8);
    Stream.of(
            Activations.names(),
            Initializers.names(),
            Losses.names(),
            List.of("mean", "sum", "dataset"))
        .flatMap(List::stream)
        .forEach(name -> assertTrue(page.contains("`" + name + "`"), name));
  }
}
