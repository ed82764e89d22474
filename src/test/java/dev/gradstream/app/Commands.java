package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The program as a user calls it, but within this process: words in, one JSON object out. */
final class Commands {
  private final List<String> where;

  private Commands(String... where) {
    this.where = List.of(where);
  }

  /** On a Kafka that runs already. */
  static Commands on(String bootstrapServers) {
    return new Commands("--bootstrap-servers", bootstrapServers);
  }

  /** On the embedded broker over a directory. */
  static Commands over(Path dataDir) {
    return new Commands("--data-dir", dataDir.toString());
  }

  /** On the broker that all tests of this process share. */
  static Commands onTestCluster() {
    return on(TestCluster.connection().bootstrapServers());
  }

  /** Runs a command that has to succeed, and gives its result. */
  Map<String, Object> done(String... words) {
    return given(ExitStatus.DONE, words);
  }

  /** Runs a command that has to end with this status, and gives its result. */
  Map<String, Object> given(int status, String... words) {
    Captured captured = new Captured(false);
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    all.addAll(where);
    assertEquals(status, captured.run(all.toArray(String[]::new)), captured::err);
    return object(captured.out());
  }

  /** Runs a command that has to be refused in one line that says so. */
  void refused(int status, String what, String... words) {
    Captured captured = new Captured(false);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(where);
    assertEquals(status, captured.run(all.toArray(String[]::new)), captured::err);
    List<String> said =
        captured.err().lines().filter(line -> line.startsWith("gradstream: ")).toList();
    assertEquals(1, said.size(), captured::err);
    assertTrue(said.getFirst().contains(what), captured::err);
  }

  /** What a command printed; every JSON text is a YAML one. */
  static Map<String, Object> object(String json) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(json);
  }

  static double number(Map<String, Object> object, String name) {
    return ((Number) object.get(name)).doubleValue();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> inner(Map<String, Object> object, String name) {
    return (Map<String, Object>) object.get(name);
  }
}
