package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.SharedData;
import dev.gradstream.config.SearchSpace;
import dev.gradstream.console.Failure;
import dev.gradstream.kafka.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class TuneCommandTest {
  @TempDir Path directory;

  @Test
  void the_best_candidate_trained_as_a_run_of_its_own_comes_to_the_same_figures()
      throws IOException {
    Commands commands = Commands.onTestCluster();
    String topic = TestCluster.newName("tuned");
    String csv = SharedData.file("phishing.csv").toString();
    commands.done("publish", csv, "--topic", topic);
    Path plot = directory.resolve("curves.svg");
    String config = Path.of("examples", "phishing.yaml").toString();
    Map<String, Object> tuned =
        commands.done(
            "tune",
            config,
            "--set",
            "source.topic=" + topic,
            "--try",
            "optimizer.learningRate=0.001,0.03",
            "--try",
            "optimizer.name=sgd,adam",
            "--by",
            "accuracy",
            "--plot",
            plot.toString());
    List<?> trials = (List<?>) tuned.get("trials");
    assertEquals(4, trials.size());
    List<String> train = new ArrayList<>(List.of("train", config, "--no-page"));
    train.addAll(List.of("--set", "source.topic=" + topic, "--set", "run=" + topic));
    ((List<?>) tuned.get("best")).forEach(one -> train.addAll(List.of("--set", one.toString())));
    Map<String, Object> trained = commands.done(train.toArray(String[]::new));
    Map<?, ?> best = (Map<?, ?>) trials.getFirst();
    assertEquals(trained.get("figures"), best.get("figures"));
    String svg = Files.readString(plot);
    assertTrue(svg.startsWith("<svg") && svg.contains("optimizer.learningRate=0.03"), svg);
  }

  @Test
  void a_plot_that_has_no_place_is_refused_before_the_long_pass() {
    Captured captured = new Captured(false);
    Path nowhere = directory.resolve("none").resolve("curves.svg");
    int status =
        captured.run(
            "tune", "examples/phishing.yaml", "--try", "seed=1,2", "--plot", nowhere.toString());
    assertEquals(2, status, captured::err);
    assertTrue(captured.err().startsWith("gradstream: --plot " + nowhere), captured.err());
    assertEquals(1, captured.err().lines().count(), captured.err());
  }

  @Test
  void a_figure_that_no_candidate_can_have_is_refused_before_the_long_pass() {
    Map<String, String> messages =
        Map.of(
            "accurracy",
                "gradstream: --by accurracy: no such figure (did you mean 'accuracy'?); there are loss, ",
            "validation", "gradstream: --by validation: no such figure (no example is held out: ");
    messages.forEach(
        (by, message) -> {
          Captured captured = new Captured(false);
          int status =
              captured.run("tune", "examples/phishing.yaml", "--try", "seed=1,2", "--by", by);
          assertEquals(2, status, captured::err);
          assertTrue(captured.err().startsWith(message), captured.err());
          assertEquals(1, captured.err().lines().count(), captured.err());
        });
  }

  @Test
  void a_grid_has_every_combination_and_keeps_lists_whole() {
    assertEquals(
        List.of(
            List.of("a=1", "b=[x,y]"),
            List.of("a=1", "b=z"),
            List.of("a=2", "b=[x,y]"),
            List.of("a=2", "b=z")),
        SearchSpace.of(List.of("a=1,2", "b=[x,y],z")).grid());
  }

  @Test
  void a_random_search_depends_on_the_seed_alone_and_stays_within_its_ranges() {
    SearchSpace space = SearchSpace.of(List.of("a=1e-4..1e-1", "b=x,y"));
    List<List<String>> drawn = space.random(50, 7);
    assertEquals(50, drawn.stream().distinct().count());
    assertEquals(drawn, space.random(50, 7));
    assertTrue(!drawn.equals(space.random(50, 8)));
    long small = 0;
    for (List<String> one : drawn) {
      double a = Double.parseDouble(one.getFirst().substring(2));
      assertTrue(a >= 1e-4 && a <= 1e-1, one.toString());
      small += a < 3.2e-3 ? 1 : 0; // half of the range in the logarithm
    }
    assertTrue(small > 12 && small < 38, "below the middle: " + small);
    assertEquals(2, SearchSpace.of(List.of("b=x,y")).random(10, 1).size());
  }

  @Test
  void what_cannot_be_tried_is_refused() {
    for (String wrong : new String[] {"a", "a=", "=1", "a=5..1", "a=0..1"}) {
      assertThrows(Failure.class, () -> SearchSpace.of(List.of(wrong)), wrong);
    }
    assertThrows(Failure.class, () -> SearchSpace.of(List.of()));
    assertThrows(Failure.class, () -> SearchSpace.of(List.of("a=1..2")).grid());
  }
}
