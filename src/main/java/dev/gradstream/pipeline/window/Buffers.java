package dev.gradstream.pipeline.window;

import dev.gradstream.codec.WriterSchemas;
import dev.gradstream.pipeline.port.RecordChunk;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The partitions' buffers, ascending, and the answer to the poll thread's question which partition
 * may bring more.
 *
 * <p>Filled and emptied by the training thread; {@link #decode} and {@link #wanted} are the poll
 * thread's.
 */
public final class Buffers {
  /** Records of a partition that may wait before it is paused; one poll more may come. */
  public static final int HIGH_WATER = 65_536;

  private final Decoding decoding;

  /**
   * What the rows of all partitions that wait may take together, about. Enough to learn from while
   * a broker answers, which for rows of 6 kB 4 MB are not; no more, for rows are used again, and
   * the fewer there are, the nearer the cache that they lie in.
   */
  private static final long WAITING_BYTES = 16 << 20;

  private static final int RECORD_BYTES = 24; // offset, hash and time beside the row

  private final int highWater;
  private final int windowExamples;
  private final PartitionBuffer[] buffers;
  private final int[] partitions;
  private final AtomicIntegerArray waiting; // records in the buffers, as far as they count
  private final AtomicIntegerArray underWay; // records decoded and not in the buffers yet

  /**
   * @param windowExamples of a window, all of which one partition may have to give however large
   *     they are; 0 where somebody else {@linkplain #insist insists} on what a window needs
   */
  public Buffers(Map<Integer, Long> fromOffsets, Decoding decoding, int windowExamples) {
    this.decoding = decoding;
    this.windowExamples = windowExamples;
    long room = WAITING_BYTES / Math.max(1, fromOffsets.size());
    highWater = Math.clamp(room / (decoding.rowBytes() + RECORD_BYTES), 1, HIGH_WATER);
    buffers =
        new TreeMap<>(fromOffsets)
            .entrySet().stream()
                .map(from -> new PartitionBuffer(from.getKey(), from.getValue(), decoding))
                .toArray(PartitionBuffer[]::new);
    partitions = Arrays.stream(buffers).mapToInt(buffer -> buffer.partition).toArray();
    waiting = new AtomicIntegerArray(buffers.length);
    underWay = new AtomicIntegerArray(buffers.length);
  }

  int size() {
    return buffers.length;
  }

  PartitionBuffer at(int index) {
    return buffers[index];
  }

  /** The buffer of a partition; a broken invariant where the run does not read it. */
  public PartitionBuffer of(int partition) {
    return buffers[index(partition)];
  }

  /** Decodes a chunk on the poll thread, for the training thread to {@link #add}. */
  public DecodedChunk decode(RecordChunk chunk) {
    DecodedChunk decoded = decoding.decode(chunk);
    for (DecodedRecords records : decoded.partitions()) {
      underWay.getAndAdd(index(records.partition()), records.count());
    }
    return decoded;
  }

  /** Takes what {@link #decode} made. */
  public void add(DecodedChunk chunk) {
    for (DecodedRecords records : chunk.partitions()) {
      of(records.partition()).add(records);
    }
    chunk.positions().forEach((partition, position) -> of(partition).position(position));
    publishWaiting();
    for (DecodedRecords records : chunk.partitions()) {
      underWay.getAndAdd(index(records.partition()), -records.count());
    }
  }

  /** Rows that wait in all partitions. */
  int usable() {
    int usable = 0;
    for (PartitionBuffer buffer : buffers) {
      usable += buffer.usable();
    }
    return usable;
  }

  /** Records that wait in all partitions, rejected ones included. */
  int records() {
    int records = 0;
    for (PartitionBuffer buffer : buffers) {
      records += buffer.records();
    }
    return records;
  }

  /**
   * Takes settings that were recorded here: where schemas are among them, records that wait can be
   * read that could not be before.
   */
  public void learn(Map<String, String> settings) {
    if (settings.keySet().stream().anyMatch(path -> path.startsWith(WriterSchemas.SETTINGS))) {
      decoding.learn(settings);
      for (PartitionBuffer buffer : buffers) {
        buffer.again();
      }
    }
  }

  /** Tells the poll thread how much waits now. */
  public void publishWaiting() {
    for (int i = 0; i < buffers.length; i++) {
      waiting.setRelease(i, fillsWindow(buffers[i]) ? buffers[i].records() : 0);
    }
  }

  // Until a partition can fill a window by itself, others may wait for it in vain.
  private boolean fillsWindow(PartitionBuffer buffer) {
    return buffer.usable() >= windowExamples || buffer.rejects() >= MergingCutter.MOST_REJECTS;
  }

  /** Has a partition read on however much of it waits, because what is needed has not come. */
  public void insist(int partition) {
    waiting.setRelease(index(partition), 0);
  }

  /** Whether a partition may bring more; asked on the poll thread. */
  public boolean wanted(int partition) {
    return waiting(partition) < highWater;
  }

  /** Records of a partition that have come and are not learned from, as far as they count. */
  public int waiting(int partition) {
    int index = index(partition);
    return waiting.getAcquire(index) + underWay.get(index);
  }

  private int index(int partition) {
    int index = Arrays.binarySearch(partitions, partition);
    if (index < 0) {
      throw new IllegalStateException("partition " + partition + " is not one of the run's");
    }
    return index;
  }
}
