package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.codec.CapsulePart;
import dev.gradstream.codec.CapsuleReader;
import dev.gradstream.codec.CapsuleWriter;
import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.replay.Capsule;
import dev.gradstream.pipeline.replay.ChainCheck;
import dev.gradstream.pipeline.replay.Difference;
import dev.gradstream.pipeline.replay.History;
import dev.gradstream.pipeline.replay.Packing;
import dev.gradstream.pipeline.replay.ReplayRange;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.StepReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A run out of a file replays as it does out of its topics, and proves what it can without them.
 */
class CapsuleReplayTest {

  private static TrainingRun trained() {
    MemorySource source = new MemorySource("id-1", 3);
    for (int i = 0; i < 600; i++) {
      if (i % 40 == 3) {
        source.skip(i % 3, 2);
      }
      boolean broken = i % 50 == 7;
      source.append(
          i % 3, broken ? "broken".getBytes(StandardCharsets.US_ASCII) : TrainingRun.line(i));
    }
    TrainingRun run = new TrainingRun(source).with("snapshot.everySteps", "10");
    run.train();
    return run;
  }

  private static byte[] packed(RunPorts run, boolean examples) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CapsuleWriter capsule = new CapsuleWriter(out)) {
      new Packing(run, capsule).pack("1.0", examples, window -> {});
    }
    return out.toByteArray();
  }

  private static RunPorts ports(TrainingRun run) {
    return new RunPorts(run.source, run.journal, run.snapshots);
  }

  private static Capsule capsule(byte[] bytes) {
    return new Capsule(() -> new ByteArrayInputStream(bytes));
  }

  private static Verdict replay(TrainingRun run, Capsule capsule, ReplayRange range) {
    Event.RunStarted started = new History(capsule.journal()).beginning().started();
    return run.replayed(
        new RunPorts(capsule.source(started), capsule.journal(), capsule.snapshots()), range);
  }

  @Test
  void every_step_is_recomputed_from_the_file_alone() throws IOException {
    try (TrainingRun run = trained()) {
      Capsule capsule = capsule(packed(ports(run), true));
      assertEquals(new CapsulePart.Head("test", "1.0", true), capsule.verified());
      Verdict verdict = replay(run, capsule, ReplayRange.ALL);
      assertTrue(verdict.identical(), () -> verdict.difference().describe());
      assertEquals(588, verdict.recomputed());
      assertArrayEquals(run.replay().certificate(), verdict.certificate());
      Verdict part = replay(run, capsule, new ReplayRange(20, Long.MAX_VALUE));
      assertTrue(part.identical() && part.fromStep() > 0);
    }
  }

  @Test
  void a_branch_is_packed_and_replayed_without_its_parent() throws IOException {
    try (TrainingRun run = trained();
        Family family = new Family(run)) {
      family.branch("test", 20, "child", Map.of("optimizer.learningRate", "0.01"));
      Outcome outcome = family.train("child");
      Verdict verdict = replay(run, capsule(packed(family.ports("child"), true)), ReplayRange.ALL);
      assertTrue(verdict.identical());
      assertArrayEquals(outcome.certificate(), verdict.certificate());
    }
  }

  @Test
  void without_examples_every_link_and_every_snapshot_is_checked() throws IOException {
    try (TrainingRun run = trained()) {
      byte[] bytes = packed(ports(run), false);
      assertTrue(bytes.length < packed(ports(run), true).length);
      Capsule capsule = capsule(bytes);
      ChainCheck.Finding finding = ChainCheck.of(capsule.journal(), capsule.snapshots());
      assertNull(finding.trouble());
      assertEquals(37, finding.steps());
      assertEquals(run.snapshots.list().size(), finding.snapshots());
      assertArrayEquals(run.replay().certificate(), finding.certificate());
    }
  }

  /** Packs the capsule anew, with a part changed: its end vouches for it again. */
  private static Capsule forged(byte[] bytes, UnaryOperator<CapsulePart> change)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CapsuleReader reader = new CapsuleReader(new ByteArrayInputStream(bytes));
    try (CapsuleWriter writer = new CapsuleWriter(out)) {
      writer.append(reader.head());
      for (CapsulePart part = reader.next(); part != null; part = reader.next()) {
        writer.append(change.apply(part));
      }
      writer.finish();
    }
    return capsule(out.toByteArray());
  }

  @Test
  void a_digest_that_was_forged_breaks_the_chain() throws IOException {
    try (TrainingRun run = trained()) {
      Capsule forged =
          forged(
              packed(ports(run), false),
              part ->
                  part instanceof CapsulePart.Block block && block.block().sequence() == 5
                      ? new CapsulePart.Block(forged(block.block()))
                      : part);
      ChainCheck.Finding finding = ChainCheck.of(forged.journal(), forged.snapshots());
      assertNotNull(finding.trouble());
      assertTrue(finding.trouble().startsWith("block 5"), finding.trouble());
    }
  }

  private static JournalBlock forged(JournalBlock block) {
    Event.WindowApplied was = (Event.WindowApplied) block.events().getFirst();
    List<StepReport> steps =
        was.steps().stream()
            .map(
                step ->
                    new StepReport(
                        step.step(),
                        step.examples(),
                        step.loss(),
                        step.learningRate(),
                        step.gradientNorm(),
                        step.digest() ^ 1))
            .toList();
    return new JournalBlock(
        block.sequence(),
        block.writer(),
        block.model(),
        block.committedAtMs(),
        block.certificate(),
        List.of(
            new Event.WindowApplied(was.window(), was.seal(), was.spans(), was.rejects(), steps)));
  }

  @Test
  void a_snapshot_that_was_forged_does_not_fit_its_digest() throws IOException {
    try (TrainingRun run = trained()) {
      Capsule forged =
          forged(
              packed(ports(run), false),
              part ->
                  part instanceof CapsulePart.State state
                      ? new CapsulePart.State(forged(state.snapshot()))
                      : part);
      ChainCheck.Finding finding = ChainCheck.of(forged.journal(), forged.snapshots());
      assertTrue(finding.trouble().contains("digest"), finding.trouble());
    }
  }

  private static Snapshot forged(Snapshot snapshot) {
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : snapshot.arrays()) {
      if (array.name().equals("parameters/layers[0].bias")) {
        float[] values = ((float[]) array.values()).clone();
        values[0] += 1;
        arrays.add(new NamedArray(array.name(), array.rows(), array.columns(), values));
      } else {
        arrays.add(array);
      }
    }
    return new Snapshot(snapshot.step(), snapshot.window(), snapshot.blockSequence(), arrays);
  }

  @Test
  void an_example_that_was_forged_is_named() throws IOException {
    try (TrainingRun run = trained()) {
      boolean[] done = {false};
      Capsule forged =
          forged(
              packed(ports(run), true),
              part -> {
                if (done[0] || !(part instanceof CapsulePart.Records records)) {
                  return part;
                }
                done[0] = true;
                List<CapsulePart.Example> examples = new ArrayList<>(records.records());
                examples.set(
                    0,
                    new CapsulePart.Example(
                        examples.getFirst().offset(), null, TrainingRun.line(999)));
                return new CapsulePart.Records(records.partition(), examples);
              });
      var changed =
          assertInstanceOf(
              Difference.ExamplesChanged.class, replay(run, forged, ReplayRange.ALL).difference());
      assertEquals(1, changed.step());
    }
  }

  @Test
  void examples_that_changed_since_are_not_packed() {
    try (TrainingRun run = trained()) {
      SourceException refused =
          assertThrows(
              SourceException.class,
              () ->
                  packed(
                      new RunPorts(TrainingRun.examples(3, 600), run.journal, run.snapshots),
                      true));
      assertTrue(refused.getMessage().contains("cannot be packed"), refused.getMessage());
    }
  }
}
