package dev.gradstream.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic of {@code gradstream bench}, read by a plain loop on one thread: poll, decode, fill a
 * batch, take a step. Every pass reads all of the topic with a new consumer into a new network; the
 * first one warms up.
 *
 * @param widths of the network, features first
 * @param rows of a batch; what is left at the end is not learned
 * @param passes after the first
 */
record TopicPath(
    String bootstrapServers, String topic, int[] widths, int rows, float rate, int passes) {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int HEADER = 10; // Avro's single-object marker and fingerprint
  private static final int LOSS_OVER = 4096; // the last examples, as in gradstream's own figure

  /** One pass: from the first record to the end of the last step. */
  private record Pass(long examples, long nanos, double loss) {
    double examplesPerSecond() {
      return examples * 1e9 / nanos;
    }
  }

  /** From {@code BOOTSTRAP TOPIC WIDTHS ROWS RATE PASSES}. */
  static TopicPath of(String[] arguments) {
    int[] widths = Arrays.stream(arguments[2].split("-")).mapToInt(Integer::parseInt).toArray();
    return new TopicPath(
        arguments[0],
        arguments[1],
        widths,
        Integer.parseInt(arguments[3]),
        Float.parseFloat(arguments[4]),
        Integer.parseInt(arguments[5]));
  }

  int features() {
    return widths[0];
  }

  int outputs() {
    return widths[widths.length - 1];
  }

  boolean softmax() {
    return outputs() > 1;
  }

  /**
   * Initial weights by layer, (outputs, inputs) each, drawn as ours are: He's before relu, Glorot's
   * in the last layer. Every peer begins with the same.
   */
  float[][] weights() {
    Random random = new Random(1);
    float[][] weights = new float[widths.length - 1][];
    for (int l = 0; l < weights.length; l++) {
      double he = Math.sqrt(2.0 / widths[l]);
      double glorot = Math.sqrt(6.0 / (widths[l] + widths[l + 1]));
      weights[l] = new float[widths[l] * widths[l + 1]];
      for (int i = 0; i < weights[l].length; i++) {
        weights[l][i] =
            (float)
                (l < weights.length - 1
                    ? he * random.nextGaussian()
                    : glorot * (2 * random.nextDouble() - 1));
      }
    }
    return weights;
  }

  /** Prints examples a second and the loss at the end, of every pass but the first. */
  void run(Function<TopicPath, Trainee> build) {
    for (int i = 0; i <= passes; i++) {
      try (Trainee trainee = build.apply(this)) {
        Pass pass = pass(trainee);
        if (i > 0) {
          System.out.printf(Locale.ROOT, "%.0f %.5f%n", pass.examplesPerSecond(), pass.loss);
        }
      }
    }
  }

  private Pass pass(Trainee trainee) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> open = new ArrayList<>();
      consumer.partitionsFor(topic).forEach(p -> open.add(new TopicPartition(topic, p.partition())));
      consumer.assign(open);
      consumer.seekToBeginning(open);
      Map<TopicPartition, Long> ends = consumer.endOffsets(open);
      long expected = ends.values().stream().mapToLong(Long::longValue).sum(); // from offset 0 on
      long examples = 0;
      long start = 0;
      int row = 0;
      int losses = 0;
      double loss = 0;
      while (!open.isEmpty()) {
        var polled = consumer.poll(POLL);
        start = start == 0 && !polled.isEmpty() ? System.nanoTime() : start;
        for (ConsumerRecord<byte[], byte[]> record : polled) {
          decode(record.value(), row++, trainee);
          if (row == rows) {
            examples += row;
            row = 0;
            boolean last = examples > expected - LOSS_OVER;
            double stepLoss = trainee.step(last);
            if (last) {
              loss += stepLoss;
              losses++;
            }
          }
        }
        open.removeIf(at -> consumer.position(at) >= ends.get(at));
      }
      return new Pass(examples, System.nanoTime() - start, loss / losses);
    }
  }

  // {x: array<float>, y: double}, the array in one block, whose floats are copied as they are.
  private void decode(byte[] value, int row, Trainee trainee) {
    ByteBuffer record = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
    long count = 0;
    byte more = -1;
    for (int shift = 0; more < 0; shift += 7) {
      more = record.get();
      count |= (long) (more & 0x7f) << shift;
    }
    int features = record.position();
    int end = features + features() * Float.BYTES;
    if (count != 2L * features() || value[end] != 0) {
      throw new IllegalStateException("expected one block of " + features() + " features");
    }
    double label = record.getDouble(end + 1);
    trainee.take(row, record, label);
  }

  // As gradstream's own: large fetches, large polls.
  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "auto.offset.reset", "none",
            "enable.auto.commit", false,
            "isolation.level", "read_committed",
            "max.partition.fetch.bytes", 8 << 20,
            "fetch.max.bytes", 64 << 20,
            "max.poll.records", 20_000,
            "fetch.max.wait.ms", 50,
            "receive.buffer.bytes", 1 << 20),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
