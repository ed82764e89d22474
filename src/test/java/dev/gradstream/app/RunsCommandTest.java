package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class RunsCommandTest {
  private static final RunSummary PHISHING =
      new RunSummary(
          "phishing",
          "ended: end of topic",
          0,
          61_000,
          1250,
          1250,
          0,
          0.25,
          new LinkedHashMap<>(Map.of("accuracy", 0.8896)),
          "0123456789abcdef".repeat(4),
          0,
          new TreeMap<>(Map.of("run", "phishing", "seed", "42")));
  private static final RunSummary EMPTY =
      new RunSummary(
          "new\u001b[2J", "open", 1000, 1000, 0, 0, 0, Double.NaN, Map.of(), "00", 0, Map.of());

  private final Captured captured = new Captured(false);

  /** Runs in memory. */
  private record Fixed(List<RunSummary> all) implements RunSummary.Catalogue {
    @Override
    public void close() {}
  }

  private int runs(List<RunSummary> all, String... options) throws Exception {
    RunsCommand command = new RunsCommand(captured.context, ignored -> new Fixed(all));
    new CommandLine(command).parseArgs(options);
    return command.call();
  }

  private int show(List<RunSummary> all, String... options) throws Exception {
    ShowCommand command = new ShowCommand(captured.context, ignored -> new Fixed(all));
    new CommandLine(command).parseArgs(options);
    return command.call();
  }

  @Test
  void a_list_has_a_line_a_run_and_obeys_no_control_sequence() {
    assertEquals(
        """
        run       state                started              steps  examples     loss  figures           certificate
        phishing  ended: end of topic  1970-01-01 00:00:00  1,250     1,250  0.25000  accuracy 0.88960  0123456789ab
        new?[2J   open                 1970-01-01 00:00:01      0         0        -                    00""",
        new RunRendering(ZoneOffset.UTC).list(List.of(PHISHING, EMPTY)));
  }

  @Test
  void a_list_shows_the_figures_one_asks_for_first_and_no_time_for_a_run_that_never_began() {
    RunSummary many =
        new RunSummary(
            "a",
            "open",
            1000,
            1000,
            1,
            1,
            0,
            0.5,
            Map.of("accuracy", 0.5, "f1", 0.25, "kappa", 0.125, "recent.accuracy", 1.0),
            "00",
            0,
            Map.of());
    RunSummary unborn =
        new RunSummary("b", "empty", 0, 0, 0, 0, 0, Double.NaN, Map.of(), "", 0, Map.of());
    String list = new RunRendering(ZoneOffset.UTC).list(List.of(many, unborn));
    assertTrue(list.contains("  accuracy 0.50000, f1 0.25000  00\n"), list);
    assertTrue(list.matches("(?s).*\nb    empty +- +0 +0 +-.*"), list);
  }

  @Test
  void a_page_has_everything() {
    assertEquals(
        """
        run          phishing
        state        ended: end of topic
        started      1970-01-01 00:00:00
        last commit  1970-01-01 00:01:01
        steps        1,250
        examples     1,250
        rejected     0
        loss         0.25000
        certificate  %s

        figure      whole  recent  window
        accuracy  0.88960       -       -

        specification
          run = phishing
          seed = 42"""
            .formatted(PHISHING.certificate()),
        new RunRendering(ZoneOffset.UTC).page(PHISHING));
  }

  @Test
  void a_figure_has_its_three_values_in_a_line_and_the_confusion_matrix_is_a_table() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("window.accuracy", 0.86);
    figures.put("accuracy", 0.8896);
    figures.put("recent.accuracy", 0.87);
    figures.put("baseline.previous.accuracy", 0.5);
    figures.put("confusion.0.0", 1650.0);
    figures.put("confusion.0.1", 52.0);
    figures.put("confusion.1.0", 86.0);
    figures.put("confusion.1.1", 462.0);
    figures.put("window.confusion.1.1", 9.0);
    assertEquals(
        """


        figure                        whole   recent   window
        accuracy                    0.88960  0.87000  0.86000
        baseline.previous.accuracy  0.50000        -        -

        true class   as 0  as 1
                 0  1,650    52
                 1     86   462""",
        FigureTables.of(figures));
    assertEquals("", FigureTables.of(Map.of()));
  }

  @Test
  void without_a_run_the_list_says_how_to_start_one() throws Exception {
    assertEquals(ExitStatus.DONE, runs(List.of()));
    assertTrue(captured.out().contains("gradstream train CONFIG.yaml"), captured.out());
  }

  @Test
  void both_can_be_had_as_json() throws Exception {
    runs(List.of(PHISHING), "--json");
    show(List.of(PHISHING), "phishing", "--json");
    String run =
        "{\"run\":\"phishing\",\"state\":\"ended: end of topic\",\"started\":\"1970-01-01T00:00:00Z\","
            + "\"lastCommit\":\"1970-01-01T00:01:01Z\",\"steps\":1250,\"examples\":1250,\"rejected\":0,"
            + "\"loss\":0.25,\"figures\":{\"accuracy\":0.8896},\"certificate\":\""
            + PHISHING.certificate()
            + "\",\"keptFromStep\":0,\"specification\":{\"run\":\"phishing\",\"seed\":\"42\"}}";
    assertEquals("{\"runs\":[" + run + "]}\n" + run + "\n", captured.out());
  }

  @Test
  void a_run_that_does_not_exist_is_answered_with_the_nearest_one() {
    Failure failure = assertThrows(Failure.class, () -> show(List.of(PHISHING), "phising"));
    assertEquals(
        "no run named 'phising' (did you mean 'phishing'?) (list them: gradstream runs)",
        failure.getMessage());
    assertEquals(ExitStatus.FAILED, failure.status());
  }
}
