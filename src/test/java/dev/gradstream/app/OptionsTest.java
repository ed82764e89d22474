package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OptionsTest {
  @TempDir Path directory;
  private final Options options = new Options();

  @Test
  void without_a_word_about_kafka_the_embedded_broker_is_meant() {
    assertFalse(options.namesCluster());
    assertTrue(options.dataDir().isAbsolute());
    assertTrue(options.dataDir().endsWith(".gradstream"));
  }

  @Test
  void bootstrap_servers_on_the_command_line_win_over_the_file() throws IOException {
    options.clientConfig =
        Files.writeString(
            directory.resolve("client.properties"),
            "bootstrap.servers=a:1\nsecurity.protocol=SSL\n");
    assertEquals(
        Map.of("bootstrap.servers", "a:1", "security.protocol", "SSL"), options.clientProperties());
    options.bootstrapServers = "b:2";
    assertEquals("b:2", options.clientProperties().get("bootstrap.servers"));
    assertTrue(options.namesCluster());
  }

  @Test
  void client_properties_that_cannot_be_read_are_wrong_usage_and_their_text_is_not_shown()
      throws IOException {
    options.clientConfig =
        Files.writeString(directory.resolve("client.properties"), "password=\\u00zz-secret");
    Failure failure = assertThrows(Failure.class, options::clientProperties);
    assertEquals(ExitStatus.USAGE, failure.status());
    assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
    options.clientConfig = directory.resolve("missing");
    assertTrue(
        assertThrows(Failure.class, options::clientProperties)
            .getMessage()
            .endsWith("missing: cannot be read as Java properties: no such file"));
  }

  @Test
  void servers_are_hosts_with_ports() {
    for (String wrong : new String[] {"", "kafka", "kafka:", "a:1,", "http://a:1", "a:1 b:2"}) {
      options.bootstrapServers = wrong;
      Failure failure = assertThrows(Failure.class, options::clientProperties, wrong);
      assertEquals(ExitStatus.USAGE, failure.status());
      assertTrue(failure.getMessage().contains("expected HOST:PORT"), failure.getMessage());
    }
    for (String right : new String[] {"kafka-1:9092", "a:1, b.c:2", "[::1]:9092"}) {
      options.bootstrapServers = right;
      assertEquals(right, options.clientProperties().get("bootstrap.servers"));
    }
  }
}
