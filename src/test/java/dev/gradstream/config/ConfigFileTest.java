package dev.gradstream.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {
  private static final String YAML =
      """
      run: phishing
      source: { topic: phishing, from: earliest }
      optimizer:
        # a comment
        name: sgd
        learningRate: 0.10
      model:
        layers:
          - { dense: 32, activation: relu }
          - dense: 1
      columns: [a, "b c", 1]
      nothing:
      """;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name_the_file() {
    file = directory.resolve("config.yaml");
  }

  private ConfigFile config(String yaml, String... overrides) throws IOException {
    Files.writeString(file, yaml);
    return ConfigFile.read(file, List.of(overrides));
  }

  private String refusal(String yaml, String... overrides) {
    Failure failure = assertThrows(Failure.class, () -> config(yaml, overrides));
    assertEquals(ExitStatus.USAGE, failure.status());
    return failure.getMessage().replace(directory + "/", "");
  }

  private String refusal(ConfigFile config, Function<Settings, ?> reader) {
    Failure failure = assertThrows(Failure.class, () -> config.as(reader));
    assertEquals(ExitStatus.USAGE, failure.status());
    return failure.getMessage().replace(directory + "/", "");
  }

  @Test
  void scalars_are_kept_as_they_were_written() throws IOException {
    assertEquals(
        "{columns[0]=a, columns[1]=b c, columns[2]=1, model.layers[0].activation=relu,"
            + " model.layers[0].dense=32, model.layers[1].dense=1, optimizer.learningRate=0.10,"
            + " optimizer.name=sgd, run=phishing, source.from=earliest, source.topic=phishing}",
        config(YAML).settings().flat().toString());
  }

  @Test
  void a_refused_setting_is_shown_with_file_and_line() throws IOException {
    ConfigFile config = config(YAML.replace("0.10", "abc"));
    assertEquals(
        "config.yaml:6: optimizer.learningRate: expected a number from 0 to 10, got 'abc'",
        refusal(config, s -> s.child("optimizer").number("learningRate", 0, 10)));
  }

  @Test
  void a_missing_setting_is_shown_with_the_line_of_its_block() throws IOException {
    assertEquals(
        "config.yaml:2: source.format: is required, and is missing",
        refusal(config(YAML), s -> s.child("source").text("format")));
    assertEquals(
        "config.yaml:10: model.layers[1].activation: is required, and is missing",
        refusal(config(YAML), s -> s.child("model").nodes("layers").get(1).text("activation")));
    assertEquals(
        "config.yaml: seed: is required, and is missing",
        refusal(config(YAML), s -> s.text("seed")));
  }

  @Test
  void an_unknown_setting_is_shown_with_the_nearest_known_one() throws IOException {
    assertEquals(
        "config.yaml:1: rnu: no such setting here; known: run (did you mean 'run'?)",
        refusal(config("rnu: x"), s -> s.text("run", "")));
  }

  @Test
  void an_override_takes_the_place_of_what_the_file_says() throws IOException {
    ConfigFile config =
        config(
            YAML,
            "optimizer.learningRate=0.01",
            "model.layers[0].dense=8",
            "model.layers[2]={dense: 2, activation: tanh}",
            "optimizer.decay.name=step",
            "columns=[x, y]",
            "label.name = is it = so");
    assertEquals(
        "{columns[0]=x, columns[1]=y, label.name=is it = so, model.layers[0].activation=relu,"
            + " model.layers[0].dense=8, model.layers[1].dense=1, model.layers[2].activation=tanh,"
            + " model.layers[2].dense=2, optimizer.decay.name=step, optimizer.learningRate=0.01,"
            + " optimizer.name=sgd, run=phishing, source.from=earliest, source.topic=phishing}",
        config.settings().flat().toString());
  }

  @Test
  void a_refused_override_is_shown_as_one() throws IOException {
    assertEquals(
        "--set: optimizer.learningRate: expected a number from 0 to 10, got 'fast'",
        refusal(
            config(YAML, "optimizer.learningRate=fast"),
            s -> s.child("optimizer").number("learningRate", 0, 10)));
  }

  @Test
  void an_override_that_is_none_is_refused() {
    for (String wrong :
        List.of("rate", "=1", "a..b=1", ".a=1", "a[=1", "[0]=1", "a[0]b=1", "a b=1")) {
      assertEquals(
          "--set "
              + wrong
              + ": expected path=value, for instance --set optimizer.learningRate=0.01",
          refusal(YAML, wrong));
    }
  }

  @Test
  void an_override_that_does_not_fit_the_file_is_refused() {
    assertEquals(
        "--set optimizer.name.x: expected a block of settings in optimizer.name, got 'sgd';"
            + " set the whole of it: --set optimizer.name=...",
        refusal(YAML, "optimizer.name.x=1"));
    assertEquals(
        "--set model[0]: expected a list in model, got a block; set the whole of it: --set model=...",
        refusal(YAML, "model[0]=1"));
    assertEquals("--set columns[7]: the list has only 3 items", refusal(YAML, "columns[7]=1"));
  }

  @Test
  void malformed_yaml_is_shown_with_line_and_column() {
    assertEquals(
        "config.yaml:2:1: is not YAML: expected ',' or '}', but got <stream end> while parsing a flow"
            + " mapping",
        refusal("source: { topic: x\n"));
    String tab = refusal("optimizer:\n\tname: sgd\n");
    assertTrue(tab.startsWith("config.yaml:2:1: is not YAML: found character '\\t(TAB)'"), tab);
  }

  @Test
  void a_setting_given_twice_is_refused_with_both_places() {
    assertEquals(
        "config.yaml:3: optimizer.name: is set twice; first at config.yaml:2",
        refusal("optimizer:\n  name: sgd\n  name: adam\n"));
  }

  @Test
  void a_name_that_looks_like_a_path_is_refused() {
    assertEquals(
        "config.yaml:1: expected a setting's name (letters, digits, _ and -), got 'a.b'",
        refusal("a.b: 1"));
  }

  @Test
  void what_is_no_block_of_settings_is_refused() {
    assertEquals(
        "config.yaml:1: expected a block of settings such as 'run: phishing', got a list of 2",
        refusal("[1, 2]"));
    assertEquals(
        "config.yaml:1: expected a block of settings such as 'run: phishing', got 'run=x'",
        refusal("run=x"));
  }

  @Test
  void aliases_that_grow_without_bound_are_refused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a%d: &a%d [%s*a%d]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(4), i - 1));
    }
    String refusal = refusal(bomb.toString());
    assertTrue(refusal.contains("expected at most 10000 settings"), refusal);
    String loop = refusal("a: &a [*a]\n");
    assertTrue(loop.startsWith("config.yaml:1: expected at most"), loop);
  }

  @Test
  void a_file_that_cannot_be_read_is_named() throws IOException {
    assertEquals(
        "missing.yaml: no such file",
        assertThrows(Failure.class, () -> ConfigFile.read(Path.of("missing.yaml"), List.of()))
            .getMessage());
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
    assertTrue(
        assertThrows(Failure.class, () -> ConfigFile.read(file, List.of()))
            .getMessage()
            .endsWith("config.yaml: is not UTF-8 text; save it as UTF-8"));
  }

  @Test
  void an_empty_file_has_no_settings() throws IOException {
    assertEquals("{}", config("# nothing\n").settings().flat().toString());
  }

  @Test
  void a_schema_file_is_read_beside_the_configuration_and_its_text_recorded() throws IOException {
    Files.writeString(directory.resolve("order.avsc"), "{\"type\": \"long\"}");
    Settings settings = config("source: { topic: t, schema: order.avsc }").withTexts().settings();
    assertEquals(
        "{source.schemaText={\"type\": \"long\"}, source.topic=t}", settings.flat().toString());
  }

  @Test
  void a_schema_file_that_is_missing_is_named_with_the_line() throws IOException {
    ConfigFile config = config("run: r\nsource:\n  topic: t\n  schema: none.avsc\n");
    Failure failure = assertThrows(Failure.class, config::withTexts);
    assertEquals(
        "config.yaml:4: source.schema: none.avsc: no such file",
        failure.getMessage().replace(directory + "/", ""));
  }
}
