package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.training.DriftDetected;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Seal;
import dev.gradstream.training.StepReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private static final Event.RunStarted STARTED =
      new Event.RunStarted("r", Map.of(), 1, "0", "id", Map.of(), Map.of(), 0);

  private static CommittedBlock block(long step, int examples, long examplesSoFar, double loss) {
    Event window =
        new Event.WindowApplied(
            step,
            Seal.SIZE,
            List.of(),
            List.of(),
            List.of(new StepReport(step, examples, loss, 0.1, 1, 0)));
    return new CommittedBlock(
        "r",
        new JournalBlock(step, "w", "main", 0, new byte[32], List.of(window)),
        new MetricsRecord("r", step, step, step, examplesSoFar, 0, loss, 0.1, 1, Map.of(), 0),
        Map.of(),
        Map.of(),
        1000);
  }

  @Test
  void without_a_terminal_rows_come_at_doubling_numbers_of_examples() {
    Captured captured = new Captured(false);
    ProgressLine line = new ProgressLine(captured.context, 0);
    line.started(STARTED, 0);
    for (int step = 1; step <= 5; step++) {
      line.committed(block(step, 1, step, step));
    }
    line.stopped("end of topic");
    assertEquals(
        """
        run 'r' starts
            examples       steps   loss since  loss so far   examples/s
                   1           1      1.00000      1.00000        1,000
                   2           2      2.00000      1.50000        1,000
                   4           4      3.50000      2.50000        1,000
                   5           5      5.00000      3.00000        1,000
        run 'r' stopped: end of topic
        """,
        captured.err());
    assertEquals("", captured.out());
  }

  @Test
  void a_drift_is_told_when_it_is_noticed() {
    Captured captured = new Captured(false);
    ProgressLine line = new ProgressLine(captured.context, 0);
    line.started(STARTED, 0);
    line.committed(block(1, 16, 16, 1));
    StepReport step = new StepReport(2, 16, 9, 0.1, 1, 0);
    DriftDetected drift =
        new DriftDetected(2, 20, "loss", "adwin", 1.25, 9, "the optimizer's slots reset");
    Event window =
        new Event.WindowApplied(2, Seal.SIZE, List.of(), List.of(), List.of(step), List.of(drift));
    line.committed(
        new CommittedBlock(
            "r",
            new JournalBlock(2, "w", "main", 0, new byte[32], List.of(window)),
            null,
            Map.of(),
            Map.of(),
            0));
    assertTrue(
        captured
            .err()
            .endsWith(
                "r: drift detected: adwin on loss, from 1.250 to 9.000, at example 20 (step 2): the optimizer's slots reset\n"),
        captured.err());
  }

  @Test
  void the_first_record_that_cannot_be_used_is_told_even_where_no_step_was_made() {
    Captured captured = new Captured(false);
    ProgressLine line = new ProgressLine(captured.context, 0);
    line.started(STARTED, 0);
    for (long window = 1; window <= 2; window++) {
      Reject reject = new Reject(0, 3, 7 * window, 0, "expected 9 columns, got \u001b10");
      Event event =
          new Event.WindowApplied(window, Seal.SIZE, List.of(), List.of(reject), List.of());
      line.committed(
          new CommittedBlock(
              "r",
              new JournalBlock(window, "w", "main", 0, new byte[32], List.of(event)),
              null,
              Map.of(),
              Map.of(),
              0));
    }
    assertEquals(
        """
        run 'r' starts
        partition 3, offset 7 cannot be used: expected 9 columns, got ?10; such records go to topic r.rejected
        """,
        captured.err());
  }

  @Test
  void the_mean_loss_is_weighted_by_examples() {
    Captured captured = new Captured(false);
    ProgressLine line = new ProgressLine(captured.context, 0);
    line.started(STARTED, 10);
    line.committed(block(11, 32, 320, 1));
    line.committed(block(12, 1, 512, 34));
    assertEquals(
        """
        run 'r' goes on after step 10
            examples       steps   loss since  loss so far   examples/s
                 320          11      1.00000      1.00000        1,000
                 512          12     34.00000      2.00000        1,000
        """,
        captured.err());
  }

  @Test
  void a_terminal_has_one_line_redrawn_now_and_then() {
    Captured captured = new Captured(true);
    ProgressLine line = new ProgressLine(captured.context, 10_000);
    line.started(STARTED, 0);
    line.committed(block(1, 1, 1000, 1));
    line.committed(block(2, 1, 2000, 2));
    captured.nanos.set(100_000_000);
    line.committed(block(3, 1, 3000, 4));
    line.stopped("interrupted");
    assertEquals(
        "run 'r' starts\n"
            + "\rr: 1,000 examples, 1 steps, 1,000/s, loss 1.00000, 9s left\u001b[K"
            + "\rr: 3,000 examples, 3 steps, 1,000/s, loss 3.00000, 7s left\u001b[K"
            + "\r\u001b[Krun 'r' stopped: interrupted\n",
        captured.err());
  }

  @Test
  void a_commit_without_a_step_shows_nothing() {
    Captured captured = new Captured(false);
    ProgressLine line = new ProgressLine(captured.context, 0);
    line.committed(
        new CommittedBlock(
            "r",
            new JournalBlock(0, "w", "main", 0, new byte[32], List.of(STARTED)),
            null,
            Map.of(),
            Map.of(),
            0));
    assertEquals("", captured.err());
  }

  @Test
  void figures_keep_their_width_whatever_their_size() {
    assertEquals("0.00000", ProgressLine.figure(0));
    assertEquals("0.88960", ProgressLine.figure(0.8896));
    assertEquals("1.2346e-07", ProgressLine.figure(1.23456e-7));
    assertEquals("1.2346e+09", ProgressLine.figure(1.23456e9));
    assertEquals("NaN", ProgressLine.figure(Double.NaN));
  }
}
