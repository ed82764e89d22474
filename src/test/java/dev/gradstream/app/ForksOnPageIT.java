package dev.gradstream.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.gradstream.kafka.TestCluster;
import dev.gradstream.web.NeedsChromium;
import dev.gradstream.web.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live run's page also shows the runs that are kept: their tree, and one beside the other. */
@NeedsChromium
@Timeout(180)
final class ForksOnPageIT {
  @TempDir Path dir;

  @Test
  void a_branch_is_looked_at_with_its_parent_drawn_beside_it() throws Exception {
    ReportedRuns runs = ReportedRuns.train(dir);
    try (RunningCommand train =
        RunningCommand.start(
            "train",
            runs.config().toString(),
            "--set",
            "run=" + TestCluster.newName("live"),
            "--set",
            "source.topic=" + runs.topic(),
            "--set",
            "source.until=never",
            "--port",
            "0",
            "--bootstrap-servers",
            TestCluster.connection().bootstrapServers())) {
      String address = train.awaitLine("live page: ");
      train.letTalk();
      try (Visitor visitor = Visitor.of(address, ColorScheme.LIGHT)) {
        Page page = visitor.page();
        page.navigate(address);
        assertThat(page.locator("#state")).hasText("training");
        // From the page of the run that learns to that of a branch that has ended.
        page.getByRole(AriaRole.LINK, named(runs.branch())).click();
        assertThat(page.locator("#run")).hasText(runs.branch());
        assertThat(page.locator("#state")).hasText("ended");
        assertThat(chart(page)).hasAttribute("aria-label", Pattern.compile(".*at 1,200 .*"));
        assertThat(page.locator("#forks"))
            .containsText("fork of " + runs.run() + " at step " + ReportedRuns.FORK);
        Locator parent = page.getByRole(AriaRole.CHECKBOX, named("Draw the loss of " + runs.run()));
        parent.focus();
        page.keyboard().press("Space");
        assertThat(page.locator("#loss-legend")).containsText(runs.run());
        assertThat(chart(page))
            .hasAttribute("aria-label", Pattern.compile(".*" + runs.run() + " [0-9.]+.*"));
        visitor.picture("forks");
        assertEquals(List.of(), visitor.barriers());
        parent.press("Space");
        assertThat(page.locator("#loss-legend")).not().containsText(runs.run());
        assertEquals(List.of(), visitor.complaints());
      }
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator chart(Page page) {
    return page.getByRole(
        AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("^Training loss")));
  }
}
