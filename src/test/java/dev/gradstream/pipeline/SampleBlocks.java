package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.RejectedRecord;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Span;
import dev.gradstream.training.StepReport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Small journal blocks and commits that carry every kind of thing, for tests of journals. */
public final class SampleBlocks {
  private SampleBlocks() {}

  /** Block 0 starts the run, each later block {@code n} applies window {@code n} of one step. */
  public static JournalBlock block(String run, long sequence) {
    byte[] certificate = new byte[32];
    Arrays.fill(certificate, (byte) sequence);
    Event event =
        sequence == 0
            ? new Event.RunStarted(
                run,
                Map.of("seed", "42", "window.size", "32"),
                1,
                "0.1.0",
                "topic-id",
                Map.of(0, 0L, 1, 5L),
                Map.of(),
                1_000)
            : new Event.WindowApplied(
                sequence,
                Seal.SIZE,
                List.of(new Span(0, 0, sequence, sequence + 2, 2, 0x1234_5678_9abc_def0L)),
                List.of(new Reject(0, 0, sequence, 0, "3 columns, expected 4")),
                List.of(new StepReport(sequence, 1, 0.5, 0.1, 1.25, -sequence)));
    return new JournalBlock(
        sequence, "writer-1", "main", 1_000 + sequence, certificate, List.of(event));
  }

  /** A commit of {@link #block}; from block 1 on with metrics and one dead letter. */
  public static Commit commit(String run, long sequence) {
    if (sequence == 0) {
      return new Commit(block(run, 0), null, List.of());
    }
    MetricsRecord metrics =
        new MetricsRecord(
            run,
            sequence,
            sequence,
            sequence,
            sequence,
            sequence,
            0.5,
            0.1,
            1.25,
            Map.of("accuracy", 0.75),
            1_000 + sequence);
    RejectedRecord rejected =
        new RejectedRecord(
            0,
            sequence,
            77,
            "key".getBytes(StandardCharsets.UTF_8),
            ("bad" + sequence).getBytes(StandardCharsets.UTF_8),
            List.of(Map.entry("own", new byte[] {1, 2})),
            "3 columns, expected 4");
    return new Commit(block(run, sequence), metrics, List.of(rejected));
  }
}
