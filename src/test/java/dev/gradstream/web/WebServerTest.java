package dev.gradstream.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.training.Reject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebServerTest {
  private final RunFeed feed = new RunFeed();
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = WebServer.start("127.0.0.1", 0, false, feed, () -> "gradstream_steps_total 3\n");
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "page.js",
        "page.css",
        "lib/uplot-1.6.30.js",
        "api/runs",
        "metrics",
        "healthz",
        "nowhere"
      })
  void every_answer_carries_the_headers_that_keep_the_page_to_itself(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertEquals(path.equals("nowhere") ? 404 : 200, response.statusCode());
    assertTrue(header(response, "Content-Security-Policy").startsWith("default-src 'self'"));
    assertEquals("nosniff", header(response, "X-Content-Type-Options"));
    assertFalse(header(response, "Content-Type").isEmpty());
    assertFalse(response.headers().map().containsKey("access-control-allow-origin"));
  }

  @Test
  void the_page_names_no_outside_host_and_holds_no_inline_script_or_style() throws Exception {
    for (String path : List.of("", "page.js", "page.css", "chart.js", "theme.js")) {
      String text = get(path).body();
      assertFalse(text.contains("https://"), path);
      assertFalse(text.replace("http://www.w3.org/2000/svg", "").contains("http://"), path);
      assertFalse(text.contains("innerHTML"), path);
    }
    String page = get("").body();
    assertFalse(page.contains(" style="));
    assertFalse(page.contains(" onclick="));
  }

  @Test
  void a_run_is_changed_by_who_has_the_token_and_by_nobody_else() throws Exception {
    List<String> sent = new ArrayList<>();
    Steering steering =
        (run, command, arguments) -> {
          if (command.equals("stop")) {
            throw new Refusal(409, "run 'r' is over");
          }
          sent.add(run + " " + command + " " + arguments);
          return Map.of("event", "RunPaused");
        };
    Site site = new Site(feed, () -> "", Archive.EMPTY, steering);
    try (WebServer open = WebServer.start("127.0.0.1", 0, true, List.of(), site)) {
      String pause = "{\"command\": \"pause\"}";
      assertEquals(401, order(open, pause, null).statusCode());
      assertEquals("Bearer", header(order(open, pause, null), "WWW-Authenticate"));
      assertEquals(401, order(open, pause, "Basic " + open.token()).statusCode());
      assertEquals(403, order(open, pause, "Bearer " + open.token() + "0").statusCode());
      assertEquals(401, order(open, pause, "Bearer ").statusCode());
      assertEquals(List.of(), sent);
      HttpResponse<String> done = order(open, pause, "Bearer " + open.token());
      assertEquals(200, done.statusCode());
      assertEquals("{\"event\":\"RunPaused\"}", done.body());
      String set = "{\"command\":\"set\",\"arguments\":[\"optimizer.learningRate=0.01\"]}";
      assertEquals(200, order(open, set, "Bearer " + open.token()).statusCode());
      assertEquals(List.of("r pause []", "r set [optimizer.learningRate=0.01]"), sent);
      HttpResponse<String> over = order(open, "{\"command\": \"stop\"}", "Bearer " + open.token());
      assertEquals(409, over.statusCode());
      assertTrue(over.body().contains("run 'r' is over"));
      for (String wrong :
          List.of(
              "", "[]", "{}", "{\"command\":1}", pause + pause, "{\"command\":\"a\",\"x\":1}")) {
        assertEquals(400, order(open, wrong, "Bearer " + open.token()).statusCode(), wrong);
      }
      String long1 = "{\"command\": \"" + "a".repeat(20_000) + "\"}";
      assertEquals(413, order(open, long1, "Bearer " + open.token()).statusCode());
      assertEquals(2, sent.size());
    }
  }

  @Test
  void an_order_of_another_site_or_in_another_form_is_refused() throws Exception {
    Site site = new Site(feed, () -> "", Archive.EMPTY, (run, command, arguments) -> Map.of());
    try (WebServer open = WebServer.start("127.0.0.1", 0, true, List.of(), site)) {
      HttpRequest.Builder foreign =
          request(open, "{\"command\": \"pause\"}", "Bearer " + open.token());
      foreign.setHeader("Origin", "http://elsewhere.example");
      assertEquals(403, client.send(foreign.build(), BodyHandlers.ofString()).statusCode());
      HttpRequest.Builder form =
          request(open, "{\"command\": \"pause\"}", "Bearer " + open.token());
      form.setHeader("Content-Type", "text/plain");
      assertEquals(415, client.send(form.build(), BodyHandlers.ofString()).statusCode());
      HttpRequest get =
          HttpRequest.newBuilder(open.uri().resolve("/api/runs/r/control")).GET().build();
      assertEquals(405, client.send(get, BodyHandlers.ofString()).statusCode());
    }
  }

  @Test
  void without_being_allowed_nothing_can_be_changed() throws Exception {
    assertEquals("", server.token());
    HttpResponse<String> refused = order(server, "{\"command\": \"pause\"}", "Bearer ");
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("--allow-control"), refused::body);
  }

  private HttpResponse<String> order(WebServer at, String body, String authorization)
      throws Exception {
    return client.send(request(at, body, authorization).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(WebServer at, String body, String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at.uri().resolve("/api/runs/r/control"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  @Test
  void ready_means_that_a_run_has_started() throws Exception {
    assertEquals(503, get("readyz").statusCode());
    assertEquals(200, get("healthz").statusCode());
    feed.started(Blocks.started("r"), 0);
    assertEquals(200, get("readyz").statusCode());
  }

  @Test
  void metrics_are_the_scrape_in_the_text_format() throws Exception {
    HttpResponse<String> response = get("metrics");
    assertEquals("gradstream_steps_total 3\n", response.body());
    assertEquals("text/plain; version=0.0.4; charset=utf-8", header(response, "Content-Type"));
  }

  @Test
  void runs_are_listed_and_shown() throws Exception {
    feed.started(Blocks.started("a run"), 0);
    feed.committed(Blocks.step("a run", 1, 2.5));
    assertEquals(
        "{\"current\":\"a run\",\"runs\":"
            + "[{\"run\":\"a run\",\"state\":\"training\",\"step\":1,\"examples\":32}]}",
        get("api/runs").body());
    String run = get("api/runs/a%20run").body();
    assertTrue(run.contains("\"loss\":2.5"), run);
    assertTrue(run.contains("\"specification\":{\"model.loss\":\"squared\"}"), run);
    String series = get("api/runs/a%20run/series?from=0&points=10").body();
    assertTrue(series.contains("\"loss\":{\"x\":[32],\"min\":[2.5]"), series);
  }

  @ParameterizedTest
  @ValueSource(strings = {"points=1", "points=x", "points=5000", "from=-2", "to=1e9"})
  void a_wrong_parameter_is_refused_with_what_was_expected(String query) throws Exception {
    feed.started(Blocks.started("r"), 0);
    String answer = raw("GET /api/runs/r/series?" + query + " HTTP/1.1", "Host: localhost");
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertFalse(answer.contains("Exception"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/api/runs/none",
        "/api/runs/none/series",
        "/web/page.js",
        "/../page.js",
        "/package-info.class",
        "/page.txt",
        "/lib/other.js"
      })
  void an_unknown_address_is_a_404_in_json(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1", "Host: localhost");
    assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
    assertTrue(answer.contains("{\"status\":404,\"error\":\""), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//", "/%zz", "/api/runs/r/series?from=%zz"})
  void what_is_no_address_at_all_is_a_400(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1", "Host: localhost");
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void nothing_can_be_changed(String method) throws Exception {
    String answer = raw(method + " /api/runs HTTP/1.1", "Host: localhost", "Content-Length: 0");
    assertTrue(answer.startsWith("HTTP/1.1 405"), answer);
    assertTrue(answer.contains("Allow: GET, HEAD"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "api/runs", "metrics", "healthz", "nowhere", "page.css"})
  void head_answers_like_get_without_the_body(String path) throws Exception {
    HttpResponse<String> get = get(path);
    HttpResponse<String> head =
        client.send(
            HttpRequest.newBuilder(server.uri().resolve("/" + path)).HEAD().build(),
            BodyHandlers.ofString());
    assertEquals(get.statusCode(), head.statusCode());
    assertEquals(header(get, "Content-Type"), header(head, "Content-Type"));
    assertEquals(header(get, "Content-Length"), header(head, "Content-Length"));
    assertEquals("", head.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:1234", "[::1]:8080", "LocalHost:80"})
  void a_name_of_this_machine_is_served(String host) throws Exception {
    assertTrue(raw("GET /healthz HTTP/1.1", "Host: " + host).startsWith("HTTP/1.1 200"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "", "[::2]"})
  void another_host_name_is_refused(String host) throws Exception {
    for (String path : List.of("/", "/api/runs", "/events", "/metrics")) {
      String answer = raw("GET " + path + " HTTP/1.1", "Host: " + host);
      assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
    }
  }

  @Test
  void another_origin_is_refused_and_our_own_is_not() throws Exception {
    String host = "Host: localhost:8080";
    for (String origin : List.of("http://evil.example", "http://localhost:3000", "null")) {
      String answer = raw("GET /api/runs HTTP/1.1", host, "Origin: " + origin);
      assertTrue(answer.startsWith("HTTP/1.1 403"), origin + answer);
    }
    assertTrue(
        raw("GET /api/runs HTTP/1.1", host, "Origin: http://localhost:8080")
            .startsWith("HTTP/1.1 200"));
  }

  @Test
  void a_further_name_can_be_allowed() throws Exception {
    try (WebServer named =
        WebServer.start("127.0.0.1", 0, true, List.of("app"), Site.of(feed, () -> ""))) {
      String answer = raw(named, "GET /healthz HTTP/1.1", "Host: app:8080");
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }
  }

  @Test
  void text_from_a_topic_travels_as_a_json_string() throws Exception {
    feed.started(Blocks.started("r"), 0);
    String hostile = "</script><img src=x onerror=alert(1)>\u0000\"\\\n";
    feed.committed(Blocks.step("r", 1, 1, List.of(new Reject(0, 0, 1, 0, hostile))));
    HttpResponse<String> response = get("api/runs/r");
    assertEquals("application/json; charset=utf-8", header(response, "Content-Type"));
    assertTrue(response.body().contains("\\u0000\\\"\\\\\\n"), response.body());
  }

  @Test
  void a_failing_scrape_is_a_500_without_a_stack_trace() throws Exception {
    try (WebServer failing =
        WebServer.start(
            "127.0.0.1",
            0,
            true,
            feed,
            () -> {
              throw new IllegalStateException("secret");
            })) {
      String answer = raw(failing, "GET /metrics HTTP/1.1", "Host: localhost");
      assertTrue(answer.startsWith("HTTP/1.1 500"), answer);
      assertFalse(answer.contains("secret"), answer);
    }
  }

  @Test
  void events_bring_what_is_new_and_resume_where_a_client_left() throws Exception {
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.step("r", 1, 9));
    String id;
    try (BufferedReader events = events(null)) {
      assertTrue(next(events, "data: ").contains("\"reset\":true"));
    }
    try (BufferedReader events = events(null)) {
      id = next(events, "id: ");
    }
    feed.committed(Blocks.step("r", 2, 8));
    try (BufferedReader events = events(id)) {
      String missed = next(events, "data: ");
      assertTrue(missed.contains("\"loss\":{\"x\":[64],\"min\":[8.0]"), missed);
      feed.committed(Blocks.step("r", 3, 7));
      String fresh = next(events, "data: ");
      assertTrue(fresh.contains("\"loss\":{\"x\":[96],\"min\":[7.0]"), fresh);
    }
  }

  @Test
  void a_client_that_never_reads_does_not_hold_up_a_commit() throws Exception {
    feed.started(Blocks.started("r"), 0);
    try (Socket deaf = new Socket("127.0.0.1", server.uri().getPort())) {
      deaf.setReceiveBufferSize(1024);
      deaf.getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      Reject large = new Reject(0, 0, 1, 0, "x".repeat(300));
      for (int step = 1; step <= 50_000; step++) {
        feed.committed(Blocks.step("r", step, 1, List.of(large)));
      }
      assertTrue(get("api/runs/r").body().contains("\"step\":50000"));
    }
  }

  @Test
  void a_taken_port_gives_the_next_one_or_a_clear_message() throws Exception {
    int taken = server.uri().getPort();
    try (WebServer next = WebServer.start("127.0.0.1", taken, false, feed, () -> "")) {
      assertNotEquals(taken, next.uri().getPort());
    }
    BindException problem =
        assertThrows(
            BindException.class,
            () -> WebServer.start("127.0.0.1", taken, true, feed, () -> "").close());
    assertTrue(problem.getMessage().contains("port " + taken), problem.getMessage());
    assertTrue(problem.getMessage().contains("another port"), problem.getMessage());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve("/" + path)).build(), BodyHandlers.ofString());
  }

  private BufferedReader events(String lastEventId) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve("/events"));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    assertEquals("text/event-stream; charset=utf-8", header(response, "Content-Type"));
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader events, String field) throws IOException {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.startsWith(field)) {
        return line.substring(field.length());
      }
    }
    throw new IOException("the stream ended before " + field);
  }

  // The client of the JDK sets Host itself and refuses odd addresses.
  private String raw(String... lines) throws IOException {
    return raw(server, lines);
  }

  private static String raw(WebServer to, String... lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", to.uri().getPort())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
