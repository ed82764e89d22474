package dev.gradstream.kafka;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What to do about what a Kafka client throws. */
final class Cures {
  private Cures() {}

  static String of(Throwable cause) {
    return switch (cause) {
      case TransactionalIdAuthorizationException _ ->
          "allow WRITE and DESCRIBE on the transactional ids that begin with gradstream.: kafka-acls.sh --add --allow-principal User:NAME --operation Write --operation Describe --transactional-id gradstream. --resource-pattern-type prefixed";
      case TopicAuthorizationException _ ->
          "allow READ, WRITE, CREATE, DESCRIBE, DESCRIBE_CONFIGS and DELETE on the run's topics, and READ on its source: kafka-acls.sh --add --allow-principal User:NAME --operation All --topic RUN. --resource-pattern-type prefixed";
      case ClusterAuthorizationException _ ->
          "allow CREATE, DESCRIBE and IDEMPOTENT_WRITE on the cluster: kafka-acls.sh --add --allow-principal User:NAME --operation Create --cluster";
      case AuthorizationException _ -> "ask the cluster's administrator for the right";
      case AuthenticationException _ ->
          "compare security.protocol, sasl.* and ssl.* in the --client-config file with what the brokers ask for";
      case RecordTooLargeException _ ->
          "let the brokers take records of 4 MB: max.message.bytes of the topic, and socket.request.max.bytes of the brokers";
      case InvalidReplicationFactorException _ ->
          "set default.replication.factor of the brokers to at most their number";
      case PolicyViolationException _ ->
          "have the cluster's policy allow topics as gradstream makes them, or make the run's topics by hand";
      case UnsupportedVersionException _ -> "upgrade the brokers";
      case TimeoutException _ ->
          "see whether the brokers run, are reached from here under their advertised names, and have enough replicas in sync";
      default -> "see the brokers' logs";
    };
  }
}
