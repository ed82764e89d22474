package dev.gradstream.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Somebody who opens a page in a real browser and notices whatever is wrong with it: errors on the
 * console, requests to another host, what a screen reader or a keyboard cannot use.
 */
public final class Visitor implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final double PATIENCE_MS =
      60_000; // what one waits for comes much sooner, or never
  private static final String SCRIPTS_OF_AXE = "/axe.min.js";

  private final Playwright playwright;
  private final Browser browser;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private Visitor(String origin, ColorScheme scheme) {
    // Playwright would fetch browsers of its own otherwise.
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(NeedsChromium.Condition.executable().orElseThrow())
                    .setArgs(List.of("--no-sandbox"))); // has none as root
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setBypassCSP(false)
                .setViewportSize(1440, 1000));
    page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add("console: " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("script: " + error));
    page.onRequest(
        request -> {
          if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
            complaints.add("request to " + request.url());
          }
        });
  }

  /**
   * Opens a browser.
   *
   * @param origin how every address begins that may be asked for
   */
  public static Visitor of(String origin, ColorScheme scheme) {
    return new Visitor(origin, scheme);
  }

  /** The page, to be driven. */
  public Page page() {
    return page;
  }

  /** What was wrong so far. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /**
   * What the rules of axe find: WCAG 2.1, levels A and AA, and good practice. The script is
   * evaluated by the debugger, so the page's own security policy stays in force.
   */
  public List<String> barriers() throws IOException {
    try (InputStream script = Page.class.getResourceAsStream(SCRIPTS_OF_AXE)) {
      page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        page.evaluate(
            """
            async () => {
              const { violations, passes } = await axe.run(document, { resultTypes: ["violations", "passes"] });
              if (passes.length < 10) return ["axe looked at nothing"];
              return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" ")}`);
            }""");
    return ((List<?>) found).stream().map(Object::toString).toList();
  }

  /** Takes a picture of the whole page, to be looked at. */
  public void picture(String name) throws IOException {
    Files.createDirectories(PICTURES);
    page.evaluate("() => window.scrollTo(0, 0)");
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
  }

  @Override
  public void close() {
    context.close();
    browser.close();
    playwright.close();
  }
}
