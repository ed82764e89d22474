package dev.gradstream.app;

import dev.gradstream.evaluation.Prequential;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.replay.Difference;
import dev.gradstream.pipeline.replay.StateDifference;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a session or a replay came to, for people and as an object. */
final class Summaries {
  private static final String PARTS = "(recent|window|baseline|validation|drift)[.].*";

  private Summaries() {}

  static String text(Outcome outcome) {
    return """
        run          %s
        %-12s %s
        examples     %,d in %,d steps and %,d windows, %,d rejected
        this session %,d examples, %,.0f examples/s
        %s
        certificate  %s step %,d sha256 %s"""
        .formatted(
            outcome.run(),
            outcome.ended() ? "ended" : "stopped",
            outcome.ended() ? outcome.reason() : outcome.reason() + "; train it again to go on",
            outcome.examples(),
            outcome.step(),
            outcome.window(),
            outcome.rejected(),
            outcome.sessionExamples(),
            perSecond(outcome),
            figures(outcome.figures()),
            outcome.run(),
            outcome.step(),
            Certificate.hex(outcome.certificate()));
  }

  static Map<String, Object> object(Outcome outcome) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", outcome.run());
    object.put("ended", outcome.ended());
    object.put("reason", outcome.reason());
    object.put("steps", outcome.step());
    object.put("windows", outcome.window());
    object.put("examples", outcome.examples());
    object.put("rejected", outcome.rejected());
    object.put("examplesPerSecond", perSecond(outcome));
    object.put("figures", outcome.figures());
    object.put("certificate", Certificate.hex(outcome.certificate()));
    return object;
  }

  static String text(Verdict verdict) {
    String counted =
        "%,d steps, %,d windows, %,d examples recomputed in %.1f s (%,.0f examples/s)"
            .formatted(
                verdict.steps(),
                verdict.windows(),
                verdict.examples(),
                verdict.nanos() / 1e9,
                perSecond(verdict));
    if (verdict.fromStep() > 0 && verdict.recomputed() == 0) {
      counted = "nothing comes after the snapshot of step %,d".formatted(verdict.fromStep());
    } else if (verdict.fromStep() > 0) {
      counted =
          "steps %,d to %,d, %,d examples recomputed in %.1f s (%,.0f examples/s), from the snapshot of step %,d"
              .formatted(
                  verdict.fromStep() + 1,
                  verdict.steps(),
                  verdict.recomputed(),
                  verdict.nanos() / 1e9,
                  perSecond(verdict),
                  verdict.fromStep());
    }
    return verdict.identical()
        ? "identical: every step agrees to the bit\n%s\n%s step %,d sha256 %s"
            .formatted(
                counted, verdict.run(), verdict.steps(), Certificate.hex(verdict.certificate()))
        : "DIFFERENT: " + verdict.difference().describe() + bits(verdict) + "\n" + counted;
  }

  private static String bits(Verdict verdict) {
    if (verdict.bits() != null) {
      return "\n" + verdict.bits().describe();
    }
    return verdict.difference() instanceof Difference.ArithmeticDiffers
        ? "\nwhich number differs is not known: the journal has digests only, and no snapshot of this step or a later one is kept"
        : "";
  }

  static Map<String, Object> object(Verdict verdict) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", verdict.run());
    object.put("identical", verdict.identical());
    if (!verdict.identical()) {
      object.put("step", verdict.difference().step());
      object.put("kind", verdict.difference().getClass().getSimpleName());
      object.put("difference", verdict.difference().describe());
      if (verdict.bits() != null) {
        object.put("bits", object(verdict.bits()));
      }
    }
    object.put("fromStep", verdict.fromStep());
    object.put("steps", verdict.steps());
    object.put("windows", verdict.windows());
    object.put("examples", verdict.examples());
    object.put("seconds", verdict.nanos() / 1e9);
    object.put("examplesPerSecond", perSecond(verdict));
    object.put("figures", verdict.figures());
    object.put("certificate", Certificate.hex(verdict.certificate()));
    return object;
  }

  private static Map<String, Object> object(StateDifference bits) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("step", bits.step());
    object.put("array", bits.array());
    object.put("row", bits.row());
    object.put("column", bits.column());
    object.put("recorded", bits.recorded());
    object.put("recomputed", bits.computed());
    object.put("differing", bits.differing());
    object.put("elements", bits.elements());
    return object;
  }

  private static double perSecond(Outcome outcome) {
    return outcome.sessionExamples() * 1e9 / Math.max(1, outcome.sessionNanos());
  }

  private static double perSecond(Verdict verdict) {
    return verdict.recomputed() * 1e9 / Math.max(1, verdict.nanos());
  }

  // Whole, recent and baseline stand below each other, so that they can be compared.
  private static String figures(Map<String, Double> figures) {
    StringBuilder lines = new StringBuilder("figures      ").append(figures(figures, ""));
    for (String part : List.of("recent", "window", "baseline", "validation")) {
      String those = figures(figures, part + ".");
      if (!those.isEmpty()) {
        lines.append("%n%-12s ".formatted(part)).append(those);
      }
    }
    return lines.append(drifts(figures)).toString();
  }

  private static String drifts(Map<String, Double> figures) {
    StringBuilder lines = new StringBuilder();
    figures.forEach(
        (name, value) -> {
          if (name.startsWith("drift.") && !name.endsWith(".at")) {
            Double last = figures.get(name + ".at");
            lines.append(
                String.format(
                    Locale.ROOT,
                    "%n%-12s %s: %,.0f noticed%s",
                    lines.isEmpty() ? "drift" : "",
                    name.substring("drift.".length()),
                    value,
                    last == null
                        ? ""
                        : String.format(Locale.ROOT, ", the last at example %,.0f", last)));
          }
        });
    return lines.toString();
  }

  private static String figures(Map<String, Double> figures, String prefix) {
    return figures.entrySet().stream()
        .filter(figure -> figure.getKey().startsWith(prefix))
        .filter(figure -> !prefix.isEmpty() || !figure.getKey().matches(PARTS))
        .filter(figure -> !Prequential.isCell(figure.getKey()))
        .map(
            figure ->
                String.format(
                    Locale.ROOT,
                    "%s %s",
                    figure.getKey().substring(prefix.length()),
                    ProgressLine.figure(figure.getValue())))
        .collect(Collectors.joining(", "));
  }
}
