package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.port.StepSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The newest snapshot's age against what the source keeps. */
class SnapshotAgeTest {
  private static final long DAY_MS = 86_400_000;

  private final List<String> alarms = new ArrayList<>();
  private final SnapshotAge age = new SnapshotAge("r", 8 * DAY_MS, 10, 0, alarms::add);

  @Test
  void a_snapshot_is_wanted_from_a_quarter_of_the_retention_on_and_an_alarm_given_from_a_half() {
    assertFalse(age.look(2 * DAY_MS, 11));
    assertTrue(age.look(2 * DAY_MS + 1, 11));
    assertEquals(List.of(), alarms);
    assertTrue(age.look(4 * DAY_MS + 1, 11));
    assertTrue(age.look(5 * DAY_MS, 11));
    assertEquals(1, alarms.size(), "once, not at each look");
    assertTrue(alarms.getFirst().contains("is 4 days old"), alarms::toString);
    assertTrue(alarms.getFirst().contains("for 8 days only"), alarms::toString);
  }

  @Test
  void a_snapshot_ends_the_danger_and_another_one_gives_another_alarm() {
    age.look(5 * DAY_MS, 11);
    age.taken(11, 5 * DAY_MS);
    assertFalse(age.look(6 * DAY_MS, 12));
    age.look(10 * DAY_MS, 12);
    assertEquals(2, alarms.size());
  }

  @Test
  void nothing_is_old_while_nothing_was_learned_since() {
    assertFalse(age.look(100 * DAY_MS, 10));
    assertEquals(List.of(), alarms);
  }

  @Test
  void a_source_that_keeps_everything_asks_for_nothing() {
    SnapshotAge forEver = new SnapshotAge("r", Long.MAX_VALUE, 0, 0, alarms::add);
    assertFalse(forEver.look(10_000 * DAY_MS, 1));
    assertEquals(List.of(), alarms);
  }

  @Test
  void a_run_takes_a_snapshot_before_its_records_expire_whatever_its_pace() {
    AtomicLong nowMs = new AtomicLong(DAY_MS);
    List<Long> told = new ArrayList<>();
    MemorySource examples = TrainingRun.examples(2, 16 * 40);
    ExampleSource expiring =
        new ExampleSource() {
          @Override
          public SourceExtent extent() {
            return examples.extent();
          }

          @Override
          public long retentionMs() {
            return DAY_MS;
          }

          @Override
          public Flux<RecordChunk> read(ReadPlan plan) {
            return examples.read(plan);
          }
        };
    try (TrainingRun run =
        new TrainingRun(examples)
            .with("snapshot.everySteps", "1000000")
            .with("source.until", "never")
            .with("window.maxWait", "1ms")
            .with("stop.examples", Integer.toString(16 * 40))) {
      run.clock = () -> Instant.ofEpochMilli(nowMs.addAndGet(DAY_MS / 100));
      StepSink sink =
          new StepSink() {
            @Override
            public void snapshot(long atMs, long retentionMs) {
              assertEquals(DAY_MS, retentionMs);
              told.add(atMs);
            }
          };
      run.trainer(expiring, sink).train().block(TrainingRun.PATIENCE);
      assertTrue(told.size() >= 2, told::toString); // the start's and the last one at least
      assertFalse(run.snapshots.list().isEmpty());
    }
  }
}
