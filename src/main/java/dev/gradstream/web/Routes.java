package dev.gradstream.web;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From an address to an answer; pure reading, on the request's thread. */
final class Routes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Pattern RUN = Pattern.compile("/api/runs/([^/]+)(/series)?");
  private static final int MOST_POINTS = 4000;

  private final RunFeed feed;
  private final Supplier<String> prometheusScrape;

  Routes(RunFeed feed, Supplier<String> prometheusScrape) {
    this.feed = feed;
    this.prometheusScrape = prometheusScrape;
  }

  Reply answer(URI uri) {
    String path = uri.getRawPath();
    return switch (path) {
      case "/healthz" -> Reply.json(Map.of("status", "up"));
      case "/readyz" ->
          feed.hasRun()
              ? Reply.json(Map.of("status", "ready"))
              : Reply.error(503, "no run has started yet");
      case "/metrics" -> Reply.text(PROMETHEUS, prometheusScrape.get());
      case "/api/runs" -> Reply.json(feed.runs());
      default -> {
        Matcher run = RUN.matcher(path);
        yield run.matches()
            ? run(Query.decoded(run.group(1)), run.group(2) != null, uri)
            : asset(path);
      }
    };
  }

  private Reply run(String name, boolean series, URI uri) {
    Optional<Map<String, Object>> document = series ? series(name, new Query(uri)) : feed.run(name);
    return document
        .map(Reply::json)
        .orElseThrow(
            () -> new Refusal(404, "no such run in this process: /api/runs lists what there is"));
  }

  private Optional<Map<String, Object>> series(String name, Query query) {
    long from = query.number("from", -1, -1, Long.MAX_VALUE);
    long to = query.number("to", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    int points = (int) query.number("points", 1000, 2, MOST_POINTS);
    return feed.series(name, from, to, points);
  }

  private static Reply asset(String path) {
    return Assets.find(path).orElseThrow(() -> new Refusal(404, "nothing is at this address"));
  }
}
