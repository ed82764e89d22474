package dev.gradstream.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From an address to an answer; pure reading, on the request's thread. */
final class Routes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Pattern RUN = Pattern.compile("/api/runs/([^/]+)(/series)?");
  private static final int MOST_POINTS = 4000;

  private final RunFeed feed;
  private final Site site;

  Routes(Site site) {
    this.feed = site.feed();
    this.site = site;
  }

  Reply answer(URI uri) {
    String path = uri.getRawPath();
    return switch (path) {
      case "/healthz" -> Reply.json(Map.of("status", "up"));
      case "/readyz" ->
          feed.hasRun()
              ? Reply.json(Map.of("status", "ready"))
              : Reply.error(503, "no run has started yet");
      case "/metrics" -> Reply.text(PROMETHEUS, site.prometheusScrape().get());
      case "/api/runs" -> Reply.json(feed.runs());
      case "/api/archive" -> Reply.json(archive());
      default -> {
        Matcher run = RUN.matcher(path);
        yield run.matches()
            ? run(Query.decoded(run.group(1)), run.group(2) != null, uri)
            : asset(path);
      }
    };
  }

  private Reply run(String name, boolean series, URI uri) {
    Query query = new Query(uri);
    boolean kept = "true".equals(query.text("kept")) || feed.run(name).isEmpty();
    Optional<RunFeed> source = kept ? site.archive().find(name) : Optional.of(feed);
    return source
        .flatMap(from -> series ? series(from, name, query) : from.run(name))
        .map(Reply::json)
        .orElseThrow(
            () -> new Refusal(404, "no such run: /api/runs and /api/archive list what there is"));
  }

  private Map<String, Object> archive() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Archive.Kept kept : site.archive().runs()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("run", kept.run());
      row.put("state", kept.state());
      row.put("parent", kept.parent());
      row.put("forkStep", kept.forkStep());
      row.put("steps", kept.steps());
      row.put("examples", kept.examples());
      row.put("loss", kept.loss());
      row.put("startedAtMs", kept.startedAtMs());
      rows.add(row);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("runs", rows);
    return document;
  }

  private static Optional<Map<String, Object>> series(RunFeed feed, String name, Query query) {
    long from = query.number("from", -1, -1, Long.MAX_VALUE);
    long to = query.number("to", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    int points = (int) query.number("points", 1000, 2, MOST_POINTS);
    return feed.series(name, from, to, points);
  }

  private static Reply asset(String path) {
    return Assets.find(path).orElseThrow(() -> new Refusal(404, "nothing is at this address"));
  }
}
