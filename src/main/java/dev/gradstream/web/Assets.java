package dev.gradstream.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the page, from the class path: ours, and the chart library's. */
final class Assets {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.[a-z]+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");
  static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final Map<String, String> LIBRARY =
      Map.of(
          "/lib/uplot-1.6.30.js", UPLOT + "uPlot.esm.js",
          "/lib/uplot-1.6.30.css", UPLOT + "uPlot.min.css");

  private Assets() {}

  static Optional<Reply> find(String path) {
    if (LIBRARY.containsKey(path)) {
      return read(path, LIBRARY.get(path), "public, max-age=31536000, immutable");
    }
    String name = path.equals("/") ? "index.html" : path.substring(1);
    return NAME.matcher(name).matches() ? read(name, "/web/" + name, "no-cache") : Optional.empty();
  }

  private static Optional<Reply> read(String name, String resource, String caching) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new Reply(200, type, caching, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
    }
  }
}
