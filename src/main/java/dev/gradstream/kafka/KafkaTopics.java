package dev.gradstream.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics of one cluster. Every call blocks and opens a connection of its own, so it may be made
 * from any thread.
 */
public final class KafkaTopics {

  /**
   * @param topicId as the broker names it; a topic that was made anew has another
   */
  public record Topic(String name, String topicId, int partitions) {}

  private final KafkaConnection connection;

  public KafkaTopics(KafkaConnection connection) {
    this.connection = connection;
  }

  public boolean exists(String topic) {
    return describe(topic).isPresent();
  }

  /** Empty where there is no such topic. */
  public Optional<Topic> describe(String topic) {
    return with("describing topic " + topic, admin -> describe(admin, topic));
  }

  /** Names of all topics but Kafka's own, in order. */
  public List<String> names() {
    return with(
        "listing the topics", admin -> get(admin.listTopics().names()).stream().sorted().toList());
  }

  /**
   * Makes a topic unless there is one of that name.
   *
   * @param configs topic properties over the broker's
   * @return the topic that is there then; it may have another number of partitions
   */
  public Topic create(String topic, int partitions, Map<String, String> configs) {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "topic %s: partitions=%d: must be at least 1".formatted(topic, partitions));
    }
    return with(
        "creating topic " + topic,
        admin -> {
          var wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
          return create(admin, List.of(wanted.configs(configs))).getFirst();
        });
  }

  /** Deletes topics with all they hold; those that are not there are passed over. */
  public void delete(Collection<String> topics) {
    with(
        "deleting the topics " + topics,
        admin -> {
          Set<String> present = new TreeSet<>(topics);
          present.retainAll(get(admin.listTopics().names()));
          get(admin.deleteTopics(present).all());
          return null;
        });
  }

  /** First offset, or the one after the last committed record, of each partition. */
  SortedMap<Integer, Long> offsets(String topic, int partitions, OffsetSpec spec) {
    return with("reading topic " + topic, admin -> offsets(admin, topic, partitions, spec));
  }

  <T> T with(String doing, Function<Admin, T> work) {
    try (Admin admin = connection.admin()) {
      return work.apply(admin);
    } catch (AdminFailure failure) {
      throw ClusterException.of(connection, doing, failure.getCause());
    }
  }

  static Optional<Topic> describe(Admin admin, String topic) {
    try {
      return Optional.of(
          described(get(admin.describeTopics(Set.of(topic)).topicNameValues().get(topic))));
    } catch (AdminFailure failure) {
      if (ClusterException.unwrap(failure.getCause()) instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  static Topic described(TopicDescription description) {
    return new Topic(
        description.name(), description.topicId().toString(), description.partitions().size());
  }

  /** Returns when every one of them can be seen, whoever made it. */
  static List<Topic> create(Admin admin, List<NewTopic> topics) {
    List<NewTopic> missing = new ArrayList<>(topics);
    Set<String> present = get(admin.listTopics().names());
    missing.removeIf(topic -> present.contains(topic.name()));
    long deadlineNs = System.nanoTime() + KafkaConnection.PATIENCE.toNanos();
    while (!make(admin, missing, System.nanoTime() > deadlineNs)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return topics.stream().map(topic -> await(admin, topic.name())).toList();
  }

  /**
   * False where one is worth another try: a broker that is held up for longer than its session is
   * fenced until its next heartbeat. A machine with too much to do does that to an embedded one.
   */
  private static boolean make(Admin admin, List<NewTopic> topics, boolean lastTry) {
    boolean made = true;
    for (KafkaFuture<Void> future : admin.createTopics(topics).values().values()) {
      try {
        get(future);
      } catch (AdminFailure failure) {
        switch (ClusterException.unwrap(failure.getCause())) {
          case TopicExistsException _ -> {}
          case InvalidReplicationFactorException few
              when few.getMessage().contains("fenced") && !lastTry ->
              made = false;
          default -> throw failure;
        }
      }
    }
    return made;
  }

  /**
   * The controller has made it before every broker knows of it, and a broker knows of it before it
   * leads its partitions. A producer that comes in between can lose its first batch and have its
   * second one taken, after which the first is out of order for ever; so each leader is asked.
   */
  private static Topic await(Admin admin, String topic) {
    long deadlineNs = System.nanoTime() + KafkaConnection.PATIENCE.toNanos();
    while (true) {
      Optional<Topic> there = describe(admin, topic);
      if (there.isPresent()) {
        offsets(admin, topic, there.get().partitions(), OffsetSpec.latest());
        return there.get();
      }
      if (System.nanoTime() > deadlineNs) {
        throw new AdminFailure(new TimeoutException("topic " + topic + " does not appear"));
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  static SortedMap<Integer, Long> offsets(
      Admin admin, String topic, int partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      asked.put(new TopicPartition(topic, partition), spec);
    }
    ListOffsetsResult result =
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    asked
        .keySet()
        .forEach(at -> offsets.put(at.partition(), get(result.partitionResult(at)).offset()));
    return offsets;
  }

  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw new AdminFailure(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AdminFailure(interrupted);
    }
  }

  /** Carries what an admin's future failed with to the one place that finds the words. */
  static final class AdminFailure extends RuntimeException {
    AdminFailure(Throwable cause) {
      super(cause);
    }
  }
}
