package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateImage;
import dev.gradstream.training.Event;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples and their labels in two records of one key. */
@Timeout(60)
class LateLabelsTest {
  private static final int EXAMPLES = 600;

  private static TrainingRun late(MemorySource source) {
    return new TrainingRun(source).with("label.delay.within", "1000ms").with("window.size", "8");
  }

  private static void example(MemorySource source, int i, long atMs) {
    String line = new String(TrainingRun.line(i), StandardCharsets.US_ASCII);
    record(source, i, atMs, line.substring(0, line.lastIndexOf(',') + 1));
  }

  private static void label(MemorySource source, int i, long atMs) {
    String line = new String(TrainingRun.line(i), StandardCharsets.US_ASCII);
    record(source, i, atMs, ",," + line.substring(line.lastIndexOf(',') + 1));
  }

  private static void record(MemorySource source, int i, long atMs, String line) {
    source.append(
        0,
        atMs,
        ("order-" + i).getBytes(StandardCharsets.US_ASCII),
        line.getBytes(StandardCharsets.US_ASCII),
        List.of());
  }

  /**
   * Each label comes {@code delay} records' places after its example, a record each millisecond.
   */
  private static MemorySource delayed(int delay) {
    MemorySource source = new MemorySource("id-1", 1);
    for (int i = 0; i < EXAMPLES + delay; i++) {
      if (i < EXAMPLES) {
        example(source, i, 2L * i);
      }
      if (i >= delay) {
        label(source, i - delay, 2L * i + 1);
      }
    }
    return source;
  }

  /** Out of order in every way: early and late labels, repetitions, some never, some too late. */
  private static MemorySource messy() {
    MemorySource source = new MemorySource("id-1", 1);
    Map<Long, Runnable> records = new TreeMap<>();
    Random random = new Random(5);
    for (int i = 0; i < EXAMPLES; i++) {
      int number = i;
      long at = 10L * i;
      records.put(10_000 * at, () -> example(source, number, at));
      long later = Math.max(0, at - 200 + random.nextInt(1500));
      if (random.nextInt(10) > 0) {
        records.put(10_000 * later + 1 + i, () -> label(source, number, later));
      }
      if (random.nextInt(20) == 0) {
        records.put(10_000 * later + 5_000 + i, () -> label(source, number, later));
        records.put(10_000 * at + 2 + i, () -> example(source, number, at));
      }
    }
    records.values().forEach(Runnable::run);
    example(source, 9_000, 0);
    return source;
  }

  @Test
  void every_example_is_learned_from_when_its_label_comes() {
    try (var run = late(delayed(40))) {
      Outcome outcome = run.train();
      assertEquals(EXAMPLES, outcome.examples());
      assertEquals(0, outcome.rejected());
      assertEquals(figures(EXAMPLES, 0, 0, 0, 0, 0), counts(outcome));
      assertTrue(outcome.figures().get("recent.mae") < 0.35, outcome.figures()::toString);
    }
  }

  @Test
  void an_example_is_scored_with_the_prediction_of_the_moment_it_came() {
    MemorySource all = new MemorySource("id-1", 1);
    for (int i = 0; i < 80; i++) {
      example(all, i, i);
    }
    for (int i = 0; i < 80; i++) {
      label(all, i, 80 + i);
    }
    MemorySource none = new MemorySource("id-1", 1);
    for (int i = 0; i < 80; i++) {
      none.append(0, TrainingRun.line(i));
    }
    try (var late = late(all);
        var frozen =
            new TrainingRun(none).with("optimizer.learningRate", "0").with("window.size", "80")) {
      // Without statistics a scaled feature is 0, and so is the network's answer to it.
      double untrained = frozen.with("features[0].scale", "none").train().figures().get("mae");
      double then = late.with("features[0].scale", "none").train().figures().get("mae");
      assertEquals(untrained, then, 1e-7);
    }
  }

