package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.TestCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live run is changed over HTTP, by the way of the command line, and replays identical. */
@Timeout(120)
class ControlOverHttpTest {
  @TempDir Path dir;
  private final HttpClient client = HttpClient.newHttpClient();
  private String address;
  private String token;
  private String run;

  @Test
  void a_live_run_is_paused_changed_resumed_and_stopped() throws Exception {
    Commands commands = Commands.onTestCluster();
    run = TestCluster.newName("steered");
    String topic = TestCluster.newName("friedman");
    Path csv = FriedmanFile.write(dir.resolve("friedman.csv"), 400);
    commands.done("publish", csv.toString(), "--topic", topic);
    Path config = FriedmanFile.writeConfig(dir.resolve("config.yaml"), run);
    try (RunningCommand train =
        RunningCommand.start(
            "train",
            config.toString(),
            "--set",
            "source.topic=" + topic,
            "--set",
            "source.until=never",
            "--set",
            "window.maxWait=20ms",
            "--port",
            "0",
            "--allow-control",
            "--bootstrap-servers",
            TestCluster.connection().bootstrapServers())) {
      address = train.awaitLine("live page: ");
      token = train.awaitLine("token of live changes over HTTP: ");
      train.letTalk();
      assertEquals(32, token.length());
      awaitReady();
      assertEquals("RunPaused", done("{\"command\":\"pause\"}").get("event"));
      Map<String, Object> set =
          done("{\"command\":\"set\",\"arguments\":[\"optimizer.learningRate=0.02\"]}");
      assertEquals("0.02", Commands.inner(set, "changed").get("optimizer.learningRate"));
      assertEquals("RunResumed", done("{\"command\":\"resume\"}").get("event"));
      refused(
          409,
          "cannot change while the run goes on",
          "{\"command\":\"set\",\"arguments\":[\"seed=7\"]}");
      refused(400, "did you mean 'pause'", "{\"command\":\"pausse\"}");
      refused(400, "path=value", "{\"command\":\"set\",\"arguments\":[\"nothing\"]}");
      assertEquals("RunEnded", done("{\"command\":\"stop\"}").get("event"));
      assertEquals(ExitStatus.DONE, train.status());
    }
    assertEquals(true, commands.done("replay", run).get("identical"));
  }

  // Answers 503 until the run is there; the server itself waits for its next update.
  private void awaitReady() throws Exception {
    HttpRequest events = HttpRequest.newBuilder(URI.create(address).resolve("/events")).build();
    HttpResponse<java.util.stream.Stream<String>> updates =
        client.send(events, BodyHandlers.ofLines());
    try (var lines = updates.body()) {
      assertTrue(
          lines.anyMatch(line -> line.contains("\"step\":") && !line.contains("\"step\":0,")));
    }
  }

  private Map<String, Object> done(String order) throws Exception {
    HttpResponse<String> answer = order(order);
    assertEquals(200, answer.statusCode(), answer::body);
    return Commands.object(answer.body());
  }

  private void refused(int status, String words, String order) throws Exception {
    HttpResponse<String> answer = order(order);
    assertEquals(status, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains(words), answer::body);
  }

  private HttpResponse<String> order(String order) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address).resolve("/api/runs/" + run + "/control"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(order))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
