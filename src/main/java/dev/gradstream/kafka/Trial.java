package dev.gradstream.kafka;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Does on a topic of its own what a trainer does, and looks what comes of it. */
final class Trial {

  /** Above this the times in journal and meters mislead, and ages are wrong. */
  private static final long MOST_SKEW_MS = 5_000;

  private static final Map<String, Object> TUNING =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, 0,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);

  private final KafkaConnection connection;
  private final Admin admin;
  private final String topic;
  private final String transactionalId;
  private final List<Check> checks = new ArrayList<>();

  /**
   * @param run whose rights are tried; null for none in particular
   */
  Trial(KafkaConnection connection, Admin admin, String run) {
    this.connection = connection;
    this.admin = admin;
    byte[] random = new byte[6];
    ThreadLocalRandom.current().nextBytes(random);
    String suffix = "doctor-" + HexFormat.of().formatHex(random);
    topic = (run == null ? "gradstream" : run) + "." + suffix;
    transactionalId = "gradstream." + topic;
  }

  List<Check> checks() {
    if (look("creating topics", this::create)) {
      try {
        if (look("transactions", this::transactions)) {
          look("message size", this::messageSize);
          look("clock", this::clock);
        }
      } finally {
        look("deleting topics", this::delete);
      }
    }
    return checks;
  }

  private boolean look(String name, KafkaDoctor.Examination examination) {
    Check check;
    try {
      check = examination.look();
    } catch (RuntimeException failed) {
      check = KafkaDoctor.failed(connection, name, failed);
    }
    checks.add(check);
    return check.findings().stream().noneMatch(f -> f.level() == Finding.Level.ERROR);
  }

  private Check create() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("retention.ms", "-1");
    settings.put("max.message.bytes", Integer.toString(RunTopics.MESSAGE_BYTES));
    settings.put("message.timestamp.type", "LogAppendTime");
    KafkaTopics.create(
        admin, List.of(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(settings)));
    List<Finding> findings =
        TopicSettings.of(admin, topic)
            .filter(found -> !"-1".equals(found.get("retention.ms")))
            .map(
                found ->
                    Finding.error(
                        "cluster",
                        "a topic made with retention.ms=-1 has " + found.get("retention.ms"),
                        "have the cluster's policy leave the settings of the run's topics alone"))
            .stream()
            .toList();
    return new Check("creating topics", topic, findings);
  }

  /** One aborted, one committed: a reader must see the second alone. */
  private Check transactions() {
    long start = System.nanoTime();
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(record(new byte[] {1}));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      RecordMetadata sent = sent(producer, new byte[] {2});
      producer.commitTransaction();
      SnapshotWriting.awaitCommitted(connection, topic, sent.offset());
    }
    long ms = (System.nanoTime() - start) / 1_000_000;
    List<Byte> seen = new ArrayList<>();
    try (LogReader log = LogReader.ofExisting(connection, topic)) {
      for (var records = log.next(); !records.isEmpty(); records = log.next()) {
        records.forEach(record -> seen.add(record.value()[0]));
      }
    }
    String saw = "one aborted and one committed in %,d ms".formatted(ms);
    return seen.equals(List.of((byte) 2))
        ? Check.good("transactions", saw)
        : Check.bad(
            "transactions",
            saw,
            Finding.error(
                "cluster",
                "a reader of committed records saw " + seen + ", expected [2]",
                "gradstream needs brokers that keep transactions apart, as Apache Kafka does"));
  }

  private Check messageSize() {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      sent(producer, new byte[RunTopics.JOURNAL_RECORD_BYTES]);
      producer.abortTransaction();
    }
    return Check.good(
        "message size", "%,d bytes are taken".formatted(RunTopics.JOURNAL_RECORD_BYTES));
  }

  /** The broker's time lies between that of the sending and that of the answer. */
  private Check clock() {
    try (Producer<byte[], byte[]> producer = connection.producer(TUNING, laws(Map.of()))) {
      sent(producer, new byte[] {3}); // the connection is there from now on
      long before = System.currentTimeMillis();
      long broker = sent(producer, new byte[] {4}).timestamp();
      long after = System.currentTimeMillis();
      long skew = broker > after ? broker - after : Math.min(0, broker - before);
      String saw =
          "the broker's clock differs by at most %,d ms".formatted(Math.abs(skew) + after - before);
      return Math.abs(skew) <= MOST_SKEW_MS
          ? Check.good("clock", saw)
          : Check.bad(
              "clock",
              saw,
              Finding.warning(
                  "clock",
                  "the broker's clock is %,d ms %s this machine's: ages, retention and times in the journal mislead"
                      .formatted(Math.abs(skew), skew > 0 ? "ahead of" : "behind"),
                  "synchronise both with NTP"));
    }
  }

  private Check delete() {
    KafkaTopics.get(admin.deleteTopics(Set.of(topic)).all());
    return Check.good("deleting topics", topic + " is gone");
  }

  private Producer<byte[], byte[]> producer() {
    return connection.producer(
        TUNING, laws(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId)));
  }

  private static Map<String, Object> laws(Map<String, Object> more) {
    Map<String, Object> laws = new TreeMap<>(more);
    laws.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RunTopics.JOURNAL_RECORD_BYTES + 2048);
    return laws;
  }

  private ProducerRecord<byte[], byte[]> record(byte[] value) {
    return new ProducerRecord<>(topic, 0, null, value);
  }

  private RecordMetadata sent(Producer<byte[], byte[]> producer, byte[] value) {
    try {
      var sending = producer.send(record(value));
      producer.flush();
      return sending.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new KafkaException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}
