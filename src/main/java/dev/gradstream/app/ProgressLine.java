package dev.gradstream.app;

import dev.gradstream.console.Mean;
import dev.gradstream.console.Terminal;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.training.Event;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.Reject;
import dev.gradstream.training.StepReport;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A run's progress on standard error.
 *
 * <p>On a terminal one line, rewritten at most ten times a second. Elsewhere a table whose rows
 * come at doubling numbers of examples, as online learners have long printed it: dense where the
 * loss still moves, and never long. Shows committed steps only; called on the committing thread.
 */
final class ProgressLine implements StepSink {
  private static final long REDRAW_NANOS = 100_000_000L;

  private final Terminal terminal;
  private final LongSupplier nanoClock;
  private final long totalExamples;

  private String run = "";
  private MetricsRecord latest; // of the last commit with a step; null before it
  private double rate;
  private final Mean sinceShown = new Mean();
  private final Mean sinceStarted = new Mean();
  private long shownNanos;
  private boolean drawn;
  private boolean headed;
  private boolean rejectTold;
  private long nextRow = 1; // examples at which the next row is due

  /**
   * @param totalExamples of the whole run, for the time left; 0 where unknown
   */
  ProgressLine(Context context, long totalExamples) {
    this.terminal = context.terminal();
    this.nanoClock = context.nanoClock();
    this.totalExamples = totalExamples;
    this.shownNanos = nanoClock.getAsLong() - REDRAW_NANOS;
  }

  @Override
  public void started(Event.RunStarted started, long step) {
    run = started.run();
    terminal.say(
        step == 0
            ? "run '" + run + "' starts"
            : "run '%s' goes on after step %,d".formatted(run, step));
  }

  @Override
  public void paused(boolean paused) {
    if (paused) {
      terminal.say("run '%s' is paused (go on: gradstream resume %s)".formatted(run, run));
    }
  }

  @Override
  public void committed(CommittedBlock block) {
    tellReject(block);
    block.block().events().forEach(this::tell);
    if (block.metrics() == null) {
      return;
    }
    latest = block.metrics();
    rate = block.examplesPerSecond();
    if (latest.firstStep() > latest.lastStep()) {
      return; // a roll-back has no loss to show
    }
    for (Event event : block.block().events()) {
      if (event instanceof Event.WindowApplied window) {
        window.steps().forEach(this::add);
      }
    }
    if (terminal.errIsTerminal()) {
      redraw();
    } else if (latest.examples() >= nextRow) {
      row();
    }
  }

  @Override
  public void stopped(String reason) {
    erase();
    if (!drawn && latest != null && !sinceShown.isEmpty()) {
      row();
    }
    terminal.say("run '" + run + "' stopped: " + reason);
  }

  private void add(StepReport step) {
    sinceShown.add(step.loss(), step.examples());
    sinceStarted.add(step.loss(), step.examples());
  }

  // Told once: of a stream with many such records the rest is counted, and kept with its reasons.
  private void tellReject(CommittedBlock block) {
    if (rejectTold) {
      return;
    }
    for (Event event : block.block().events()) {
      if (event instanceof Event.WindowApplied window && !window.rejects().isEmpty()) {
        rejectTold = true;
        tell(window.rejects().getFirst());
        return;
      }
    }
  }

  // What steps do not show.
  private void tell(Event event) {
    String words =
        switch (event) {
          case Event.SpecificationChanged changed -> changed.changes().describe();
          case Event.SkipOrdered ordered ->
              "window %,d will be skipped".formatted(ordered.window());
          case Event.WindowSkipped skipped ->
              "window %,d skipped: %s".formatted(skipped.window(), skipped.reason());
          case Event.RolledBack back ->
              "went back to step %,d (window %,d), %s: %s"
                  .formatted(back.step(), back.window(), back.changes().describe(), back.reason());
          case Event.RunPaused paused -> "paused (go on: gradstream resume " + run + ")";
          case Event.RunResumed resumed -> "goes on";
          case Event.CommandRefused refused -> "refused: " + refused.reason();
          default -> null;
        };
    if (words != null) {
      say(words);
    }
    if (event instanceof Event.WindowApplied window) {
      window.drifts().forEach(drift -> say("drift detected: " + drift.describe()));
    }
    if (event instanceof Event.RolledBack) {
      sinceShown.clear();
    }
  }

  private void say(String words) {
    erase();
    terminal.say(run + ": " + words.replaceAll("\\p{Cntrl}", "?"));
  }

  private void tell(Reject reject) {
    erase();
    terminal.say(
        "partition %d, offset %d cannot be used: %s; such records go to topic %s.rejected"
            .formatted(
                reject.partition(),
                reject.offset(),
                reject.reason().replaceAll("\\p{Cntrl}", "?"),
                run));
  }

  private void erase() {
    if (drawn) {
      terminal.err().print("\r\u001b[K");
    }
  }

  private void redraw() {
    long now = nanoClock.getAsLong();
    if (now - shownNanos < REDRAW_NANOS) {
      return;
    }
    shownNanos = now;
    drawn = true;
    terminal
        .err()
        .print(
            String.format(
                Locale.ROOT,
                "\r%s: %,d examples, %,d steps, %,.0f/s, loss %s%s\u001b[K",
                run,
                latest.examples(),
                latest.lastStep(),
                rate,
                figure(sinceShown.value()),
                left()));
    terminal.err().flush();
    sinceShown.clear();
  }

  private String left() {
    long missing = totalExamples - latest.examples();
    return missing > 0 && rate > 0 ? ", " + Progress.clock(missing / rate) + " left" : "";
  }

  private void row() {
    if (!headed) {
      headed = true;
      terminal.say(
          String.format(
              "%12s %11s %12s %12s %12s",
              "examples", "steps", "loss since", "loss so far", "examples/s"));
    }
    terminal.say(
        String.format(
            Locale.ROOT,
            "%,12d %,11d %12s %12s %,12.0f",
            latest.examples(),
            latest.lastStep(),
            figure(sinceShown.value()),
            figure(sinceStarted.value()),
            rate));
    sinceShown.clear();
    while (nextRow <= latest.examples()) {
      nextRow *= 2;
    }
  }

  /** A loss or score in six significant digits or so, the same width whatever its size. */
  static String figure(double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= 1e-3 && size < 1e6);
    return String.format(Locale.ROOT, plain ? "%.5f" : "%.4e", value);
  }
}
