package dev.gradstream.meters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code grafana/} and the compose file hold, read for tests. JSON is read as YAML. */
public final class Dashboards {
  private static final Path FOLDER = Path.of("grafana");
  private static final Pattern METRIC = Pattern.compile("\\bgradstream_[a-z_]+");

  private Dashboards() {}

  /** A query of a panel or a rule, and where it stands. */
  public record Query(String where, String expression) {
    /** As Prometheus is asked: Grafana's variables replaced by everything. */
    public String plain() {
      return expression.replace("$__rate_interval", "30s").replace("$run", ".*");
    }

    /** The names of our own meters in it. */
    List<String> meters() {
      Matcher matcher = METRIC.matcher(expression);
      return matcher.results().map(m -> m.group()).distinct().toList();
    }
  }

  /** Files of dashboards. */
  public static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A file of YAML or JSON as maps and lists. */
  public static Map<String, Object> read(Path file) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A child that is a list of maps. */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> list(Map<String, Object> of, String name) {
    return (List<Map<String, Object>>) of.getOrDefault(name, List.of());
  }

  /** A child that is a map. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(Map<String, Object> of, String name) {
    return (Map<String, Object>) of.get(name);
  }

  /** The alert rules. */
  public static List<Map<String, Object>> rules() {
    return list(read(FOLDER.resolve("prometheus/alerts.yml")), "groups").stream()
        .flatMap(group -> list(group, "rules").stream())
        .toList();
  }

  /** Every query of every panel, variable and rule. */
  public static List<Query> queries() {
    List<Query> queries = new ArrayList<>(panelQueries());
    rules().forEach(rule -> queries.add(new Query("" + rule.get("alert"), "" + rule.get("expr"))));
    return queries;
  }

  /** Every query of every panel. */
  public static List<Query> panelQueries() {
    List<Query> queries = new ArrayList<>();
    for (Path file : files()) {
      for (Map<String, Object> panel : list(read(file), "panels")) {
        for (Map<String, Object> target : list(panel, "targets")) {
          String where = file.getFileName() + ": " + panel.get("title");
          queries.add(new Query(where, "" + target.get("expr")));
        }
      }
    }
    return queries;
  }
}
