package dev.gradstream.kafka;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A Kafka cluster can't be reached, or refuses what was asked of it; the message says what, where,
 * and what to do.
 */
public final class ClusterException extends RuntimeException {

  private ClusterException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Words for what a Kafka client threw.
   *
   * @param doing what was tried, as in "reading topic examples"
   */
  static ClusterException of(KafkaConnection connection, String doing, Throwable thrown) {
    Throwable cause = unwrap(thrown);
    String servers = connection.bootstrapServers();
    String words =
        switch (cause) {
          case TimeoutException _ ->
              "no Kafka broker answers at %s (waited %d s; is it running? for an embedded one leave out --bootstrap-servers)"
                  .formatted(servers, KafkaConnection.PATIENCE.toSeconds());
          case SaslAuthenticationException _ ->
              "%s refuses the credentials: %s (see sasl.jaas.config and sasl.mechanism in the --client-config file)"
                  .formatted(servers, cause.getMessage());
          case AuthenticationException _ ->
              "%s: the secure connection can't be made: %s (see ssl.truststore.location and security.protocol in the --client-config file)"
                  .formatted(servers, cause.getMessage());
          case AuthorizationException _ ->
              "%s does not allow %s: %s (ask its administrator for the right)"
                  .formatted(servers, doing, cause.getMessage());
          case ConfigException _ -> "%s: %s".formatted(servers, cause.getMessage());
          default ->
              "%s: %s failed: %s"
                  .formatted(
                      servers,
                      doing,
                      cause.getMessage() == null ? cause.toString() : cause.getMessage());
        };
    // A cause that repeats a property's value is left out of the stack trace, too.
    return new ClusterException(
        connection.secrets().scrub(words), connection.secrets().isIn(cause) ? null : cause);
  }

  /** What a Kafka client threw in truth: its futures and constructors wrap it. */
  static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException
            || cause instanceof CompletionException
            || cause.getClass() == KafkaException.class)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
