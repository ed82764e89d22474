package dev.gradstream.kafka;

import dev.gradstream.pipeline.port.SourceException;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks now and then whether a topic that is being read still is the one it was: a consumer says
 * nothing when a topic is deleted, made anew under its name, or given further partitions.
 *
 * <p>Called by the thread that reads; never waits.
 */
final class TopicWatch {

  private static final long EVERY_NS = Duration.ofSeconds(2).toNanos();

  /** A broker that has just started may not know every topic yet. */
  private static final int MISSING_ENOUGH = 2;

  private final KafkaConnection connection;
  private final Admin admin;
  private final KafkaTopics.Topic then;
  private final boolean mayGrow;
  private KafkaFuture<TopicDescription> answer;
  private int missing;
  private long askAtNs = System.nanoTime() + EVERY_NS;

  /**
   * @param mayGrow whether further partitions do not matter
   */
  TopicWatch(KafkaConnection connection, Admin admin, KafkaTopics.Topic then, boolean mayGrow) {
    this.mayGrow = mayGrow;
    this.connection = connection;
    this.admin = admin;
    this.then = then;
  }

  void look() {
    if (answer != null && answer.isDone()) {
      KafkaFuture<TopicDescription> done = answer;
      answer = null;
      compare(done);
    }
    if (answer == null && System.nanoTime() - askAtNs >= 0) {
      askAtNs = System.nanoTime() + EVERY_NS;
      answer = admin.describeTopics(Set.of(then.name())).topicNameValues().get(then.name());
    }
  }

  private void compare(KafkaFuture<TopicDescription> done) {
    KafkaTopics.Topic now;
    try {
      now = KafkaTopics.described(KafkaTopics.get(done));
    } catch (KafkaTopics.AdminFailure failure) {
      if (ClusterException.unwrap(failure.getCause()) instanceof UnknownTopicOrPartitionException) {
        missing++;
      }
      if (missing == MISSING_ENOUGH) {
        throw KafkaSource.noTopic(connection, then.name());
      }
      // A broker that does not answer is the consumer's to wait for; the next look comes soon.
      return;
    }
    missing = 0;
    check(then.topicId(), now);
    checkPartitions(then, now, mayGrow);
  }

  /** Refuses a topic with other partitions than reading began with. */
  static void checkPartitions(KafkaTopics.Topic then, KafkaTopics.Topic now, boolean mayGrow) {
    if (now.partitions() < then.partitions() || now.partitions() > then.partitions() && !mayGrow) {
      throw new SourceException(
          "topic %s has %d partitions now and had %d when reading began: a run reads the partitions it began with; to learn from the new ones start another run"
              .formatted(now.name(), now.partitions(), then.partitions()));
    }
  }

  /** Refuses a topic that was made anew; without an expectation every one will do. */
  static void check(String expectedTopicId, KafkaTopics.Topic now) {
    if (expectedTopicId != null && !expectedTopicId.equals(now.topicId())) {
      throw new SourceException(
          "topic %s was deleted and made anew (id %s, was %s): its offsets mean other records now; start a new run"
              .formatted(now.name(), now.topicId(), expectedTopicId));
    }
  }
}