  // One record with both parts, which is what a label without any delay is.
  @ParameterizedTest
  @ValueSource(strings = {"float32", "float64"})
  void without_any_delay_it_is_the_ordinary_run(String precision) {
    MemorySource whole = new MemorySource("id-1", 1);
    for (int i = 0; i < EXAMPLES; i++) {
      record(whole, i, i, new String(TrainingRun.line(i), StandardCharsets.US_ASCII));
    }
    try (var late = late(whole).with("precision", precision);
        var plain = new TrainingRun(whole).with("window.size", "8").with("precision", precision)) {
      Map<String, Double> expected = plain.train().figures();
      Map<String, Double> figures = late.train().figures();
      expected.forEach(
          (name, value) -> assertEquals(value, figures.get(name), 1e-6 * Math.abs(value), name));
      assertEquals(EXAMPLES, figures.get("late.joined"));
    }
  }

  @Test
  void a_label_before_its_example_waits_for_it() {
    MemorySource source = new MemorySource("id-1", 1);
    label(source, 1, 0);
    example(source, 1, 900);
    label(source, 2, 1_000);
    example(source, 2, 2_001);
    try (var run = late(source)) {
      Outcome outcome = run.train();
      assertEquals(1, outcome.examples());
      assertEquals(figures(1, 0, 1, 0, 1, 0), counts(outcome));
    }
  }

  @Test
  void what_has_waited_too_long_is_given_up_by_the_records_own_times() {
    MemorySource source = new MemorySource("id-1", 1);
    example(source, 1, 0);
    example(source, 2, 1);
    label(source, 1, 1_000); // just in time
    label(source, 2, 1_002); // a moment too late
    try (var run = late(source)) {
      assertEquals(figures(1, 1, 0, 0, 0, 1), counts(run.train()));
    }
  }

  @Test
  void what_has_waited_too_long_is_given_up_by_number_of_records() {
    MemorySource source = new MemorySource("id-1", 1);
    example(source, 1, -1);
    example(source, 2, -1);
    label(source, 1, -1); // two records later
    example(source, 3, -1);
    label(source, 2, -1); // three records later
    try (var run = late(source).without("label.delay.within").with("label.delay.records", "2")) {
      assertEquals(figures(1, 1, 0, 0, 1, 1), counts(run.train()));
    }
  }

  @Test
  void no_more_than_the_bound_waits_and_the_oldest_gives_way() {
    MemorySource source = new MemorySource("id-1", 1);
    for (int i = 0; i < 10; i++) {
      example(source, i, i);
    }
    label(source, 5, 10);
    label(source, 8, 11);
    try (var run = late(source).with("label.delay.most", "3")) {
      assertEquals(figures(1, 7, 0, 0, 2, 1), counts(run.train()));
    }
  }

  @Test
  void a_repetition_is_counted_and_never_learned_from_again() {
    MemorySource source = new MemorySource("id-1", 1);
    example(source, 1, 0);
    example(source, 1, 1);
    label(source, 1, 2);
    label(source, 1, 3);
    example(source, 1, 4);
    label(source, 2, 5);
    label(source, 2, 6);
    try (var run = late(source)) {
      Outcome outcome = run.train();
      assertEquals(1, outcome.examples());
      assertEquals(figures(1, 0, 0, 4, 0, 1), counts(outcome));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "validation"})
  void a_replay_and_a_run_that_crashed_on_the_way_end_in_the_same_bits(String more) {
    try (var whole = more(late(messy()), more);
        var shaken = more(late(messy()), more).with("snapshot.everySteps", "3")) {
      Outcome undisturbed = whole.train();
      Map<String, Double> counts = counts(undisturbed);
      counts.forEach((name, count) -> assertTrue(count > 0, name + " never happened: " + counts));
      Verdict replayed = whole.replay();
      assertNull(replayed.difference());
      assertArrayEquals(undisturbed.certificate(), replayed.certificate());
      assertEquals(undisturbed.figures(), replayed.figures());
      Outcome resumed =
          shaken.train(Disturbed.losingCommits(shaken, sequence -> sequence % 10 == 7));
      assertArrayEquals(undisturbed.certificate(), resumed.certificate());
      assertEquals(undisturbed.figures(), resumed.figures());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "validation"})
  void a_branch_goes_on_with_what_waits(String more) {
    try (var run = more(late(messy()), more);
        Family family = new Family(run)) {
      Outcome whole = run.train();
      long step =
          ValidationTest.windows(run).stream()
              .filter(window -> window.window() == 60)
              .findFirst()
              .orElseThrow()
              .steps()
              .getLast()
              .step();
      family.branch("test", step, "twin", Map.of());
      Outcome branch = family.train("twin");
      assertEquals(whole.figures(), branch.figures());
      assertEquals(whole.step(), branch.step());
    }
  }

