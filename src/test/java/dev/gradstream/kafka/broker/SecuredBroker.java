package dev.gradstream.kafka.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A broker that takes clients over TLS alone, by name and password, with a certificate of its own.
 */
public final class SecuredBroker implements AutoCloseable {
  public static final String USER = "alice";
  public static final String PASSWORD = "alice's secret";
  private static final String STORE_PASSWORD = "changeit";

  private final KafkaNode node;
  private final int port;
  private final Path trusted;

  private SecuredBroker(KafkaNode node, int port, Path trusted) {
    this.node = node;
    this.port = port;
    this.trusted = trusted;
  }

  /** Makes a certificate and starts over a directory, which is empty. */
  public static SecuredBroker start(Path dir) throws Exception {
    Path keys = dir.resolve("broker.p12");
    Path certificate = dir.resolve("broker.pem");
    Path trusted = dir.resolve("trusted.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-dname",
        "CN=broker",
        "-ext",
        "SAN=IP:127.0.0.1",
        "-keystore",
        keys.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "broker",
        "-file",
        certificate.toString(),
        "-keystore",
        keys.toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        "broker",
        "-file",
        certificate.toString(),
        "-keystore",
        trusted.toString());
    int port = freePort();
    Ports ports = Ports.choose(dir, Optional.empty());
    KafkaNode node =
        KafkaNode.start(dir.resolve("kafka"), ports, broker -> secure(broker, port, keys));
    return new SecuredBroker(node, port, trusted);
  }

  private static void secure(Properties broker, int port, Path keys) {
    String listener = ",SASL_SSL://127.0.0.1:" + port;
    for (String key : List.of("listeners", "advertised.listeners")) {
      broker.put(key, broker.getProperty(key) + listener);
    }
    broker.put(
        "listener.security.protocol.map",
        broker.getProperty("listener.security.protocol.map") + ",SASL_SSL:SASL_SSL");
    broker.put("inter.broker.listener.name", "PLAINTEXT");
    broker.put("sasl.enabled.mechanisms", "PLAIN");
    broker.put(
        "listener.name.sasl_ssl.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_"
            + USER
            + "=\""
            + PASSWORD
            + "\";");
    broker.put("ssl.keystore.location", keys.toString());
    broker.put("ssl.keystore.type", "PKCS12");
    broker.put("ssl.keystore.password", STORE_PASSWORD);
    broker.put("ssl.key.password", STORE_PASSWORD);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** What a client has to say, as lines of a properties file. */
  public List<String> clientConfig(String password) {
    return List.of(
        "security.protocol=SASL_SSL",
        "ssl.truststore.location=" + trusted,
        "ssl.truststore.type=PKCS12",
        "ssl.truststore.password=" + STORE_PASSWORD,
        "sasl.mechanism=PLAIN",
        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
            + USER
            + "\" password=\""
            + password
            + "\";");
  }

  @Override
  public void close() {
    node.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
