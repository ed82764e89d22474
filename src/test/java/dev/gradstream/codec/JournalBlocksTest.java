package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Span;
import dev.gradstream.training.StepReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalBlocksTest {
  private static final int STEP_BYTES = 64;
  private static final int SPAN_BYTES = 24;

  @Test
  void a_block_with_every_kind_of_event_survives_the_round_trip() {
    List<Event> events = new ArrayList<>(GoldenEvents.started().events());
    events.addAll(GoldenEvents.applied().events());
    events.addAll(GoldenEvents.ended().events());
    events.addAll(GoldenEvents.steered().events());
    events.addAll(GoldenEvents.branched().events());
    JournalBlock block =
        new JournalBlock(Long.MAX_VALUE, "w", "other", -1, new byte[32], List.copyOf(events));
    Same.blocks(block, JournalBlocks.decode(JournalBlocks.encode(block)));
  }

  @Test
  void windows_of_one_block_keep_to_themselves_however_many_spans_and_steps_each_has() {
    List<Event> events = new ArrayList<>();
    for (int[] size : new int[][] {{2, 3}, {1, 1}, {0, 2}, {4, 5}, {3, 1}}) {
      events.addAll(window(size[0], size[1]).events());
    }
    JournalBlock block = new JournalBlock(5, "w", "main", 7, new byte[32], List.copyOf(events));
    Same.blocks(block, JournalBlocks.decode(JournalBlocks.encode(block)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void a_step_takes_at_most_64_bytes_and_a_span_24(int spans) {
    int without = JournalBlocks.encode(window(spans, 1)).length;
    int with = JournalBlocks.encode(window(spans, 1_001)).length;
    int step = (with - without) / 1_000;
    assertTrue(step <= STEP_BYTES, "a step takes " + step + " bytes");
    int one = JournalBlocks.encode(window(spans + 1_000, 1)).length;
    int span = (one - without) / 1_000;
    assertTrue(span <= SPAN_BYTES, "a span takes " + span + " bytes");
    assertTrue(
        without - 10 - 100 <= STEP_BYTES + spans * SPAN_BYTES,
        "one window of one step takes " + without + " bytes with its envelope");
  }

  // Offsets of a trillion, a thousand partitions, a million examples a mini-batch.
  private static JournalBlock window(int spans, int steps) {
    Random random = new Random(7);
    List<Span> allSpans =
        IntStream.range(0, spans)
            .mapToObj(
                i -> {
                  long from = 1_000_000_000_000L + random.nextInt(1 << 30);
                  return new Span(0, i % 1000, from, from + 900_000, 900_000, random.nextLong());
                })
            .toList();
    List<StepReport> allSteps =
        IntStream.range(0, steps)
            .mapToObj(
                i ->
                    new StepReport(
                        1_000_000_000L + i,
                        1_000_000,
                        random.nextDouble(),
                        random.nextDouble(),
                        random.nextDouble(),
                        random.nextLong()))
            .toList();
    Event event = new Event.WindowApplied(1_000_000, Seal.SIZE, allSpans, List.of(), allSteps);
    return new JournalBlock(
        1_000_000, "0123456789abcdef", "main", 1L << 41, new byte[32], List.of(event));
  }

  @Test
  void equal_blocks_have_equal_bytes() {
    assertEquals(
        java.util.HexFormat.of().formatHex(JournalBlocks.encode(GoldenEvents.started())),
        java.util.HexFormat.of().formatHex(JournalBlocks.encode(GoldenEvents.started())));
  }

  @Test
  void a_block_that_breaks_its_own_rules_is_refused() {
    JournalBlock good = GoldenEvents.ended();
    JournalBlock shortCertificate =
        new JournalBlock(0, "w", "main", 0, new byte[31], good.events());
    assertEquals(
        "certificate: expected 32 bytes, got 31",
        assertThrows(IllegalArgumentException.class, () -> JournalBlocks.encode(shortCertificate))
            .getMessage());
    List<StepReport> gap =
        List.of(new StepReport(4, 1, 0, 0, 0, 0), new StepReport(6, 1, 0, 0, 0, 0));
    Event event = new Event.WindowApplied(2, Seal.END, List.of(), List.of(), gap);
    JournalBlock block = new JournalBlock(0, "w", "main", 0, new byte[32], List.of(event));
    assertEquals(
        "window 2: expected step 5 next, got 6",
        assertThrows(IllegalArgumentException.class, () -> JournalBlocks.encode(block))
            .getMessage());
  }

  @Test
  void bytes_of_another_kind_are_named() {
    assertEquals(
        "journal block: expected the mark c3 01 of a single Avro object, got 7b 22",
        refusal("{\"a\": 1, \"b\": 2}".getBytes(StandardCharsets.UTF_8)));
    assertEquals("journal block: expected at least 10 bytes, got 3", refusal(new byte[3]));
    assertEquals("journal block: expected bytes, got a record without a value", refusal(null));
    assertTrue(
        refusal(MetricsEvents.encode(GoldenEvents.metrics()))
            .startsWith("journal block: written with a schema that this version does not know"));
    byte[] block = JournalBlocks.encode(GoldenEvents.ended());
    assertEquals(
        "journal block: bytes are left over after the record",
        refusal(java.util.Arrays.copyOf(block, block.length + 1)));
  }

  @Test
  void whatever_comes_the_answer_is_a_block_or_corrupt() {
    Random random = new Random(1);
    for (JournalBlock block :
        List.of(GoldenEvents.started(), GoldenEvents.applied(), GoldenEvents.steered())) {
      byte[] good = JournalBlocks.encode(block);
      Broken.each(good, EventFormat.HEADER, random, 5_000, JournalBlocksTest::decodeOrCorrupt);
    }
  }

  @Test
  void a_library_user_needs_no_system_property() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Alone.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertTrue(output.endsWith("read 2 events\n"), output);
  }

  /** Run in a JVM of its own without {@code org.apache.avro.SERIALIZABLE_PACKAGES}. */
  static final class Alone {
    private Alone() {}

    public static void main(String[] arguments) {
      JournalBlock block = JournalBlocks.decode(JournalBlocks.encode(GoldenEvents.applied()));
      System.out.println("read " + block.events().size() + " events");
    }
  }

  private static void decodeOrCorrupt(byte[] bytes) {
    try {
      JournalBlocks.decode(bytes);
    } catch (CorruptEventException e) {
      assertTrue(e.getMessage().startsWith("journal block: "), e.getMessage());
    }
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(CorruptEventException.class, () -> JournalBlocks.decode(bytes))
        .getMessage();
  }
}
