package dev.gradstream.pipeline.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.features.RowLayout;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.training.Specification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows of a live source by hand: what is cut, and how long a partition is waited for. */
class MergingCutterTest {
  private static final RowLayout LAYOUT = new RowLayout(List.of("a"), "y");
  private static final long MAX_WAIT_MS = 100;

  private final Decoding decoding =
      new Decoding(
          (value, rows) -> {
            rows.add();
            return null;
          },
          LAYOUT);
  private final Buffers buffers = new Buffers(Map.of(0, 0L, 1, 0L), decoding, 0);
  private final MergingCutter cutter =
      new MergingCutter(
          buffers,
          Map.of(),
          new Specification.Window(4, 0, MAX_WAIT_MS, null),
          LAYOUT,
          0,
          new Stages());

  @Test
  void partitions_take_turns() {
    assertEquals(List.of("SIZE 0:2 1:2", "SIZE 0:2 1:2"), cut(0, 4, 4, 4, 4));
  }

  @Test
  void a_partition_that_has_nothing_more_is_skipped() {
    assertEquals(List.of("SIZE 0:4", "SIZE 0:4"), cut(0, 8, 0, 8, 0));
  }

  @Test
  void a_partition_that_is_behind_is_waited_for() {
    assertEquals(List.of(), cut(0, 8, 0, 8, 50));
    assertEquals(List.of("SIZE 0:2 1:2", "SIZE 0:2 1:2"), cut(10, 0, 4, 8, 50));
  }

  @Test
  void a_partition_that_stays_behind_is_not_waited_for_for_ever() {
    assertEquals(List.of(), cut(0, 8, 0, 8, 50));
    assertEquals(List.of("SIZE 0:4", "SIZE 0:4"), cut(MAX_WAIT_MS, 0, 0, 8, 50));
    assertEquals(List.of("SIZE 0:4"), cut(MAX_WAIT_MS + 1, 4, 0, 12, 50));
  }

  @Test
  void what_does_not_fill_a_window_is_sealed_when_it_has_waited_long_enough() {
    assertEquals(List.of(), cut(0, 1, 2, 1, 2));
    assertEquals(List.of("TIME 0:1 1:2"), cut(MAX_WAIT_MS, 0, 0, 1, 2));
    assertEquals(List.of(), cut(MAX_WAIT_MS + 1, 1, 0, 2, 2));
  }

  private final long[] next = new long[2];

  /** One chunk: so many records of both partitions, and where the topic ends by now. */
  private List<String> cut(long nowMs, int records0, int records1, long end0, long end1) {
    List<PartitionRecords> records = new ArrayList<>();
    add(records, 0, records0);
    add(records, 1, records1);
    RecordChunk chunk =
        new RecordChunk(records, Map.of(0, next[0], 1, next[1]), Map.of(0, end0, 1, end1), nowMs);
    List<String> cuts = new ArrayList<>();
    for (Cut cut : cutter.cut(buffers.decode(chunk))) {
      if (cut instanceof Cut.Window window) {
        StringBuilder text = new StringBuilder(window.seal().toString());
        window
            .rows()
            .spans()
            .forEach(span -> text.append(" " + span.partition() + ":" + span.records()));
        cuts.add(text.toString());
      }
    }
    return cuts;
  }

  private void add(List<PartitionRecords> records, int partition, int count) {
    if (count > 0) {
      long from = next[partition];
      next[partition] += count;
      records.add(new MadeRecords(partition, from, count, MergingCutterTest::numbered));
    }
  }

  private static byte[] numbered(int index) {
    byte[] value = new byte[8];
    Arrays.fill(value, (byte) index);
    return value;
  }
}
