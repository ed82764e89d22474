package dev.gradstream.kafka;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.PolledFlux;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.SourceExtent;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import reactor.core.publisher.Flux;

/**
 * Examples of one Kafka topic.
 *
 * <p>Positions come from the plan, never from a consumer group: partitions are assigned, there is
 * no group id, and an offset that is not there is an error instead of a reset. Only committed
 * records are read. May be called from any thread; each read has a thread of its own.
 */
public final class KafkaSource implements ExampleSource {

  private final KafkaConnection connection;
  private final String topic;
  private volatile String expectedTopicId;

  public KafkaSource(KafkaConnection connection, String topic) {
    this.connection = connection;
    this.topic = topic;
  }

  @Override
  public SourceExtent extent() {
    try {
      return new KafkaTopics(connection)
          .with(
              "reading topic " + topic,
              admin -> {
                KafkaTopics.Topic there =
                    KafkaTopics.describe(admin, topic)
                        .orElseThrow(() -> noTopic(connection, topic));
                // A read after this must find the same topic, not one made anew in between.
                expectedTopicId = there.topicId();
                return new SourceExtent(
                    there.topicId(),
                    KafkaTopics.offsets(admin, topic, there.partitions(), OffsetSpec.earliest()),
                    KafkaTopics.offsets(admin, topic, there.partitions(), OffsetSpec.latest()));
              });
    } catch (ClusterException unreachable) {
      throw new SourceException(unreachable.getMessage(), unreachable);
    }
  }

  @Override
  public long retentionMs() {
    return new KafkaTopics(connection)
        .with(
            "reading the settings of topic " + topic,
            admin ->
                TopicSettings.of(admin, topic)
                    .map(KafkaSource::retentionMs)
                    .orElse(Long.MAX_VALUE));
  }

  @Override
  public Flux<RecordChunk> read(ReadPlan plan) {
    return new PolledFlux<>(
        "kafka-source-" + topic,
        () -> {
          try {
            return SourceReading.open(connection, topic, expectedTopicId, plan);
          } catch (ClusterException unreachable) {
            throw new SourceException(unreachable.getMessage(), unreachable);
          }
        });
  }

  /** How long a topic keeps its records, in milliseconds; the largest number for ever. */
  static long retentionMs(Map<String, String> settings) {
    boolean deletes = settings.getOrDefault("cleanup.policy", "").contains("delete");
    long retentionMs = Long.parseLong(settings.getOrDefault("retention.ms", "-1"));
    return deletes && retentionMs >= 0 ? retentionMs : Long.MAX_VALUE;
  }

  static SourceException noTopic(KafkaConnection connection, String topic) {
    return new SourceException(
        "%s has no topic '%s' (fill one with: gradstream publish FILE --topic %s)"
            .formatted(connection.bootstrapServers(), topic, topic));
  }
}
