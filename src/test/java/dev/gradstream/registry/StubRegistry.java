package dev.gradstream.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The two calls of a Confluent registry that we make, answered by the JDK's own web server. */
public final class StubRegistry implements AutoCloseable {
  /** The body of a redirection is where it leads. */
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile String authorization; // null: anybody may ask

  public StubRegistry() throws IOException {
    this(0);
  }

  /** On a port that was ours before, as a registry that comes back is. */
  public StubRegistry(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://localhost:" + port();
  }

  /** Makes a schema known, as the registry's own JSON has it. */
  public StubRegistry schema(long number, String schema) {
    return answer("/schemas/ids/" + number, 200, "{\"schema\": " + quoted(schema) + "}");
  }

  StubRegistry answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
    return this;
  }

  /** Wants this header from now on. */
  void authorize(String authorization) {
    this.authorization = authorization;
  }

  /** The paths asked for so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    requests.add(path);
    Answer answer =
        authorization != null
                && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))
            ? new Answer(401, "{\"error_code\": 401, \"message\": \"Unauthorized\"}")
            : answers.getOrDefault(
                path,
                new Answer(404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}"));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    if (answer.status() == 302) {
      exchange.getResponseHeaders().add("Location", answer.body());
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
