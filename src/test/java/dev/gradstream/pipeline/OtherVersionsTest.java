package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.replay.Replayer;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A run that another version started. */
class OtherVersionsTest {

  @Test
  void a_run_started_before_a_setting_existed_goes_on() {
    try (TrainingRun run = new TrainingRun(TrainingRun.examples(2, 200))) {
      begin(run, 1, "optimizer.decay.warmup");
      assertEquals(200, run.train().examples());
      assertTrue(run.replay().identical());
    }
  }

  @Test
  void a_run_of_another_arithmetic_names_the_one_it_needs() {
    try (TrainingRun run = new TrainingRun(TrainingRun.examples(2, 200))) {
      begin(run, 2, "");
      var refused = assertThrows(IllegalStateException.class, run::train);
      assertTrue(refused.getMessage().contains("arithmetic 2"), refused.getMessage());
      assertThrows(IllegalStateException.class, run::replay);
    }
  }

  /** Writes the start that a version without the setting would have written. */
  private static void begin(TrainingRun run, int arithmetic, String unknownSetting) {
    Map<String, String> specification;
    try (TrainingRun today = new TrainingRun(TrainingRun.examples(2, 200))) {
      today.train();
      specification = new TreeMap<>(Replayer.startOf(today.journal).block().specification());
    }
    if (!unknownSetting.isEmpty()) {
      assertNotNull(specification.remove(unknownSetting));
    }
    var extent = run.source.extent();
    Event.RunStarted started =
        new Event.RunStarted(
            "test",
            specification,
            arithmetic,
            "0.0.1",
            extent.topicId(),
            extent.beginOffsets(),
            extent.endOffsets(),
            0);
    MemoryJournal earlier = run.journal.successor();
    earlier.acquire();
    JournalBlock block =
        new JournalBlock(
            0, "earlier", "main", 0, State.of(started).certificate(), List.of(started));
    earlier.commit(new Commit(block, null, List.of())).block();
  }
}
