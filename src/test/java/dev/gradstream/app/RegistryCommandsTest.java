package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.TestCluster;
import dev.gradstream.registry.StubRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands and a registry. */
@Timeout(120)
final class RegistryCommandsTest {
  @TempDir Path directory;

  @Test
  void a_topic_with_a_registry_is_inspected_trained_on_and_replayed_without_it() throws Exception {
    StubRegistry stub = new StubRegistry();
    RegistryStory.tell(
        new RegistryStory.Registry() {
          private int schemas;

          @Override
          public String url() {
            return stub.url();
          }

          @Override
          public int register(String subject, String schema) {
            stub.schema(++schemas, schema);
            return schemas;
          }

          @Override
          public void close() {
            stub.close();
          }
        },
        directory);
  }

  @Test
  void a_password_in_the_url_is_refused_and_not_repeated() throws Exception {
    String topic = TestCluster.newName("customers");
    Path config = directory.resolve("c.yaml");
    Files.writeString(
        config,
        """
        run: %1$s
        source:
          topic: %1$s
          format: avro
          framing: registry
          registry: http://me:hidden@localhost:1
        label: { name: y, kind: real }
        features: [ { columns: [a] } ]
        model: { layers: [ { dense: 1 } ], loss: squared }
        """
            .formatted(topic));
    Captured captured = new Captured(false);
    int status =
        captured.run(
            "train",
            config.toString(),
            "--no-page",
            "--bootstrap-servers",
            TestCluster.connection().bootstrapServers());
    assertTrue(status == ExitStatus.USAGE, captured.err());
    assertTrue(captured.err().contains("source.registry: holds a user's name"), captured.err());
    assertFalse(captured.err().contains("hidden"), captured.err());
  }
}
