package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.pipeline.SampleBlocks;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunsTest {
  private static final Event WINDOW = SampleBlocks.block("run", 1).events().getFirst();

  private static String state(Event... events) {
    return Runs.state(new JournalBlock(1, "writer", "main", 0, new byte[32], List.of(events)));
  }

  @Test
  void a_run_is_open_paused_or_ended_by_the_last_event_that_decides() {
    assertEquals("open", state(WINDOW));
    assertEquals("paused", state(WINDOW, new Event.RunPaused(0)));
    assertEquals("paused", state(new Event.RunPaused(0), new Event.SkipOrdered(1, 9)));
    assertEquals("paused", state(new Event.RunPaused(0), new Event.CommandRefused(1, "no")));
    assertEquals("open", state(new Event.RunPaused(0), new Event.RunResumed(1)));
    assertEquals("open", state(new Event.RunResumed(0), WINDOW));
    assertEquals("ended: enough", state(WINDOW, new Event.RunEnded("enough")));
  }
}
