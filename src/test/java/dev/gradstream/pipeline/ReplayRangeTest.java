package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.replay.Difference;
import dev.gradstream.pipeline.replay.ReplayRange;
import dev.gradstream.pipeline.replay.StateDifference;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays of a part of a run, and what its snapshots tell of numbers that differ. */
class ReplayRangeTest {
  private static final Consumer<State> NOBODY = state -> {};

  private static TrainingRun trained(String snapshotEverySteps) {
    TrainingRun run =
        new TrainingRun(TrainingRun.examples(3, 600))
            .with("snapshot.everySteps", snapshotEverySteps);
    run.train();
    return run;
  }

  /** Recomputes with the lowest bit of the first weight flipped after a step. */
  private static Verdict flipped(TrainingRun run, long afterStep) {
    int[] flips = {0};
    return run.replay(
        ReplayRange.ALL,
        state -> {
          if (state.step() == afterStep && flips[0]++ == 0) {
            state.visit(new LowestBit());
          }
        },
        NOBODY);
  }

  @Test
  void the_parameter_that_differs_is_named_with_index_and_both_bit_patterns() {
    try (TrainingRun run = trained("1")) {
      float[] weight = new float[1];
      run.replay(
          ReplayRange.until(37),
          NOBODY,
          state ->
              weight[0] = ((float[]) arrayOf(state, "parameters/layers[0].weight").values())[0]);
      Verdict verdict = flipped(run, 36);
      assertEquals(37, verdict.difference().step());
      StateDifference bits = verdict.bits();
      assertEquals(37, bits.step());
      assertEquals("parameters/layers[0].weight", bits.array());
      assertEquals(0, bits.row());
      assertEquals(0, bits.column());
      String recorded = "%08x (%s)".formatted(Float.floatToRawIntBits(weight[0]), weight[0]);
      assertEquals(recorded, bits.recorded());
      assertTrue(!bits.computed().equals(recorded) && bits.computed().length() > 8, bits::describe);
      assertTrue(bits.differing() >= 1 && bits.differing() < bits.elements(), bits::describe);
      assertTrue(bits.describe().contains("layers[0].weight[0,0]"), bits::describe);
    }
  }

  private static NamedArray arrayOf(State state, String name) {
    return dev.gradstream.training.Snapshots.of(state, 0).arrays().stream()
        .filter(array -> array.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_later_snapshot_names_a_number_when_there_is_none_of_the_step_itself() {
    try (TrainingRun run = trained("15")) {
      Verdict verdict = flipped(run, 19);
      assertEquals(20, verdict.difference().step());
      assertEquals(30, verdict.bits().step());
    }
  }

  @Test
  void without_a_later_snapshot_nothing_is_named() {
    try (TrainingRun run = trained("10")) {
      run.snapshots.lose(20);
      run.snapshots.lose(30);
      run.snapshots.lose(38);
      Verdict verdict = flipped(run, 19);
      assertInstanceOf(Difference.ArithmeticDiffers.class, verdict.difference());
      assertEquals(20, verdict.difference().step());
      assertNull(verdict.bits());
    }
  }

  @Test
  void a_snapshot_of_another_history_bears_no_witness() {
    try (TrainingRun run = trained("10");
        TrainingRun other = new TrainingRun(TrainingRun.examples(3, 600)).with("seed", "7")) {
      other.train();
      other.snapshots.newest(38).ifPresent(run.snapshots::write);
      run.snapshots.lose(20);
      run.snapshots.lose(30);
      run.snapshots.lose(38);
      Snapshot foreign = other.snapshots.newest(38).orElseThrow();
      run.snapshots.write(foreign).block();
      assertNull(flipped(run, 19).bits());
    }
  }

  @ParameterizedTest
  @CsvSource({"30,30", "29,20", "1000,38", "9,0"})
  void a_replay_begins_at_the_newest_snapshot_at_or_before_a_step(long from, long begins) {
    try (TrainingRun run = trained("10")) {
      Verdict whole = run.replay();
      Verdict part = run.replay(new ReplayRange(from, Long.MAX_VALUE), NOBODY, NOBODY);
      assertTrue(part.identical());
      assertEquals(begins, part.fromStep());
      assertEquals(600 - 16 * Math.min(begins, 37) - (begins == 38 ? 8 : 0), part.recomputed());
      assertArrayEquals(whole.certificate(), part.certificate());
      assertEquals(whole.figures(), part.figures());
    }
  }

  @Test
  void a_snapshot_that_the_journal_does_not_vouch_for_is_passed_over() {
    try (TrainingRun run = trained("10")) {
      Snapshot good = run.snapshots.newest(30).orElseThrow();
      List<NamedArray> arrays = new ArrayList<>(good.arrays());
      arrays.replaceAll(
          array ->
              array.name().equals("training/certificate")
                  ? new NamedArray(array.name(), 1, 4, new long[4])
                  : array);
      Snapshot forged = new Snapshot(good.step(), good.window(), good.blockSequence(), arrays);
      run.snapshots.write(forged).block();
      Verdict verdict = run.replay(new ReplayRange(30, Long.MAX_VALUE), NOBODY, NOBODY);
      assertEquals(20, verdict.fromStep());
      assertTrue(verdict.identical());
    }
  }

  @Test
  void the_state_at_the_end_of_a_stretch_is_handed_out_only_when_all_is_identical() {
    try (TrainingRun run = trained("10")) {
      List<Long> steps = new ArrayList<>();
      run.replay(ReplayRange.until(12), NOBODY, state -> steps.add(state.step()));
      assertEquals(List.of(12L), steps);
      int[] flips = {0};
      run.replay(
          ReplayRange.ALL,
          state -> {
            if (flips[0]++ == 5) {
              state.visit(new LowestBit());
            }
          },
          state -> steps.add(state.step()));
      assertEquals(List.of(12L), steps);
    }
  }
}
