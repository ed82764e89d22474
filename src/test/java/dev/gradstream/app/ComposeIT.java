package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.NeedsImages;
import dev.gradstream.meters.Dashboards;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The compose file as people bring it up, but for Grafana and the ports of this machine: a real
 * Prometheus scrapes the demo in its container, and every panel finds data. Runs after the jar is
 * there, which the image is made of.
 */
@NeedsImages({"apache/kafka:4.4.0", "prom/prometheus:v3.5.3", "eclipse-temurin:25-jre"})
@Timeout(300)
final class ComposeIT {
  /** Queries that have an answer only after something went wrong. */
  private static final List<String> EVENT_ONLY =
      List.of("gradstream_left_out_total", "gradstream_drifts_total");

  @TempDir static Path dir;

  private static List<String> compose;

  @BeforeAll
  static void up() throws Exception {
    Path local = dir.resolve("no-ports.yml");
    Files.writeString(
        local,
        """
        services:
          kafka: { ports: !reset [] }
          app: { ports: !reset [] }
          prometheus: { ports: !reset [] }
        """);
    String project = "gradstream-test-" + ProcessHandle.current().pid();
    compose =
        List.of(
            "docker", "compose", "-p", project, "-f", "docker-compose.yml", "-f", local.toString());
    compose("build", "-q", "app");
    compose("up", "-d", "--wait", "kafka", "app", "prometheus");
  }

  @AfterAll
  static void down() throws Exception {
    compose("down", "-v", "-t", "1");
  }

  @Test
  void prometheus_accepts_its_configuration_and_the_rules() throws Exception {
    String said =
        compose(
            "exec",
            "-T",
            "prometheus",
            "promtool",
            "check",
            "config",
            "/etc/prometheus/prometheus.yml");
    assertTrue(said.contains("rules found"), said);
  }

  @Test
  void every_panel_finds_data_and_every_rule_is_in_order() throws Exception {
    awaitSteps();
    for (Dashboards.Query query : Dashboards.queries()) {
      Map<String, Object> answer = ask("query?query=" + encoded(query.plain()));
      assertEquals("success", answer.get("status"), query + ": " + answer);
    }
    for (Dashboards.Query query : Dashboards.panelQueries()) {
      if (EVENT_ONLY.stream().noneMatch(query.expression()::contains)) {
        assertFalse(answers(query.plain()).isEmpty(), "no data for " + query);
      }
    }
    assertFalse(Dashboards.list(data("rules"), "groups").isEmpty());
    assertTrue(answers("ALERTS{alertname=\"GradstreamDown\"}").isEmpty());
  }

  // Two scrapes with steps between them: what rates need. The server itself waits, not we.
  private static void awaitSteps() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (answers("rate(gradstream_steps_total[30s]) > 0").isEmpty()
        || answers("rate(kafka_producer_txn_commit_time_ns_total[30s]) > 0").isEmpty()) {
      assertTrue(System.nanoTime() < end, "no steps within 90 seconds: " + compose("logs", "app"));
    }
  }

  private static List<Map<String, Object>> answers(String query) throws Exception {
    return Dashboards.list(data("query?query=" + encoded(query)), "result");
  }

  private static Map<String, Object> data(String path) throws Exception {
    return Dashboards.map(ask(path), "data");
  }

  private static Map<String, Object> ask(String path) throws Exception {
    String json =
        compose(
            "exec",
            "-T",
            "prometheus",
            "wget",
            "-q",
            "-O",
            "-",
            "http://localhost:9090/api/v1/" + path);
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(json);
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  private static String compose(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(compose);
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile(dir, "said", ".txt");
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    String text = Files.readString(said);
    assertEquals(0, status, () -> String.join(" ", command) + ":\n" + text);
    return text;
  }
}
