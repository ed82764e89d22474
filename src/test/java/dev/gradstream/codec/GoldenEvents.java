package dev.gradstream.codec;

import dev.gradstream.event.Metrics;
import dev.gradstream.event.SnapshotIndex;
import dev.gradstream.event.SnapshotManifest;
import dev.gradstream.training.Changes;
import dev.gradstream.training.Command;
import dev.gradstream.training.DriftDetected;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Span;
import dev.gradstream.training.StepReport;
import dev.gradstream.training.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * One value of every event, whose bytes of every released version lie under {@code
 * golden/<version>}.
 *
 * <p>A new release adds its own folder by {@link #main}; files of older releases never change.
 */
final class GoldenEvents {
  static final int CHUNK_BYTES = 16;
  static final int FIRST_CHUNK_OFFSET = 12;

  private GoldenEvents() {}

  static JournalBlock started() {
    return block(
        0,
        new Event.RunStarted(
            "phishing",
            Map.of("run", "phishing", "optimizer.learningRate", "0.1", "seed", "42"),
            1,
            "0.1.0",
            "Zx9aT0cRQ1yB",
            Map.of(0, 0L, 1, 5L),
            Map.of(0, 1_250L, 1, 1_300L),
            1_760_000_000_000L));
  }

  static JournalBlock applied() {
    return block(
        3,
        new Event.WindowApplied(
            7,
            Seal.TIME,
            List.of(
                new Span(0, 0, 100, 133, 32, 0x8123_4567_89ab_cdefL),
                new Span(0, 1, 5_000_000_000L, 5_000_000_032L, 32, -1)),
            List.of(new Reject(0, 1, 5_000_000_001L, 1, "expected 10 columns, got 9")),
            List.of(
                new StepReport(41, 32, 0.6931471805599453, 0.1, 1.25, 0x8000_0000_0000_0001L),
                new StepReport(42, 31, 0.5, 0.0999, 3e-300, 0))),
        new Event.WindowApplied(8, Seal.SIZE, List.of(), List.of(), List.of()));
  }

  static JournalBlock ended() {
    return block(4, new Event.RunEnded("end of topic"));
  }

  /** Everything that can happen to a run that is steered, since version 2. */
  static JournalBlock steered() {
    Event.SkipOrdered ordered = new Event.SkipOrdered(3, 12);
    Changes changes =
        new Changes(
            new TreeMap<>(
                Map.of("optimizer.learningRate", "0.05", "optimizer.decay.name", "constant")),
            List.of("optimizer.decay.rate"));
    return block(
        5,
        new Event.RunPaused(1),
        new Event.RunResumed(2),
        ordered,
        new Event.SpecificationChanged(4, changes),
        new Event.CommandRefused(5, "label.name cannot change in a run: branch it"),
        new Event.WindowSkipped(
            9,
            Seal.SIZE,
            List.of(new Span(0, 0, 133, 165, 32, 0x0123_4567_89ab_cdefL)),
            List.of(new Reject(0, 0, 140, 7, "no number")),
            Event.NO_COMMAND,
            "the loss is NaN"),
        new Event.RolledBack(
            40, 6, 2, 11, changes, 6, List.of(ordered), "ab".repeat(32), "the loss is Infinity"),
        new Event.RunEnded("stopped", 7));
  }

  /** A window in which something was noticed, since version 3. */
  static JournalBlock drifted() {
    return block(
        6,
        new Event.WindowApplied(
            9,
            Seal.SIZE,
            List.of(),
            List.of(),
            List.of(new StepReport(43, 32, 9.5, 0.1, 4, 7)),
            List.of(
                new DriftDetected(43, 1_370, "loss", "adwin", 1.02, 9.75, ""),
                new DriftDetected(
                    43,
                    1_371,
                    "error",
                    "ddm",
                    0.1,
                    0.6,
                    "learning rate times 5.0 for 500 steps"))));
  }

  /** A window after whose steps the examples held out were looked at, since version 4. */
  static JournalBlock validated() {
    return block(
        7,
        new Event.WindowApplied(
            10,
            Seal.SIZE,
            List.of(),
            List.of(),
            List.of(new StepReport(44, 32, 0.5, 0.1, 4, 7), new StepReport(45, 32, 0.4, 0.1, 3, 8)),
            List.of(),
            List.of(new Validation(44, 999, 0.625), new Validation(45, 1_000, 0.6))));
  }

  /** The start of a branch, since version 2. */
  static JournalBlock branched() {
    return block(
        0,
        started().events().getFirst(),
        new Event.RunBranched("parent", 5_000, 4_900, "0f".repeat(32), Changes.NONE));
  }

  private static JournalBlock block(long sequence, Event... events) {
    byte[] certificate = new byte[32];
    for (int i = 0; i < certificate.length; i++) {
      certificate[i] = (byte) (i * 7 + sequence);
    }
    return new JournalBlock(
        sequence, "writer-1", "main", 1_760_000_000_123L, certificate, List.of(events));
  }

  static MetricsRecord metrics() {
    return new MetricsRecord(
        "phishing",
        41,
        42,
        7,
        1_344,
        1,
        0.59657359,
        0.0999,
        1.25,
        Map.of("accuracy", 0.8896, "f1", 0.878521),
        1_760_000_000_123L);
  }

  static Snapshot snapshot() {
    return new Snapshot(
        42,
        7,
        3,
        List.of(
            new NamedArray("layer0.weights", 2, 3, new float[] {1, -2.5f, 3e-38f, 0, -0f, 7}),
            new NamedArray("layer0.bias", 1, 3, new float[] {0.1f, 0.2f, 0.3f}),
            new NamedArray("empty", 1, 0, new double[0]),
            new NamedArray("scaler.mean", 1, 2, new double[] {Math.PI, Double.MIN_VALUE}),
            new NamedArray("positions", 1, 3, new long[] {0, -1, Long.MIN_VALUE})));
  }

  static SnapshotIndexes.Index index() {
    return new SnapshotIndexes.Index(
        List.of(
            new SnapshotIndexes.Entry(
                "1", 20, 4, 2, 1_000, 1, 0, 1, 1_760_000_000_000L, new TreeSet<>()),
            new SnapshotIndexes.Entry(
                "b3",
                42,
                7,
                3,
                5_000_000_000L,
                4_769,
                12,
                4_781,
                1_760_000_000_123L,
                new TreeSet<>(List.of("journal", "branch.slower")))),
        4_783,
        new byte[] {(byte) 0xc3, 1, 0});
  }

  /** One command of each kind, since version 2. */
  static List<Command> commands() {
    return java.util.stream.Stream.of(
            new Command.Set(Map.of("optimizer.learningRate", "0.05", "stop.examples", "")),
            new Command.Pause(),
            new Command.Resume(),
            new Command.Skip(12),
            new Command.Stop(),
            new Command.Withdraw(3))
        .map(wish -> new Command(wish, 1_760_000_000_000L, 1_760_000_010_000L))
        .toList();
  }

  static byte[] manifest() {
    return SnapshotChunks.manifest(snapshot(), CHUNK_BYTES, FIRST_CHUNK_OFFSET);
  }

  static byte[] chunks() {
    return SnapshotChunks.chunks(snapshot(), 1 << 20).getFirst();
  }

  static Map<String, byte[]> encoded() {
    Map<String, byte[]> encoded = new TreeMap<>(upToVersion2());
    encoded.put("journal-block-drifted", JournalBlocks.encode(drifted()));
    encoded.put("journal-block-validated", JournalBlocks.encode(validated()));
    return encoded;
  }

  private static Map<String, byte[]> upToVersion2() {
    return Map.of(
        "journal-block-started",
        JournalBlocks.encode(started()),
        "journal-block-applied",
        JournalBlocks.encode(applied()),
        "journal-block-ended",
        JournalBlocks.encode(ended()),
        "journal-block-steered",
        JournalBlocks.encode(steered()),
        "journal-block-branched",
        JournalBlocks.encode(branched()),
        "metrics",
        MetricsEvents.encode(metrics()),
        "snapshot-manifest",
        manifest(),
        "snapshot-chunks",
        chunks(),
        "snapshot-index",
        SnapshotIndexes.encode(index()),
        "control-command",
        ControlCommands.encode(commands().getFirst()));
  }

  static Map<String, Schema> schemas() {
    return Map.of(
        "journal-block", dev.gradstream.event.JournalBlock.getClassSchema(),
        "metrics", Metrics.getClassSchema(),
        "snapshot-manifest", SnapshotManifest.getClassSchema(),
        "snapshot-index", SnapshotIndex.getClassSchema(),
        "control-command", dev.gradstream.event.ControlCommand.getClassSchema());
  }

  static byte[] golden(int version, String name) throws IOException {
    String path = "/golden/" + version + "/" + name + ".bin";
    try (InputStream bytes = GoldenEvents.class.getResourceAsStream(path)) {
      return bytes.readAllBytes();
    }
  }

  /**
   * Writes the files of a version: its number, the golden folder, the folder of released schemas.
   */
  public static void main(String[] arguments) throws IOException {
    Path golden = Files.createDirectories(Path.of(arguments[1], arguments[0]));
    for (var event : encoded().entrySet()) {
      Files.write(golden.resolve(event.getKey() + ".bin"), event.getValue());
    }
    Path released = Files.createDirectories(Path.of(arguments[2], arguments[0]));
    for (var schema : schemas().entrySet()) {
      Files.writeString(released.resolve(schema.getKey() + ".avsc"), pretty(schema.getValue()));
    }
  }

  private static String pretty(Schema schema) {
    return SchemaFormatter.format("json/pretty", schema) + "\n";
  }
}
