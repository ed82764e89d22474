package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Apicurio's own registry, from its published archive: {@code mvn test -Pregistry}. */
@Tag("registry")
@Timeout(300)
final class ApicurioRegistryTest {
  private static final Path ARCHIVE = Path.of("target/apicurio");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

  @TempDir Path directory;

  @Test
  void a_topic_with_apicurios_registry_is_inspected_trained_on_and_replayed_without_it()
      throws Exception {
    assertTrue(Files.exists(ARCHIVE.resolve("quarkus-run.jar")), "run it with -Pregistry");
    try (Apicurio apicurio = Apicurio.start(directory.resolve("registry.log"))) {
      RegistryStory.tell(apicurio, directory);
    }
  }

  private record Apicurio(Process process, int port) implements RegistryStory.Registry {

    static Apicurio start(Path log) throws IOException {
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx512m",
              "-jar",
              "quarkus-run.jar");
      builder.directory(ARCHIVE.toFile()).redirectErrorStream(true);
      builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
      builder.environment().put("QUARKUS_HTTP_PORT", "" + port);
      builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
      builder.environment().put("QUARKUS_MANAGEMENT_PORT", "" + freePort());
      Process process = builder.start();
      BufferedReader out = process.inputReader();
      StringBuilder said = new StringBuilder();
      String line = out.readLine();
      while (line != null && !line.contains("Listening on:")) {
        said.append(line).append('\n');
        line = out.readLine();
      }
      Files.writeString(log, said);
      assertTrue(line != null, () -> "the registry ended: " + said);
      Thread.ofVirtual().start(() -> out.lines().forEach(more -> {})); // its pipe never fills up
      return new Apicurio(process, port);
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      }
    }

    @Override
    public String url() {
      return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    @Override
    public int register(String subject, String schema) throws Exception {
      String body = "{\"schema\": \"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url() + "/subjects/" + subject + "/versions"))
              .header("Content-Type", "application/vnd.schemaregistry.v1+json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      Matcher id = ID.matcher(answer.body());
      assertTrue(id.find(), answer.body());
      return Integer.parseInt(id.group(1));
    }

    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
