package dev.gradstream.app;

import dev.gradstream.console.Errors;
import dev.gradstream.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class Options {
  private static final Pattern SERVER =
      Pattern.compile("\\s*([^\\s,:/]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}\\s*");

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      description = "Kafka to use; without it, the embedded broker over --data-dir")
  String bootstrapServers;

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      description = "properties for every Kafka client (TLS, SASL, ...)")
  Path clientConfig;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "what the embedded broker keeps (default: ~/.gradstream)")
  Path dataDir;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "threads that compute a training step, for large networks; the results are the same (default: 1)")
  int threads;

  @Option(names = "--json", description = "print the result as one JSON object")
  boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "show what is going on, and stack traces")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  /** The data directory, absolute. */
  Path dataDir() {
    Path dir = dataDir != null ? dataDir : Path.of(System.getProperty("user.home"), ".gradstream");
    return dir.toAbsolutePath().normalize();
  }

  /** Whether a Kafka of the user's own is meant, not the embedded broker. */
  boolean namesCluster() {
    return clientProperties().containsKey("bootstrap.servers");
  }

  /**
   * The properties of {@code --client-config}, and {@code bootstrap.servers} where it was given
   * there or by {@code --bootstrap-servers}, which wins. May hold secrets: never to be shown.
   */
  Map<String, String> clientProperties() {
    Map<String, String> named = new TreeMap<>();
    if (clientConfig != null) {
      Properties properties = read(clientConfig);
      properties.stringPropertyNames().forEach(k -> named.put(k, properties.getProperty(k)));
    }
    if (bootstrapServers != null) {
      if (!Stream.of(bootstrapServers.split(",", -1)).allMatch(SERVER.asMatchPredicate())) {
        throw Failure.usage(
            "--bootstrap-servers "
                + bootstrapServers
                + ": expected HOST:PORT, or several with commas");
      }
      named.put("bootstrap.servers", bootstrapServers);
    }
    return named;
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.usage(
          "--client-config " + file + ": cannot be read as Java properties: " + Errors.why(e), e);
    }
    return properties;
  }
}
