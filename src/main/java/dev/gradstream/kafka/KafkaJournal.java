package dev.gradstream.kafka;

import dev.gradstream.codec.JournalBlocks;
import dev.gradstream.codec.MetricsEvents;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommitException;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.PolledFlux;
import dev.gradstream.training.JournalBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A run's journal on Kafka: one transaction a commit, over the topics of {@link RunTopics}.
 *
 * <p>A commit is told as soon as the broker has taken it; readers see it some milliseconds later.
 * Only {@link #acquire} waits until everything is seen, so recovery acquires before it reads. May
 * be called from any thread; commits run on one of its own, in order.
 */
public final class KafkaJournal implements Journal {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);

  private final KafkaConnection connection;
  private final RunTopics topics;
  private final DeadLetters deadLetters;
  private final SingleWriter writer;
  private long nextSequence; // touched on the writer's thread only

  /**
   * @param sourceTopic where the examples come from, for dead letters to say so
   */
  public KafkaJournal(KafkaConnection connection, RunTopics topics, String sourceTopic) {
    this.connection = connection;
    this.topics = topics;
    this.deadLetters = new DeadLetters(topics.rejected(), sourceTopic);
    this.writer =
        new SingleWriter(connection, topics.run(), topics.transactionalId("trainer"), Map.of());
  }

  @Override
  public void acquire() {
    writer.call(
        () -> {
          createTopics();
          writer.fence(new LostMarkers(connection, topics.written(), true));
          // A journal taken for empty because a broker does not know it yet would be begun twice.
          var log = LogReader.ofExisting(connection, topics.journal());
          try (var reading = new JournalReading(log, topics.journal(), 0)) {
            nextSequence = reading.last().map(block -> block.sequence() + 1).orElse(0L);
          }
          return null;
        });
  }

  private void createTopics() {
    new KafkaTopics(connection)
        .with(
            "creating the topics of run " + topics.run(),
            admin -> {
              KafkaTopics.Topic journal =
                  KafkaTopics.create(admin, topics.journalTopics()).getFirst();
              if (journal.partitions() != 1) {
                throw new IllegalStateException(
                    "topic %s: a journal has 1 partition, this has %d; name the run otherwise"
                        .formatted(journal.name(), journal.partitions()));
              }
              check(TopicSettings.findings(admin, topics));
              return null;
            });
  }

  private void check(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.level() == Finding.Level.ERROR) {
        throw new IllegalStateException(finding.toString());
      }
      LOG.warn("{}", finding);
    }
  }

  @Override
  public Optional<JournalBlock> start() {
    return JournalBeginning.read(connection, topics).map(JournalBeginning::start);
  }

  @Override
  public long firstSequence() {
    return JournalBeginning.read(connection, topics)
        .map(JournalBeginning::firstSequence)
        .orElse(0L);
  }

  @Override
  public Mono<Void> truncate(long beforeSequence) {
    return Mono.fromRunnable(
        () -> new JournalTruncation(connection, topics).truncate(beforeSequence));
  }

  @Override
  public Flux<JournalBlock> read(long fromSequence) {
    return new PolledFlux<>(
            "kafka-journal-" + topics.run(),
            () -> new JournalReading(connection, topics.journal(), fromSequence))
        .concatMapIterable(blocks -> blocks, 1);
  }

  @Override
  public Mono<Void> commit(Commit commit) {
    return writer.run(() -> append(commit));
  }

  private void append(Commit commit) {
    long sequence = commit.block().sequence();
    if (!writer.ready()) {
      throw new IllegalStateException(
          "run '%s': acquire() comes before a commit, and again after one that failed"
              .formatted(topics.run()));
    }
    if (sequence != nextSequence) {
      throw new IllegalStateException(
          "run '%s': block %d is next, got block %d"
              .formatted(topics.run(), nextSequence, sequence));
    }
    byte[] block = JournalBlocks.encode(commit.block());
    if (block.length > RunTopics.JOURNAL_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "run '%s': block %d has %d bytes, at most %d fit into a record; commit fewer steps at once"
              .formatted(topics.run(), sequence, block.length, RunTopics.JOURNAL_RECORD_BYTES));
    }
    List<ProducerRecord<byte[], byte[]>> letters =
        commit.rejected().stream().map(deadLetters::letter).toList();
    try {
      writer.transact(producer -> send(producer, commit, block, letters));
      nextSequence = sequence + 1;
    } catch (SingleWriter.UnknownOutcome unknown) {
      throw new CommitException(topics.run(), sequence, unknown.getCause());
    }
  }

  private void send(
      Producer<byte[], byte[]> producer,
      Commit commit,
      byte[] block,
      List<ProducerRecord<byte[], byte[]>> letters) {
    producer.send(new ProducerRecord<>(topics.journal(), 0, null, block));
    if (commit.metrics() != null) {
      producer.send(
          new ProducerRecord<>(topics.metrics(), 0, null, MetricsEvents.encode(commit.metrics())));
    }
    letters.forEach(producer::send);
  }

  @Override
  public void close() {
    writer.close();
  }
}