  // Recovery would fold the whole journal where a snapshot does not fit, and end in the same bits.
  @Test
  void a_snapshot_has_what_waits_and_what_is_held_out() {
    try (var run = more(late(messy()), "validation")) {
      run.train();
      Event.RunStarted started =
          run.journal.start().map(b -> (Event.RunStarted) b.events().getFirst()).orElseThrow();
      int[] restored = new int[1];
      run.replay(
          run.journal,
          run.source,
          state -> {
            if (state.window() % 20 == 0) {
              Snapshot snapshot = Snapshots.of(state, 0);
              State copy = State.of(started);
              Snapshots.restore(snapshot, copy);
              assertEquals(StateImage.of(state), StateImage.of(copy));
              assertEquals(state.figures(), copy.figures());
              restored[0]++;
            }
          });
      assertTrue(restored[0] > 3, restored[0] + " restored");
    }
  }

  private static TrainingRun more(TrainingRun run, String more) {
    return more.isEmpty()
        ? run
        : run.with("validation.by", "key")
            .with("validation.every", "5")
            .with("validation.keep", "30");
  }

  // A window's digests tell what waits, too, though it has changed no parameter yet.
  @Test
  void the_certificate_tells_what_waits() {
    MemorySource one = new MemorySource("id-1", 1);
    MemorySource other = new MemorySource("id-1", 1);
    example(one, 10_000, 0);
    example(other, 10_001, 0);
    for (MemorySource source : List.of(one, other)) {
      example(source, 1, 1);
      label(source, 1, 2);
    }
    try (var a = late(one);
        var b = late(other)) {
      a.train();
      b.train();
      long waiting = lastDigest(a);
      assertNotEquals(waiting, lastDigest(b));
    }
  }

  private static long lastDigest(TrainingRun run) {
    return ValidationTest.windows(run).stream()
        .filter(window -> !window.steps().isEmpty())
        .reduce((first, second) -> second)
        .orElseThrow()
        .steps()
        .getLast()
        .digest();
  }

  @Test
  void neither_part_or_no_key_is_rejected() {
    MemorySource source = new MemorySource("id-1", 1);
    record(source, 1, 0, ",,");
    source.append(0, TrainingRun.line(1));
    record(source, 2, 1, "0.5,,");
    try (var run = late(source)) {
      Outcome outcome = run.train();
      assertEquals(2, outcome.rejected()); // the last one has a missing feature, which is allowed
      assertEquals(figures(0, 0, 0, 0, 1, 0), counts(outcome));
    }
  }

  @Test
  void what_does_not_go_with_it_is_refused() {
    refused(
        "how long an example waits",
        late(delayed(1)).without("label.delay.within").with("label.delay.most", "5"));
    refused("records are joined in their order", late(delayed(1)).with("window.shuffle", "64"));
  }

  private static void refused(String expected, TrainingRun run) {
    try (run) {
      String message = assertThrows(SettingsException.class, run::checked).getMessage();
      assertTrue(message.contains(expected), message);
    }
  }

  private static Map<String, Double> figures(
      double joined,
      double expired,
      double unclaimed,
      double repeated,
      double waiting,
      double labels) {
    return new TreeMap<>(
        Map.of(
            "late.joined", joined,
            "late.expired", expired,
            "late.unclaimed", unclaimed,
            "late.repeated", repeated,
            "late.waiting", waiting,
            "late.waitingLabels", labels));
  }

  private static Map<String, Double> counts(Outcome outcome) {
    Map<String, Double> counts = new TreeMap<>(outcome.figures());
    counts.keySet().removeIf(name -> !name.startsWith("late."));
    return counts;
  }
}
