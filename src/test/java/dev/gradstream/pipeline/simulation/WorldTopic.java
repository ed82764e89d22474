package dev.gradstream.pipeline.simulation;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.training.RecordHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A topic, and the truth about it: what each record was made of, so that nobody has to be believed
 * who has read it.
 */
final class WorldTopic {
  static final RowLayout LAYOUT = new RowLayout(List.of("a", "b"), "y");

  /**
   * @param numbers a, b, y; null for a record that cannot be used
   */
  record Example(long offset, byte[] value, double[] numbers) {}

  private final List<List<Example>> partitions = new ArrayList<>();
  private final long[] ends;
  private final SplittableRandom random;

  WorldTopic(int partitions, SplittableRandom random) {
    for (int p = 0; p < partitions; p++) {
      this.partitions.add(new ArrayList<>());
    }
    ends = new long[partitions];
    this.random = random;
  }

  int size() {
    return partitions.size();
  }

  /** A partition for the next record. */
  int draw() {
    return random.nextInt(ends.length);
  }

  long end(int partition) {
    return ends[partition];
  }

  /** Appends a record, now and then one that cannot be used, or one behind a hole. */
  void append(int partition) {
    if (random.nextInt(12) == 0) {
      ends[partition] += 1 + random.nextInt(3);
    }
    long offset = ends[partition]++;
    partitions.get(partition).add(random.nextInt(9) == 0 ? broken(offset) : example(offset));
    if (random.nextInt(25) == 0) {
      ends[partition]++; // a transaction's marker
    }
  }

  private Example example(long offset) {
    double a = random.nextInt(-1000, 1000) / 512.0;
    double b = random.nextInt(-1000, 1000) / 512.0;
    double y = 0.5 * a - b + 0.25 * a * b;
    String line = a + "," + b + "," + y;
    return new Example(offset, line.getBytes(StandardCharsets.US_ASCII), new double[] {a, b, y});
  }

  private Example broken(long offset) {
    byte[] value =
        switch (random.nextInt(3)) {
          case 0 -> null; // a tombstone
          case 1 -> "1,2".getBytes(StandardCharsets.US_ASCII);
          default -> ("1,2,word-" + offset).getBytes(StandardCharsets.US_ASCII);
        };
    return new Example(offset, value, null);
  }

  SourceExtent extent() {
    var begins = new TreeMap<Integer, Long>();
    var known = new TreeMap<Integer, Long>();
    for (int p = 0; p < ends.length; p++) {
      begins.put(p, 0L);
      known.put(p, ends[p]);
    }
    return new SourceExtent("topic-1", begins, known);
  }

  /** The records of a stretch. */
  List<Example> between(int partition, long from, long toExclusive) {
    return partitions.get(partition).stream()
        .filter(e -> e.offset() >= from && e.offset() < toExclusive)
        .toList();
  }

  static long hash(List<Example> examples) {
    long hash = RecordHash.EMPTY;
    for (Example example : examples) {
      hash = RecordHash.fold(hash, RecordHash.of(null, example.value()));
    }
    return hash;
  }

  static void addTo(Rows rows, Example example) {
    int start = rows.add();
    System.arraycopy(example.numbers(), 0, rows.values(), start, 3);
  }

  /** As a poll brings them. */
  record Polled(int partition, List<Example> examples) implements PartitionRecords {
    @Override
    public int size() {
      return examples.size();
    }

    @Override
    public long offset(int index) {
      return examples.get(index).offset();
    }

    @Override
    public long timestampMs(int index) {
      return -1;
    }

    @Override
    public byte[] key(int index) {
      return null;
    }

    @Override
    public byte[] value(int index) {
      return examples.get(index).value();
    }

    @Override
    public List<Map.Entry<String, byte[]>> headers(int index) {
      return List.of();
    }
  }
}
