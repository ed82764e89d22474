package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.gradstream.web.NeedsChromium;
import dev.gradstream.web.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reports opened from a disk in a real browser. Pictures are in target/screenshots. */
@NeedsChromium
@Timeout(180)
final class ReportIT {
  @TempDir static Path dir;
  private static ReportedRuns runs;

  @BeforeAll
  static void train() throws Exception {
    runs = ReportedRuns.train(dir);
  }

  @Test
  void one_run_is_read_from_its_file() throws Exception {
    Path file = dir.resolve("one.html");
    runs.commands().done("report", runs.run(), "-o", file.toString());
    try (Visitor visitor = Visitor.of(file.toUri().toString(), ColorScheme.LIGHT)) {
      Page page = visitor.page();
      page.navigate(file.toUri().toString());
      shown(chart(page, "Training loss"))
          .hasAttribute("aria-label", Pattern.compile(".*at 1,200 examples: smoothed [0-9.]+"));
      shown(chart(page, "Gradient norm")).hasAttribute("aria-label", Pattern.compile(".*[0-9].*"));
      shown(page.locator("#tables")).containsText((String) runs.trained().get("certificate"));
      shown(page.locator("#tables")).containsText("end of topic");
      chart(page, "Training loss").focus();
      page.keyboard().press("+");
      shown(chart(page, "Training loss"))
          .not()
          .hasAttribute("aria-label", Pattern.compile(".*at 1,200 examples.*"));
      page.keyboard().press("0");
      checked(visitor, "report-one");
    }
  }

  @Test
  void two_runs_are_read_side_by_side() throws Exception {
    Path file = dir.resolve("two.html");
    runs.commands().done("report", runs.run(), runs.branch(), "-o", file.toString());
    try (Visitor visitor = Visitor.of(file.toUri().toString(), ColorScheme.DARK)) {
      Page page = visitor.page();
      page.navigate(file.toUri().toString());
      String words = chart(page, "Training loss").getAttribute("aria-label");
      assertTrue(words.contains(runs.run()) && words.contains(runs.branch()), words);
      shown(page.locator("tr.differs")).containsText("0.01");
      shown(page.locator("tr.differs")).containsText("0.02");
      shown(page.locator("#marks")).containsText("branched from " + runs.run());
      checked(visitor, "report-two");
    }
  }

  private static void checked(Visitor visitor, String picture) throws Exception {
    visitor.picture(picture);
    assertEquals(List.of(), visitor.barriers());
    assertEquals(List.of(), visitor.complaints());
  }

  private static Locator chart(Page page, String name) {
    return page.getByRole(
        AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  private static com.microsoft.playwright.assertions.LocatorAssertions shown(Locator locator) {
    return PlaywrightAssertions.assertThat(locator);
  }
}
