package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.SourceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConnectionTest {

  private static final String SECRET = "hunter2";

  @Test
  void secrets_are_never_printed(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("client.properties");
    Files.writeString(
        file,
        "security.protocol=SASL_SSL\nsasl.jaas.config=o.a.k.PlainLoginModule required password=\\\n  \"%s\";\nssl.key.password=%s\n"
            .formatted(SECRET, SECRET));
    Map<String, String> properties = KafkaConnection.properties(file);
    assertEquals("SASL_SSL", properties.get("security.protocol"));
    KafkaConnection connection = KafkaConnection.to("127.0.0.1:9", properties);
    assertFalse(connection.toString().contains(SECRET), connection::toString);
    assertTrue(connection.toString().contains("sasl.jaas.config"), connection::toString);
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> connection.admin().close());
    for (Throwable t = refused; t != null; t = t.getCause()) {
      assertFalse(String.valueOf(t.getMessage()).contains(SECRET), t::toString);
    }
  }

  @Test
  void what_kafka_repeats_of_a_broken_login_is_shown_to_nobody() {
    for (String jaas :
        new String[] {
          "org.apache.kafka.common.security.plain.PlainLoginModule required password=\"a\" "
              + SECRET
              + ";",
          "org.apache.kafka.common.security.plain.PlainLoginModule " + SECRET + " password=\"a\";",
          SECRET,
          "org.apache.kafka.common.security.plain." + SECRET + " required;"
        }) {
      KafkaConnection connection =
          KafkaConnection.to(
              "127.0.0.1:9",
              Map.of(
                  "security.protocol", "SASL_PLAINTEXT",
                  "sasl.mechanism", "PLAIN",
                  "sasl.jaas.config", jaas));
      RuntimeException refused =
          assertThrows(RuntimeException.class, () -> connection.admin().close());
      StringWriter trace = new StringWriter();
      refused.printStackTrace(new PrintWriter(trace));
      assertFalse(trace.toString().contains(SECRET), trace::toString);
      assertTrue(refused.getMessage().startsWith("127.0.0.1:9"), refused::getMessage);
    }
  }

  @Test
  void a_value_under_a_name_that_kafka_does_not_know_may_be_anything_and_is_hidden() {
    Secrets secrets = new Secrets(Map.of("our own.token", SECRET, "request.timeout.ms", "1234567"));
    assertEquals("*** at 1234567", secrets.scrub(SECRET + " at 1234567"));
    assertTrue(secrets.isIn(new IllegalStateException(new IllegalArgumentException(SECRET))));
    assertFalse(secrets.isIn(new IllegalStateException("1234567")));
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> KafkaConnection.properties(Path.of("no", "such.properties")));
    assertTrue(refused.getMessage().contains("such.properties"), refused::getMessage);
  }

  @Test
  void where_no_broker_answers_the_message_says_so_and_what_to_do() throws IOException {
    String nowhere;
    try (ServerSocket free = new ServerSocket(0)) {
      nowhere = "127.0.0.1:" + free.getLocalPort();
    }
    SourceException refused =
        assertThrows(
            SourceException.class,
            () -> new KafkaSource(KafkaConnection.to(nowhere), "examples").extent());
    assertEquals(
        "no Kafka broker answers at "
            + nowhere
            + " (waited 10 s; is it running? for an embedded one leave out --bootstrap-servers)",
        refused.getMessage());
  }

  @Test
  void an_address_that_makes_no_sense_is_refused_at_once() {
    for (String address : new String[] {"no-port", "no-such-host.invalid:9092"}) {
      ClusterException refused =
          assertThrows(
              ClusterException.class, () -> new KafkaTopics(KafkaConnection.to(address)).names());
      assertTrue(refused.getMessage().startsWith(address), refused::getMessage);
    }
    assertThrows(IllegalArgumentException.class, () -> KafkaConnection.to(" "));
  }

  @Test
  void each_kind_of_refusal_has_words_of_its_own() {
    KafkaConnection connection = KafkaConnection.to("kafka:9092");
    assertWords(
        connection,
        new SaslAuthenticationException("Authentication failed"),
        "refuses the credentials");
    assertWords(connection, new SslAuthenticationException("handshake"), "secure connection");
    assertWords(
        connection,
        new TopicAuthorizationException("Not authorized to access topics: [t]"),
        "does not allow reading topic t");
  }

  private static void assertWords(KafkaConnection connection, Exception thrown, String words) {
    String message = ClusterException.of(connection, "reading topic t", thrown).getMessage();
    assertTrue(message.startsWith("kafka:9092") && message.contains(words), message);
  }

  @Test
  void the_laws_stand_above_the_users_properties_and_these_above_our_tuning() {
    KafkaConnection connection =
        KafkaConnection.to(
            TestCluster.connection().bootstrapServers(),
            Map.of(
                "isolation.level", "read_uncommitted",
                "enable.auto.commit", "true",
                "group.id", "somebody",
                "auto.offset.reset", "latest",
                "enable.idempotence", "false",
                "acks", "0",
                "transactional.id", "mine",
                "client.id", "the-users"));
    String topic = TestCluster.newName("laws");
    new KafkaTopics(connection).create(topic, 1, Map.of());
    try (KafkaPublisher publisher = new KafkaPublisher(connection, topic)) {
      publisher.send(new byte[] {1});
      publisher.flush();
    }
    try (LogReader reader = new LogReader(connection, topic)) {
      assertEquals(1, reader.next().size());
    }
  }
}
