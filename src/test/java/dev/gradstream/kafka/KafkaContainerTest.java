package dev.gradstream.kafka;

import dev.gradstream.pipeline.JournalContract;
import dev.gradstream.pipeline.SnapshotStoreContract;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.SnapshotStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.testcontainers.kafka.KafkaContainer;

/** The contracts of all three ports on the broker that people run: the project's own image. */
@NeedsImages({KafkaContainerTest.IMAGE, "testcontainers/ryuk:0.14.0"})
class KafkaContainerTest {

  static final String IMAGE = "apache/kafka:4.4.0";

  private static KafkaContainer kafka;

  @BeforeAll
  static void start() {
    kafka =
        new KafkaContainer(IMAGE)
            .withEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    kafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.stop();
  }

  private static KafkaConnection connect() {
    return KafkaConnection.to(kafka.getBootstrapServers());
  }

  @Nested
  class Source extends KafkaSourceContract {
    @Override
    KafkaConnection connection() {
      return connect();
    }
  }

  @Nested
  class Blocks extends JournalContract {
    @Override
    protected Journal open(String run) {
      return new KafkaJournal(connect(), RunTopics.of(run), "examples");
    }

    @Override
    protected void truncate(Journal journal, String run, long beforeSequence) {
      KafkaJournalTest.pinBlock(connect(), run, beforeSequence);
      super.truncate(journal, run, beforeSequence);
    }
  }

  @Nested
  class Snapshots extends SnapshotStoreContract {
    @Override
    protected SnapshotStore open(String run) {
      return new KafkaSnapshots(connect(), RunTopics.of(run));
    }

    @Override
    protected void breakSnapshot(String run, long step) {
      SnapshotBreaker.breakNewest(connect(), RunTopics.of(run));
    }
  }
}
