package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.training.Changes;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Seal;
import dev.gradstream.training.StepReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
  private final Map<String, MemoryJournal> journals = new TreeMap<>();

  /** A run whose step s has loss {@code rate / s} and a digest of both. */
  private void run(String name, String parent, int from, int to, double rate) {
    List<Event> events = new ArrayList<>();
    events.add(new Event.RunStarted(name, Map.of(), 1, "1", "id", Map.of(), Map.of(), 0));
    if (parent != null) {
      events.add(new Event.RunBranched(parent, from, from, "00".repeat(32), Changes.NONE));
    }
    for (int s = from + 1; s <= to; s++) {
      StepReport step =
          new StepReport(s, 1, rate / s, rate, 1, Double.doubleToRawLongBits(rate * s));
      events.add(new Event.WindowApplied(s, Seal.SIZE, List.of(), List.of(), List.of(step)));
    }
    MemoryJournal journal = new MemoryJournal(name);
    journal.acquire();
    journal
        .commit(
            new Commit(new JournalBlock(0, "w", "main", 0, new byte[32], events), null, List.of()))
        .block();
    journals.put(name, journal);
  }

  private static RunSummary summary(String name, double accuracy, String rate, String parent) {
    return new RunSummary(
        name,
        "open",
        0,
        0,
        300,
        300,
        0,
        0.5,
        Map.of("accuracy", accuracy),
        "00",
        0,
        Map.of("run", name, "optimizer.learningRate", rate),
        parent);
  }

  private LossCurve curve(String name) {
    return LossCurve.of(name, run -> journals.get(run).successor());
  }

  @Test
  void a_branch_has_its_parents_losses_before_the_fork() {
    run("parent", null, 0, 300, 2);
    run("child", "parent", 100, 250, 1);
    LossCurve child = curve("child");
    assertEquals(250, child.steps());
    assertEquals(100, child.sharedWith(curve("parent")));
    double[] means = child.means(300, 300);
    assertEquals(250, means.length);
    assertEquals(2.0 / 100, means[99]);
    assertEquals(1.0 / 101, means[100]);
    assertEquals(3, child.means(300, 3).length, "the last stretch is there in part");
    assertEquals(2, child.means(500, 4).length);
  }

  @Test
  void two_runs_without_a_common_step_share_none_and_equal_ones_share_all() {
    run("a", null, 0, 50, 2);
    run("b", null, 0, 50, 3);
    assertEquals(0, curve("a").sharedWith(curve("b")));
    assertEquals(50, curve("a").sharedWith(curve("a")));
  }

  @Test
  void a_page_tells_the_fork_the_settings_the_figures_and_draws_both_losses() {
    run("parent", null, 0, 300, 2);
    run("child", "parent", 100, 300, 1);
    RunComparison comparison =
        new RunComparison(
            summary("parent", 0.9, "0.1", ""),
            curve("parent"),
            summary("child", 0.8, "0.05", "parent@100"),
            curve("child"));
    String page = comparison.text(StandardCharsets.US_ASCII);
    assertTrue(page.startsWith("parent and child share steps 1 to 100, bit for bit"), page);
    assertTrue(page.contains("child was branched from parent@100"), page);
    assertTrue(page.contains("optimizer.learningRate: 0.1 -> 0.05"), page);
    assertTrue(page.contains("accuracy   0.90000  0.80000"), page);
    assertTrue(page.contains("parent: loss") && page.contains("child: loss"), page);
    assertTrue(page.contains("300  step"), page);
    assertEquals(100, comparison.object().get("sharedSteps"));
    assertEquals(
        Map.of("optimizer.learningRate", "0.1 -> 0.05"), comparison.object().get("settings"));
  }

  @Test
  void a_parent_that_is_gone_leaves_its_steps_out() {
    run("parent", null, 0, 300, 2);
    run("child", "parent", 100, 250, 1);
    journals.put("parent", new MemoryJournal("parent"));
    LossCurve child = curve("child");
    assertEquals(250, child.steps());
    assertTrue(Double.isNaN(child.means(250, 250)[0]));
    assertEquals(1.0 / 101, child.means(250, 250)[100]);
  }
}
