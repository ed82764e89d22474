package dev.gradstream.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.training.Event;
import dev.gradstream.training.Histogram;
import dev.gradstream.training.Look;
import dev.gradstream.training.Reject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunFeedTest {
  private final RunFeed feed = new RunFeed(InstantSource.fixed(Instant.ofEpochMilli(5000)));

  @Test
  void nothing_is_shown_before_a_run_starts() {
    assertFalse(feed.hasRun());
    assertTrue(feed.run(null).isEmpty());
    assertEquals(true, feed.since(null, null, 10).document().get("reset"));
  }

  @Test
  void a_roll_back_takes_the_curves_back_and_has_every_reader_begin_anew() {
    feed.started(Blocks.started("r"), 0);
    for (int step = 1; step <= 9; step++) {
      feed.committed(Blocks.step("r", step, step));
    }
    Cursor before = feed.since(null, null, 10).cursor();
    feed.committed(Blocks.back("r", 10, 4));
    Map<String, Object> run = feed.run(null).orElseThrow();
    assertEquals(4L, run.get("step"));
    assertEquals(4L * Blocks.BATCH, run.get("examples"));
    assertEquals(true, feed.since(null, before, 10).document().get("reset"));
    feed.committed(Blocks.step("r", 5, 50));
    Curve loss =
        (Curve)
            ((Map<?, ?>) feed.series(null, -1, Long.MAX_VALUE, 100).orElseThrow().get("byExamples"))
                .get("loss");
    assertEquals(
        List.of(1.0, 2.0, 3.0, 4.0, 50.0), java.util.Arrays.stream(loss.mean()).boxed().toList());
    assertTrue(run.get("marks").toString().contains("went back to step 4"), run::toString);
  }

  @Test
  void a_pause_shows_until_it_ends() {
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.event("r", 1, new Event.RunPaused(0)));
    assertEquals("paused", feed.run(null).orElseThrow().get("state"));
    feed.committed(Blocks.event("r", 2, new Event.RunResumed(1)));
    assertEquals("training", feed.run(null).orElseThrow().get("state"));
    feed.paused(true);
    assertEquals("paused", feed.run(null).orElseThrow().get("state"));
  }

  @Test
  void what_was_said_before_the_run_belongs_to_it() {
    feed.headline("a drifting stream");
    feed.line("best possible", 1);
    feed.started(Blocks.started("r"), 0);
    assertEquals("a drifting stream", feed.run("r").orElseThrow().get("headline"));
    assertEquals(Map.of("best possible", 1.0), feed.run("r").orElseThrow().get("lines"));
  }

  @Test
  void a_run_is_looked_into_only_while_somebody_listens() {
    AtomicLong nowMs = new AtomicLong(1_000_000);
    RunFeed watched = new RunFeed(() -> Instant.ofEpochMilli(nowMs.get()));
    assertFalse(watched.looks());
    watched.since(null, null, 10);
    assertTrue(watched.looks());
    nowMs.addAndGet(4_999);
    assertTrue(watched.looks());
    nowMs.addAndGet(1);
    assertFalse(watched.looks());
  }

  @Test
  void what_was_seen_of_a_network_is_shown_with_its_commit() {
    feed.started(Blocks.started("r"), 0);
    CommittedBlock block = Blocks.step("r", 1, 2.5);
    Histogram histogram = new Histogram(-1, 3, 1.5, new int[] {4, 5});
    Look.Part part = new Look.Part("layers[0].weight", 3, 3, histogram, histogram);
    feed.committed(
        new CommittedBlock(
            block.run(),
            block.block(),
            block.metrics(),
            block.lag(),
            block.stageNanos(),
            block.examplesPerSecond(),
            block.times(),
            new Look(1, 0.25, 7, List.of(part))));
    feed.committed(Blocks.step("r", 2, 2.5)); // which nobody looked into
    String shown = new String(Json.bytes(feed.run("r").orElseThrow()), StandardCharsets.UTF_8);
    assertTrue(
        shown.contains("\"values\":{\"least\":-1.0,\"greatest\":3.0,\"rms\":1.5,\"bins\":[4,5]}"),
        shown);
    Map<String, Object> series = feed.series("r", -1, Long.MAX_VALUE, 10).orElseThrow();
    Curve norm = (Curve) curves(series, "byExamples").get("updateNorm");
    assertArrayEquals(new long[] {32}, norm.x());
    assertArrayEquals(new double[] {0.25}, norm.mean());
  }

  @Test
  void a_new_run_has_no_loss_rather_than_zero() {
    feed.started(Blocks.started("r"), 0);
    assertNull(feed.run("r").orElseThrow().get("loss"));
    assertNull(feed.run("r").orElseThrow().get("sinceCommitMs"));
  }

  @Test
  void a_commit_shows_its_last_values() {
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.step("r", 1, 2.5));
    Map<String, Object> run = feed.run("r").orElseThrow();
    assertEquals("training", run.get("state"));
    assertEquals(2.5, run.get("loss"));
    assertEquals(32L, run.get("examples"));
    assertEquals("0102ff", run.get("certificate"));
    assertEquals(3999L, run.get("sinceCommitMs"));
    assertEquals(Map.of(0, 5L, 1, 6L), run.get("lag"));
  }

  @Test
  void a_client_that_returns_gets_exactly_what_it_missed() {
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.step("r", 1, 9));
    Cursor cursor = feed.since(null, null, 10).cursor();
    feed.committed(Blocks.step("r", 2, 8));
    feed.committed(Blocks.step("r", 3, 7));
    Cursor returned = Cursor.parse(cursor.toString()).orElseThrow();
    RunFeed.Update update = feed.since(null, returned, 10);
    Curve loss = (Curve) curves(update.document().get("series"), "byExamples").get("loss");
    assertEquals(List.of(64L, 96L), java.util.Arrays.stream(loss.x()).boxed().toList());
    Map<String, Object> nothing = feed.since(null, update.cursor(), 10).document();
    assertEquals(Map.of(), curves(nothing.get("series"), "byExamples"));
    assertEquals(Map.of(), curves(nothing.get("series"), "byTime"));
  }

  @Test
  void a_cursor_of_another_process_or_run_starts_afresh() {
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.step("r", 1, 9));
    Cursor cursor = feed.since(null, null, 10).cursor();
    Cursor other = new Cursor(cursor.feed() + 1, cursor.run(), 0, 0);
    assertEquals(true, feed.since(null, other, 10).document().get("reset"));
    feed.started(Blocks.started("s"), 0);
    assertEquals(true, feed.since(null, cursor, 10).document().get("reset"));
    assertNull(feed.since("r", cursor, 10).document().get("reset"));
  }

  @Test
  void the_state_follows_the_run_to_its_verdict() {
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.step("r", 1, 9));
    feed.committed(Blocks.ended("r", 2, "end of topic"));
    feed.stopped("end of topic");
    assertEquals("ended", feed.run("r").orElseThrow().get("state"));
    feed.replaying(1, 2);
    assertEquals("replaying", feed.run("r").orElseThrow().get("state"));
    feed.verdict(true, "2 steps, every bit agrees");
    assertEquals("identical", feed.run("r").orElseThrow().get("state"));
    feed.verdict(false, "step 2 differs");
    assertEquals("different", feed.run("r").orElseThrow().get("state"));
    assertEquals("step 2 differs", feed.run("r").orElseThrow().get("verdict"));
  }

  @Test
  void a_trainer_that_stops_without_an_end_can_go_on() {
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.step("r", 1, 9));
    feed.stopped("signal");
    assertEquals("stopped", feed.run("r").orElseThrow().get("state"));
    assertEquals(0.0, feed.run("r").orElseThrow().get("examplesPerSecond"));
    feed.started(Blocks.started("r"), 1);
    assertEquals("training", feed.run("r").orElseThrow().get("state"));
  }

  @Test
  void journal_and_rejects_are_bounded_newest_first_and_long_reasons_cut() {
    feed.started(Blocks.started("r"), 0);
    for (int step = 1; step <= 500; step++) {
      Reject reject = new Reject(0, 2, step, 0, "x".repeat(10_000));
      feed.committed(Blocks.step("r", step, 9, List.of(reject)));
    }
    Map<String, Object> run = feed.run("r").orElseThrow();
    List<?> tail = (List<?>) run.get("tail");
    List<?> rejects = (List<?>) run.get("rejects");
    assertEquals(30, tail.size());
    assertEquals(20, rejects.size());
    assertEquals(500L, ((Map<?, ?>) tail.getFirst()).get("block"));
    assertTrue(((String) ((Map<?, ?>) rejects.getFirst()).get("reason")).length() < 400);
  }

  @Test
  void what_was_handed_out_does_not_change_when_the_run_goes_on() {
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.step("r", 1, 9));
    Map<String, Object> run = feed.run("r").orElseThrow();
    Map<String, Object> series = feed.series("r", -1, Long.MAX_VALUE, 10).orElseThrow();
    byte[] before = Json.bytes(run);
    byte[] curvesBefore = Json.bytes(series);
    feed.committed(Blocks.step("r", 2, 4));
    feed.mark(64, "drift");
    feed.line("best possible", 1);
    assertArrayEquals(before, Json.bytes(run));
    assertArrayEquals(curvesBefore, Json.bytes(series));
  }

  @Test
  void a_drift_that_was_noticed_is_marked_at_its_example() {
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.drifted("r", 3, 70));
    Map<String, Object> run = feed.run("r").orElseThrow();
    assertEquals(List.of(Map.of("example", 70L, "text", "drift: adwin on loss")), run.get("marks"));
    assertTrue(run.get("tail").toString().contains("adwin on loss, from 1.000 to 9.000"));
  }

  @Test
  void only_the_last_runs_are_remembered() {
    for (int i = 0; i < 50; i++) {
      feed.started(Blocks.started("r" + i), 0);
    }
    assertEquals(16, ((List<?>) feed.runs().get("runs")).size());
    assertTrue(feed.run("r0").isEmpty());
    assertTrue(feed.run("r49").isPresent());
  }

  private static Map<?, ?> curves(Object series, String axis) {
    return (Map<?, ?>) ((Map<?, ?>) series).get(axis);
  }
}
