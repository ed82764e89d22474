package dev.gradstream.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One or two runs as one file: the page's charts with the chart library, the data and the styles in
 * it. It opens from a disk, asks no host for anything (its own policy forbids it), and what came
 * from a topic is in it as JSON, never as markup.
 */
public final class Report {
  private static final int COLUMNS = 2000; // of a curve: more than a screen has
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]*;\\n");
  private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=const|function|class)");
  private static final List<String> MODULES =
      List.of("format.js", "curves.js", "chart.js", "network.js", "report.js");

  private Report() {}

  /**
   * The file's bytes.
   *
   * @param feeds one a run, each told everything of it
   * @param environment what the report was made with, by name
   */
  public static byte[] of(List<RunFeed> feeds, Map<String, ?> environment) {
    List<Map<String, Object>> runs = new ArrayList<>();
    for (RunFeed feed : feeds) {
      Map<String, Object> run = new LinkedHashMap<>(feed.run(null).orElseThrow());
      run.put("series", feed.series(null, -1, Long.MAX_VALUE, COLUMNS).orElseThrow());
      runs.add(run);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("runs", runs);
    document.put("environment", environment);
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", escaped(title(runs)));
    parts.put("styles", styles());
    parts.put("library", closed(text(Assets.UPLOT + "uPlot.iife.min.js")));
    parts.put("data", Json.line(document).replace("<", "\\u003c"));
    parts.put("script", closed(script()));
    String page =
        PLACE
            .matcher(text("/web/report.html"))
            .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    return page.getBytes(StandardCharsets.UTF_8);
  }

  private static String title(List<Map<String, Object>> runs) {
    return runs.stream().map(run -> (String) run.get("run")).collect(Collectors.joining(" and "));
  }

  // The modules one after the other, which need no loading from anywhere; the library is a global.
  private static String script() {
    StringBuilder script = new StringBuilder();
    for (String module : MODULES) {
      String text = IMPORT.matcher(text("/web/" + module)).replaceAll("");
      script.append(EXPORT.matcher(text).replaceAll(""));
    }
    return script.toString();
  }

  private static String styles() {
    return text(Assets.UPLOT + "uPlot.min.css") + text("/web/page.css") + text("/web/report.css");
  }

  // Nothing within a script may end it.
  private static String closed(String script) {
    return script.replace("</script", "<\\/script");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String text(String resource) {
    try (InputStream in = Report.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
    }
  }
}
