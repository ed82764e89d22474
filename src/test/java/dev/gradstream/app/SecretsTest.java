package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.KafkaPublisher;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.RunTopics;
import dev.gradstream.kafka.TestCluster;
import dev.gradstream.kafka.TopicBytes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A planted password is found in nothing that a run writes, says or serves, failures included. */
@Timeout(240)
class SecretsTest {
  private static final String PLANTED = "PLANTED";
  private static final Pattern PAGE = Pattern.compile("live page: (http://\\S+)");

  private static final Pattern ALL_REJECTED =
      Pattern.compile("gradstream_rejected_total\\{[^}]*} 4[.]0");

  @TempDir private Path dir;
  private final String run = TestCluster.newName("secretive");
  private final String topic = TestCluster.newName("secretive-examples");
  private final String servers = TestCluster.connection().bootstrapServers();

  private Path clientConfig(String name, String... more) throws Exception {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "sasl.mechanism=PLAIN",
                "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"PLANTED-user\" password=\"PLANTED-pass\";",
                "ssl.keystore.password=PLANTED-keystore",
                "ssl.truststore.password=PLANTED-truststore",
                "ssl.key.password=PLANTED-key",
                "our\\ own.odd\\:name=PLANTED-odd",
                "schema.registry.basic.auth.user.info=someone:PLANTED-registry"));
    lines.addAll(List.of(more));
    return Files.write(dir.resolve(name), lines);
  }

  private Path config() throws Exception {
    return Files.writeString(
        dir.resolve("run.yaml"),
        """
        run: %s
        source: { topic: %s, format: csv, columns: [x, y], until: never }
        label: { name: y, kind: real }
        features: [ { columns: [x], scale: standard } ]
        window: { size: 4, maxWait: 5ms }
        snapshot: { everySteps: 5 }
        model: { layers: [ { dense: 1 } ], loss: squared }
        optimizer: { name: sgd, learningRate: 0.01 }
        """
            .formatted(run, topic));
  }

  private void publish() {
    new KafkaTopics(TestCluster.connection()).create(topic, 1, Map.of());
    try (KafkaPublisher publisher = new KafkaPublisher(TestCluster.connection(), topic)) {
      for (int i = 0; i < 200; i++) {
        String line = i % 50 == 7 ? "no,number" : i % 10 + "," + i % 7;
        publisher.send(line.getBytes(StandardCharsets.US_ASCII));
      }
      publisher.flush();
    }
  }

  private static void clean(String where, String text) {
    int at = text.indexOf(PLANTED);
    assertFalse(
        at >= 0,
        () ->
            where
                + ": ..."
                + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60)));
  }

  @Test
  void it_is_in_no_event_snapshot_log_page_result_or_message() throws Exception {
    publish();
    Path client = clientConfig("client.properties", "security.protocol=PLAINTEXT");
    Path log = dir.resolve("log");
    Process trainer = train(client, log);
    try {
      URI page = page(trainer, log);
      HttpClient browser = HttpClient.newHttpClient();
      String meters;
      do {
        meters = get(browser, page.resolve("/metrics"));
      } while (trainer.isAlive() && !ALL_REJECTED.matcher(meters).find());
      for (String path : List.of("/", "/metrics", "/api/runs", "/api/runs/" + run, "/readyz")) {
        clean(path, get(browser, page.resolve(path)));
      }
    } catch (java.net.ConnectException gone) {
      throw new AssertionError("the trainer ended:\n" + Files.readString(log), gone);
    } finally {
      trainer.destroy();
      assertTrue(trainer.waitFor(60, TimeUnit.SECONDS));
    }
    String said = Files.readString(log);
    assertTrue(said.contains("certificate"), said);
    clean("what train -v says", said);

    RunTopics topics = RunTopics.of(run);
    for (String written :
        List.of(topics.journal(), topics.metrics(), topics.snapshots(), topics.rejected())) {
      String bytes = TopicBytes.of(written);
      assertFalse(bytes.isEmpty(), written);
      clean(written, bytes);
    }
    for (String[] words :
        List.of(
            new String[] {"show", run},
            new String[] {"runs", "--json"},
            new String[] {"replay", run, "--json"},
            new String[] {"doctor", "--run", run})) {
      clean(String.join(" ", words), said(ExitStatus.DONE, client, servers, words));
    }
  }

  @Test
  void it_is_in_no_message_or_stack_trace_of_a_failure() throws Exception {
    String protocol = "security.protocol=SASL_PLAINTEXT";
    String module = "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule ";
    Path broken =
        clientConfig("broken.properties", protocol, module + "PLANTED-flag password=\"PLANTED\"");
    Path stray =
        clientConfig("stray.properties", protocol, module + "required password=a PLANTED-stray;");
    Path refused = clientConfig("refused.properties", protocol); // this broker speaks plain text
    Path keystore =
        clientConfig(
            "keystore.properties",
            "security.protocol=SSL",
            "ssl.keystore.type=PEM",
            "ssl.keystore.key=PLANTED-pem",
            "ssl.truststore.location=" + dir.resolve("no-such.jks"));
    for (Path client : List.of(broken, stray, refused, keystore)) {
      String said = said(ExitStatus.FAILED, client, servers, "runs");
      assertTrue(said.contains("gradstream: "), said);
      clean(client.getFileName().toString(), said);
    }
    clean("nowhere", said(ExitStatus.FAILED, refused, "127.0.0.1:1", "doctor"));
  }

  private static String said(int status, Path client, String servers, String... words) {
    Captured captured = new Captured(false);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-v", "--bootstrap-servers", servers, "--client-config", client.toString()));
    int came = captured.run(all.toArray(String[]::new));
    assertEquals(status, came, captured::err);
    return captured.out() + captured.err();
  }

  private Process train(Path client, Path log) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dgradstream.kernels=plain", "--add-modules=jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("train", config().toString(), "-v", "--port", "0"));
    command.addAll(List.of("--bootstrap-servers", servers, "--client-config", client.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static URI page(Process trainer, Path log) throws Exception {
    Matcher matcher;
    do {
      matcher = PAGE.matcher(Files.readString(log));
      if (!trainer.isAlive()) {
        throw new AssertionError("the trainer ended:\n" + Files.readString(log));
      }
    } while (!matcher.find());
    return URI.create(matcher.group(1));
  }

  private static String get(HttpClient browser, URI uri) throws Exception {
    return browser
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
