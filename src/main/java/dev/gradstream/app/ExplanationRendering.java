package dev.gradstream.app;

import dev.gradstream.console.Table;
import dev.gradstream.pipeline.replay.WindowRecords;
import dev.gradstream.training.DriftDetected;
import dev.gradstream.training.Event;
import dev.gradstream.training.Span;
import dev.gradstream.training.StepReport;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One step as people read it, and as an object. */
final class ExplanationRendering {
  private static final int MOST_CHARACTERS = 400;

  private final Explanation explanation;
  private final List<WindowRecords.Found> batch;
  private final int shown;

  /**
   * @param batch the mini-batch's records, in the order of learning
   * @param shown how many of them to show at most
   */
  ExplanationRendering(Explanation explanation, List<WindowRecords.Found> batch, int shown) {
    this.explanation = explanation;
    this.batch = batch;
    this.shown = Math.min(shown, batch.size());
  }

  String text(String run) {
    StepReport step = explanation.step();
    Event.WindowApplied window = explanation.window();
    Table table = new Table("step", "%,d of run %s".formatted(step.step(), run));
    table.row("window", "%,d, sealed by %s".formatted(window.window(), window.seal()));
    for (Span span : window.spans()) {
      table.row(
          "",
          "partition %d, offsets %d to %d, %,d records, hash %016x"
              .formatted(
                  span.partition(),
                  span.fromOffset(),
                  span.toOffsetExclusive() - 1,
                  span.records(),
                  span.hash()));
    }
    table.row("rejected", "%,d".formatted(window.rejects().size()));
    table.row("loss", RunRendering.number(step.loss()) + neighbours());
    table.row("rate", Double.toString(step.learningRate()));
    table.row("gradient norm", RunRendering.number(step.gradientNorm()));
    table.row("digest", "%016x".formatted(step.digest()));
    table.row(
        "committed",
        "in block %,d by %s at %s"
            .formatted(
                explanation.block().sequence(),
                RunRendering.clean(explanation.block().writer()),
                Instant.ofEpochMilli(explanation.block().committedAtMs())));
    StringBuilder text = new StringBuilder(table.toString());
    text.append("\n\nevents around");
    explanation.events().forEach(event -> text.append("\n  ").append(words(event)));
    if (explanation.events().isEmpty()) {
      text.append("\n  none but windows");
    }
    text.append("\n\nexamples, %,d of %,d".formatted(shown, batch.size()));
    for (WindowRecords.Found record : batch.subList(0, shown)) {
      text.append("\n  %d@%d  ".formatted(record.partition(), record.offset()))
          .append(words(record.value()));
    }
    return text.toString();
  }

  private String neighbours() {
    return " (mean of the %d before: %s, of the %d after: %s)"
        .formatted(
            explanation.before().size(),
            RunRendering.number(Explanation.meanLoss(explanation.before())),
            explanation.after().size(),
            RunRendering.number(Explanation.meanLoss(explanation.after())));
  }

  private static String words(Event event) {
    return RunRendering.clean(
        switch (event) {
          case Event.RunStarted started -> "the run started (version " + started.version() + ")";
          case Event.RunBranched branched ->
              "branched from %s after step %,d".formatted(branched.parent(), branched.step());
          case Event.SpecificationChanged changed -> "changed: " + changed.changes().describe();
          case Event.WindowSkipped skipped ->
              "window %,d was skipped: %s".formatted(skipped.window(), skipped.reason());
          case Event.SkipOrdered ordered ->
              "window %,d was ordered to be skipped".formatted(ordered.window());
          case Event.RolledBack back ->
              "rolled back to step %,d: %s".formatted(back.step(), back.reason());
          case Event.RunPaused paused -> "paused";
          case Event.RunResumed resumed -> "resumed";
          case Event.CommandRefused refused -> "a command was refused: " + refused.reason();
          case Event.RunEnded ended -> "the run ended: " + ended.reason();
          case Event.WindowApplied applied ->
              applied.drifts().stream()
                  .map(DriftDetected::describe)
                  .collect(Collectors.joining("; ", "drift detected: ", ""));
        });
  }

  // A record is whatever somebody sent.
  private static String words(byte[] value) {
    if (value == null) {
      return "(no value)";
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException binary) {
      text = HexFormat.of().formatHex(value);
    }
    return RunRendering.clean(
        text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + " ..." : text);
  }

  Map<String, Object> object(String run) {
    StepReport step = explanation.step();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run);
    object.put("step", step.step());
    object.put("window", explanation.window().window());
    object.put("seal", explanation.window().seal().name());
    object.put(
        "spans",
        explanation.window().spans().stream()
            .map(
                span ->
                    Map.of(
                        "partition", span.partition(),
                        "from", span.fromOffset(),
                        "to", span.toOffsetExclusive(),
                        "records", span.records(),
                        "hash", "%016x".formatted(span.hash())))
            .toList());
    object.put("rejected", explanation.window().rejects().size());
    object.put("batch", step.examples());
    object.put("loss", step.loss());
    object.put("lossBefore", Explanation.meanLoss(explanation.before()));
    object.put("lossAfter", Explanation.meanLoss(explanation.after()));
    object.put("learningRate", step.learningRate());
    object.put("gradientNorm", step.gradientNorm());
    object.put("digest", "%016x".formatted(step.digest()));
    object.put("block", explanation.block().sequence());
    object.put("events", explanation.events().stream().map(event -> words(event)).toList());
    object.put(
        "examples",
        batch.subList(0, shown).stream()
            .map(
                record ->
                    Map.of(
                        "partition", record.partition(),
                        "offset", record.offset(),
                        "value", words(record.value())))
            .toList());
    return object;
  }
}
