package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.NeedsImages;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.kafka.KafkaContainer;

/** The doctor on the broker that people run, with an authorizer that takes rights away. */
@NeedsImages({"apache/kafka:4.4.0", "testcontainers/ryuk:0.14.0"})
@Timeout(300)
class DoctorContainerTest {

  @Test
  void each_right_that_is_missing_is_named_with_the_way_to_get_it() throws Exception {
    try (KafkaContainer kafka =
        new KafkaContainer("apache/kafka:4.4.0")
            .withEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
            .withEnv(
                "KAFKA_AUTHORIZER_CLASS_NAME",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .withEnv("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND", "true")) {
      kafka.start();
      Commands commands = Commands.on(kafka.getBootstrapServers());
      assertEquals(true, commands.done("doctor").get("healthy"));
      try (Admin admin =
          Admin.create(Map.of("bootstrap.servers", (Object) kafka.getBootstrapServers()))) {
        deny(admin, ResourceType.TRANSACTIONAL_ID, "gradstream.", AclOperation.WRITE);
        String transactions = failed(commands);
        assertTrue(transactions.contains("--transactional-id gradstream."), transactions);
        deny(admin, ResourceType.TOPIC, "gradstream.", AclOperation.CREATE);
        String creating = failed(commands);
        assertTrue(creating.contains("CREATE"), creating);
        List<String> left =
            admin.listTopics().names().get().stream()
                .filter(topic -> topic.contains("doctor"))
                .toList();
        assertEquals(List.of(), left);
      }
    }
  }

  private static String failed(Commands commands) {
    return commands.given(ExitStatus.FAILED, "doctor").toString();
  }

  private static void deny(Admin admin, ResourceType type, String prefix, AclOperation operation)
      throws Exception {
    admin
        .createAcls(
            List.of(
                new AclBinding(
                    new ResourcePattern(type, prefix, PatternType.PREFIXED),
                    new AccessControlEntry("User:*", "*", operation, AclPermissionType.DENY))))
        .all()
        .get();
  }
}
