package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.web.NeedsChromium;
import dev.gradstream.web.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo, watched in a real browser from its first seconds to the replay's verdict. Pictures of
 * it are in target/screenshots.
 */
@NeedsChromium
@Timeout(180)
final class LivePageIT {
  private static final int EXAMPLES = 24_000;
  private static final String ADDRESS = "live page: ";

  @TempDir static Path dir;

  private static RunningCommand demo;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    demo =
        RunningCommand.start(
            "demo", "--data-dir", dir.toString(), "--port", "0", "--examples", "" + EXAMPLES);
    address = demo.awaitLine(ADDRESS);
    demo.letTalk();
  }

  @AfterAll
  static void end() {
    assertEquals(ExitStatus.DONE, demo.end(), demo::lastWords);
    demo.close();
  }

  @Test
  void the_demo_is_seen_to_learn_to_drift_and_to_be_replayed() throws Exception {
    try (Visitor visitor = Visitor.of(address, ColorScheme.LIGHT)) {
      Page page = visitor.page();
      page.navigate(address);
      curvesMove(page);
      marked(page);
      shown(page.locator("#verdict-word")).hasText("Identical.");
      shown(page.locator("#verdict-text")).containsText("every bit agrees");
      shown(page.locator("#state")).hasText(Pattern.compile("identical"));
      shown(chart(page, "Network"))
          .hasAttribute(
              "aria-label",
              "Network: features 10, then dense 64 tanh, then dense 32 tanh, then dense 1 linear");
      shown(page.locator("#layers li")).hasCount(6);
      shown(page.locator("#layers svg").first())
          .hasAttribute("aria-label", Pattern.compile("layers\\[0]\\.weight, values: from -.*"));
      shown(chart(page, "Norms of update and parameters"))
          .hasAttribute("aria-label", Pattern.compile(".*update [0-9.e-]+, parameters [0-9.]+"));
      byKeyboard(page);
      assertEquals(List.of(), visitor.barriers());
      visitor.picture("live-page-light");
      theme(page);
      assertEquals(List.of(), visitor.barriers());
      visitor.picture("live-page-dark");
      assertEquals(List.of(), visitor.complaints());
    }
  }

  // A third below 0.146, where the axis begins, is 0.097.
  @Test
  void a_logarithmic_axis_may_begin_just_below_a_power_of_ten() {
    try (Visitor visitor = Visitor.of(address, ColorScheme.LIGHT)) {
      visitor.page().navigate(address);
      Object inked =
          visitor
              .page()
              .evaluate(
                  """
                  async () => {
                    const { Chart } = await import("/chart.js");
                    const host = document.createElement("div");
                    host.style.height = "200px";
                    document.body.append(host);
                    const chart = new Chart(host, document.createElement("ul"), { name: "probe", log: true });
                    chart.show([{ label: "a", colour: "--c0" }], [[0, 10], [0.146, 2]]);
                    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                    const canvas = host.querySelector("canvas");
                    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                    return data.some((value) => value > 0);
                  }""");
      assertEquals(true, inked, "the curve is drawn");
      assertEquals(List.of(), visitor.complaints());
    }
  }

  private static LocatorAssertions shown(Locator locator) {
    return PlaywrightAssertions.assertThat(locator);
  }

  private static void curvesMove(Page page) {
    Locator loss = chart(page, "Training loss");
    shown(loss).hasAttribute("aria-label", Pattern.compile(".* at [0-9,]+ examples: .*[0-9].*"));
    String words = loss.getAttribute("aria-label");
    Object picture = pixels(page);
    page.waitForFunction(
        "words => document.querySelector('#loss').getAttribute('aria-label') !== words", words);
    page.waitForFunction(
        "examples => Number(document.querySelector('#tiles .value').textContent.replaceAll(',', '')) > examples",
        EXAMPLES / 2);
    assertNotEquals(picture, pixels(page), "the curve of the loss is drawn as it was before");
  }

  private static Object pixels(Page page) {
    return page.evaluate("() => document.querySelector('#loss canvas').toDataURL()");
  }

  // What the detector found, in words for who cannot see it, and as a line of its own colour where
  // it belongs.
  private static void marked(Page page) {
    Locator marks = page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Marks"));
    shown(marks).containsText(Pattern.compile("drift: [a-z]+ on loss at 1[2-4],[0-9]{3}"));
    page.waitForFunction(
        """
        () => {
          const canvas = document.querySelector("#loss canvas");
          const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--mark");
          probe.fillRect(0, 0, 1, 1);
          const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
          probe.canvas.width = canvas.width;
          probe.canvas.height = canvas.height;
          probe.drawImage(canvas, 0, 0);
          const { data } = probe.getImageData(0, 0, canvas.width, canvas.height);
          let found = 0;
          for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) found++;
          return found > 50;
        }""");
  }

  private static void byKeyboard(Page page) {
    page.keyboard().press("Home");
    page.locator("body").press("Tab");
    assertEquals("Skip to the charts", focused(page));
    chart(page, "Training loss").focus();
    String all = focused(page);
    page.keyboard().press("+");
    shown(page.locator("[data-range='1']")).hasAttribute("aria-pressed", "false");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("0");
    shown(page.locator("[data-range='1']")).hasAttribute("aria-pressed", "true");
    assertTrue(all.startsWith("Training loss"), all);
    page.locator("summary").first().focus();
    page.keyboard().press("Enter");
    shown(page.locator("#specification")).containsText("optimizer.learningRate");
    page.keyboard().press("Enter");
  }

  private static String focused(Page page) {
    return (String)
        page.evaluate(
            "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");
  }

  private static void theme(Page page) {
    Object light = page.evaluate("() => getComputedStyle(document.body).backgroundColor");
    page.locator("#theme").press("Enter");
    Object dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor");
    assertNotEquals(light, dark);
  }

  private static Locator chart(Page page, String name) {
    return page.getByRole(
        AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }
}
