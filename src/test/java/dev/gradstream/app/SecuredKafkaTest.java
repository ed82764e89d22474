package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.broker.SecuredBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that talks to Kafka does so over TLS, with a name and a password. */
final class SecuredKafkaTest {
  @TempDir private static Path dir;
  private static SecuredBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = SecuredBroker.start(dir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void a_run_is_published_trained_replayed_and_examined() throws Exception {
    Path client = client("right.properties", broker.clientConfig(SecuredBroker.PASSWORD));
    Path examples = dir.resolve("examples.csv");
    List<String> lines = new ArrayList<>(List.of("x,y"));
    for (int i = 0; i < 500; i++) {
      lines.add(i % 10 + "," + (3 * (i % 10) + 1));
    }
    Files.write(examples, lines);
    Path config =
        Files.writeString(
            dir.resolve("run.yaml"),
            """
            run: secured
            source: { topic: examples, format: csv, columns: [x, y], until: end }
            label: { name: y, kind: real }
            features: [ { columns: [x], scale: standard } ]
            model: { layers: [ { dense: 1 } ], loss: squared }
            """);

    said(ExitStatus.DONE, client, "publish", examples.toString(), "--topic", "examples");
    String trained = said(ExitStatus.DONE, client, "train", config.toString(), "--no-page");
    assertTrue(trained.contains("500 in 16 steps"), trained);
    assertTrue(said(ExitStatus.DONE, client, "replay", "secured").contains("identical"));
    assertTrue(said(ExitStatus.DONE, client, "runs").contains("secured"));
    said(ExitStatus.DONE, client, "doctor", "--run", "secured");
  }

  @Test
  void a_wrong_password_is_said_in_one_line_that_does_not_repeat_it() throws Exception {
    Path client = client("wrong.properties", broker.clientConfig("guessed"));
    String said = said(ExitStatus.FAILED, client, "runs");
    assertTrue(said.contains("uthentication"), said);
    assertEquals(1, said.lines().count(), said);
    assertFalse(said.contains("guessed"), said);
  }

  @Test
  void a_certificate_that_nobody_trusts_is_said_in_one_line() throws Exception {
    List<String> trusting = broker.clientConfig(SecuredBroker.PASSWORD);
    Path client =
        client(
            "distrusting.properties",
            trusting.stream().filter(line -> !line.startsWith("ssl.truststore")).toList());
    String said = said(ExitStatus.FAILED, client, "runs");
    assertTrue(said.contains("SSL"), said);
    assertEquals(1, said.lines().count(), said);
  }

  private static Path client(String name, List<String> lines) throws Exception {
    return Files.write(dir.resolve(name), lines);
  }

  /** What a command prints, results and messages, after it ended with this status. */
  private static String said(int status, Path client, String... words) {
    Captured captured = new Captured(false);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(
        List.of(
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--client-config",
            client.toString()));
    assertEquals(status, captured.run(all.toArray(String[]::new)), captured::err);
    return captured.out() + captured.err();
  }
}
