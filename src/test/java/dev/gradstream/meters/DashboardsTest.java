package dev.gradstream.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DashboardsTest {
  private static final int GRID_COLUMNS = 24;

  static List<Path> files() {
    return Dashboards.files();
  }

  static List<Dashboards.Query> queries() {
    return Dashboards.queries();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void a_query_names_meters_that_exist(Dashboards.Query query) {
    Set<String> known =
        Arrays.stream(Meter.values()).map(Meter::prometheusName).collect(Collectors.toSet());
    for (String meter : query.meters()) {
      assertTrue(known.contains(meter), query.where() + ": no meter is called " + meter);
    }
  }

  @Test
  void every_meter_is_on_a_dashboard() {
    Set<String> shown = new TreeSet<>();
    Dashboards.panelQueries().forEach(query -> shown.addAll(query.meters()));
    for (Meter meter : Meter.values()) {
      assertTrue(
          shown.contains(meter.prometheusName()), "no panel shows " + meter.prometheusName());
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void panels_say_what_they_show_and_do_not_overlap(Path file) {
    List<Map<String, Object>> panels = Dashboards.list(Dashboards.read(file), "panels");
    assertFalse(panels.isEmpty());
    Set<Object> ids = new TreeSet<>();
    Set<Integer> taken = new TreeSet<>();
    for (Map<String, Object> panel : panels) {
      String title = panel.get("title").toString();
      assertTrue(ids.add(panel.get("id")), title + ": its id stands twice");
      assertFalse(panel.get("description").toString().isBlank(), title + " has no description");
      assertFalse(Dashboards.list(panel, "targets").isEmpty(), title + " asks for nothing");
      for (int cell : cells(Dashboards.map(panel, "gridPos"))) {
        assertTrue(taken.add(cell), title + " lies over another panel");
      }
    }
  }

  private static List<Integer> cells(Map<String, Object> place) {
    int x = (int) place.get("x");
    int y = (int) place.get("y");
    int right = x + (int) place.get("w");
    assertTrue(x >= 0 && right <= GRID_COLUMNS, "beyond the grid: " + place);
    List<Integer> cells = new ArrayList<>();
    for (int row = y; row < y + (int) place.get("h"); row++) {
      for (int column = x; column < right; column++) {
        cells.add(row * GRID_COLUMNS + column);
      }
    }
    return cells;
  }

  @Test
  void dashboards_have_names_of_their_own_and_ask_the_provisioned_source() {
    Map<String, Object> source =
        Dashboards.list(
                Dashboards.read(Path.of("grafana/provisioning/datasources/prometheus.yml")),
                "datasources")
            .getFirst();
    Set<Object> names = new TreeSet<>();
    for (Path file : files()) {
      Map<String, Object> dashboard = Dashboards.read(file);
      assertTrue(names.add(dashboard.get("uid").toString()), "two dashboards have one uid");
      for (Map<String, Object> panel : Dashboards.list(dashboard, "panels")) {
        assertEquals(source.get("uid"), Dashboards.map(panel, "datasource").get("uid"));
        for (Map<String, Object> target : Dashboards.list(panel, "targets")) {
          assertEquals(source.get("uid"), Dashboards.map(target, "datasource").get("uid"));
        }
      }
    }
  }

  @Test
  void the_compose_file_mounts_what_the_provisioning_names() {
    Map<String, Object> services =
        Dashboards.map(Dashboards.read(Path.of("docker-compose.yml")), "services");
    Map<String, Object> grafana = Dashboards.map(services, "grafana");
    String volumes = grafana.get("volumes").toString();
    Map<String, Object> provider =
        Dashboards.list(
                Dashboards.read(Path.of("grafana/provisioning/dashboards/gradstream.yml")),
                "providers")
            .getFirst();
    Object path = Dashboards.map(provider, "options").get("path");
    assertTrue(volumes.contains("./grafana/dashboards:" + path + ":ro"), volumes);
    assertTrue(volumes.contains("./grafana/provisioning:/etc/grafana/provisioning:ro"), volumes);
    String home =
        Dashboards.map(grafana, "environment")
            .get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
            .toString();
    Path file = Path.of("grafana/dashboards").resolve(Path.of(home).getFileName().toString());
    assertTrue(files().contains(file), home + " is no dashboard of ours");
  }

  @Test
  void every_alert_says_what_happened_and_what_to_do() {
    assertFalse(Dashboards.rules().isEmpty());
    for (Map<String, Object> rule : Dashboards.rules()) {
      Map<String, Object> notes = Dashboards.map(rule, "annotations");
      assertTrue(notes.get("summary").toString().length() > 20, rule.get("alert") + ": summary");
      assertTrue(notes.get("action").toString().length() > 40, rule.get("alert") + ": action");
    }
  }
}
