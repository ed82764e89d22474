package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a run and its branch, on a real broker. */
@Timeout(180)
class ReportCommandTest {
  private static final Pattern DATA = Pattern.compile("id=\"data\">(.*?)</script>");

  @TempDir static Path dir;
  private static ReportedRuns runs;

  @BeforeAll
  static void train() throws Exception {
    runs = ReportedRuns.train(dir);
  }

  @Test
  void a_report_holds_the_run_to_its_last_figure() throws Exception {
    Path file = dir.resolve("one.html");
    Map<String, Object> result = runs.commands().done("report", runs.run(), "-o", file.toString());
    assertEquals(Files.size(file), ((Number) result.get("bytes")).longValue());
    Map<String, Object> run = runs(file).getFirst();
    Map<String, Object> trained = runs.trained();
    assertEquals(trained.get("certificate"), run.get("certificate"));
    assertEquals(trained.get("steps"), run.get("step"));
    assertEquals(trained.get("figures"), run.get("figures"));
    assertEquals("ended", run.get("state"));
    assertEquals("8", Commands.inner(run, "specification").get("window.size"));
    List<?> ranges = (List<?>) run.get("ranges");
    assertEquals(ReportedRuns.EXAMPLES, ranges.stream().mapToInt(ReportCommandTest::records).sum());
    Map<String, Object> loss = loss(run);
    assertEquals(ReportedRuns.EXAMPLES / 8, ((List<?>) loss.get("x")).size());
    assertEquals(
        List.of("RunEnded", "RunStarted"),
        ((List<?>) run.get("turns")).stream().map(turn -> ((Map<?, ?>) turn).get("kind")).toList());
  }

  @Test
  void a_branch_is_reported_with_what_it_has_from_its_parent() throws Exception {
    Path file = dir.resolve("two.html");
    runs.commands().done("report", runs.run(), runs.branch(), "-o", file.toString());
    List<Map<String, Object>> both = runs(file);
    List<?> parent = (List<?>) loss(both.getFirst()).get("mean");
    List<?> branch = (List<?>) loss(both.getLast()).get("mean");
    assertEquals(parent.size(), branch.size());
    int fork = ReportedRuns.FORK;
    assertEquals(parent.subList(0, fork), branch.subList(0, fork));
    assertFalse(parent.get(fork + 1).equals(branch.get(fork + 1)));
    assertTrue(both.getLast().get("marks").toString().contains("branched from " + runs.run()));
  }

  @Test
  void what_cannot_be_reported_is_refused_and_nothing_is_written() throws Exception {
    Path file = dir.resolve("none.html");
    runs.commands()
        .refused(
            ExitStatus.FAILED, "did you mean", "report", runs.run() + "x", "-o", file.toString());
    runs.commands()
        .refused(
            ExitStatus.FAILED, "no run named", "report", runs.run(), "gone", "-o", file.toString());
    runs.commands()
        .refused(ExitStatus.USAGE, "no name of a run", "report", "a b", "-o", file.toString());
    runs.commands()
        .refused(
            ExitStatus.USAGE,
            "in a folder that exists",
            "report",
            runs.run(),
            "-o",
            dir.resolve("nowhere/r.html").toString());
    try (var left = Files.list(dir)) {
      assertTrue(left.noneMatch(path -> path.toString().contains("none.html")));
    }
  }

  private static int records(Object range) {
    return ((Number) ((Map<?, ?>) range).get("records")).intValue();
  }

  private static Map<String, Object> loss(Map<String, Object> run) {
    return Commands.inner(Commands.inner(Commands.inner(run, "series"), "byExamples"), "loss");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> runs(Path file) throws IOException {
    Matcher data = DATA.matcher(Files.readString(file));
    assertTrue(data.find());
    return (List<Map<String, Object>>) Commands.object(data.group(1)).get("runs");
  }
}
