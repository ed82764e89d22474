package dev.gradstream.pipeline.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.codec.LabelColumn;
import dev.gradstream.codec.RowFormats;
import dev.gradstream.features.RowLayout;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is between the thread that decodes and the one that learns. */
class DecodingTest {
  private static final RowLayout LAYOUT = new RowLayout(List.of("a"), "y");
  private static final byte[] NAMES_SCHEMA_9 = {0, 0, 0, 0, 9, 6, 8};
  private static final String SCHEMA =
      """
      {"type": "record", "name": "Pair", "fields":
        [{"name": "a", "type": "int"}, {"name": "y", "type": "int"}]}""";

  private final Decoding decoding =
      new Decoding(
          RowFormats.of(
              Settings.of(Map.of("format", "avro", "framing", "registry")),
              LAYOUT,
              LabelColumn.real()),
          LAYOUT);

  @Test
  void what_was_decoded_before_its_schema_was_known_is_used_wherever_it_waits() {
    Buffers buffers = new Buffers(Map.of(0, 0L), decoding, 0);
    buffers.add(buffers.decode(records(0, 0, 3)));
    DecodedChunk underWay = buffers.decode(records(0, 3, 4));
    assertEquals(0, buffers.usable());
    buffers.learn(Map.of("source.schemas.9", SCHEMA));
    assertEquals(3, buffers.usable());
    buffers.add(underWay);
    assertEquals(7, buffers.usable());
    buffers.add(buffers.decode(records(0, 7, 1)));
    assertEquals(8, buffers.usable());
    assertEquals(8, buffers.records());
  }

  @Test
  void what_is_decoded_and_not_taken_counts_as_waiting_whoever_needs_it() {
    Buffers buffers = new Buffers(Map.of(0, 0L, 1, 0L), decoding, Buffers.HIGH_WATER * 2);
    DecodedChunk chunk = buffers.decode(records(1, 0, Buffers.HIGH_WATER));
    assertFalse(buffers.wanted(1));
    assertTrue(buffers.wanted(0));
    buffers.insist(1);
    assertFalse(buffers.wanted(1), "what is insisted on has come, and is only to be taken");
    buffers.learn(Map.of("source.schemas.9", SCHEMA));
    buffers.add(chunk);
    assertTrue(buffers.wanted(1), "it does not fill a window yet");
  }

  private static RecordChunk records(int partition, long from, int count) {
    return new RecordChunk(
        List.of(new MadeRecords(partition, from, count, i -> NAMES_SCHEMA_9)),
        Map.of(partition, from + count),
        Map.of(),
        0);
  }
}
