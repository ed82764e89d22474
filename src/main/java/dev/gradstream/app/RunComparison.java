package dev.gradstream.app;

import dev.gradstream.console.Table;
import dev.gradstream.console.TerminalChart;
import dev.gradstream.training.Specification;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/** Two runs side by side: what they share, in what they differ, how both went. */
final class RunComparison {
  private static final int STRETCHES = 128; // two dots a character of the chart

  private final RunSummary a;
  private final RunSummary b;
  private final LossCurve curveA;
  private final LossCurve curveB;

  RunComparison(RunSummary a, LossCurve curveA, RunSummary b, LossCurve curveB) {
    this.a = a;
    this.b = b;
    this.curveA = curveA;
    this.curveB = curveB;
  }

  private int shared() {
    return curveA.sharedWith(curveB);
  }

  private int span() {
    return Math.max(curveA.steps(), curveB.steps());
  }

  private Map<String, String> settings() {
    return new TreeMap<>(Specification.differences(a.specification(), b.specification()));
  }

  String text(Charset charset) {
    List<String> parts = new ArrayList<>(List.of(fork(), settingsText(), figures()));
    double[] lossesA = curveA.means(span(), STRETCHES);
    double[] lossesB = curveB.means(span(), STRETCHES);
    double[] both =
        DoubleStream.concat(DoubleStream.of(lossesA), DoubleStream.of(lossesB)).toArray();
    int stretches = Math.min(span(), STRETCHES);
    String last = "%,d  step".formatted(span());
    if (span() > 0) {
      parts.add(
          new TerminalChart(lossesA, both, stretches)
              .text(RunRendering.clean(a.name()) + ": loss", charset, "1", last));
      parts.add(
          new TerminalChart(lossesB, both, stretches)
              .text(
                  RunRendering.clean(b.name()) + ": loss, on the same scale", charset, "1", last));
    }
    return String.join("\n\n", parts);
  }

  private String fork() {
    int shared = shared();
    String names = RunRendering.clean(a.name()) + " and " + RunRendering.clean(b.name());
    int shorter = Math.min(curveA.steps(), curveB.steps());
    String fork;
    if (shared == 0) {
      fork = names + " share no step";
    } else if (shared == span()) {
      fork = names + " agree in every step, all %,d of them".formatted(shared);
    } else if (shared == shorter) {
      fork = names + " agree in all %,d steps of the shorter one".formatted(shared);
    } else {
      fork =
          names
              + " share steps 1 to %,d, bit for bit, and go different ways after that"
                  .formatted(shared);
    }
    for (RunSummary run : List.of(a, b)) {
      if (!run.parent().isEmpty()) {
        fork +=
            "\n"
                + RunRendering.clean(run.name())
                + " was branched from "
                + RunRendering.clean(run.parent());
      }
    }
    return fork;
  }

  private String settingsText() {
    Map<String, String> settings = settings();
    if (settings.isEmpty()) {
      return "their settings are the same";
    }
    StringBuilder text = new StringBuilder("settings");
    settings.forEach(
        (path, values) -> text.append("\n  ").append(RunRendering.clean(path + ": " + values)));
    return text.toString();
  }

  private String figures() {
    Table table = new Table("", RunRendering.clean(a.name()), RunRendering.clean(b.name()));
    table.row("steps", "%,d".formatted(a.steps()), "%,d".formatted(b.steps()));
    table.row("examples", "%,d".formatted(a.examples()), "%,d".formatted(b.examples()));
    table.row("last loss", RunRendering.number(a.loss()), RunRendering.number(b.loss()));
    for (String name : names()) {
      table.row(
          RunRendering.clean(name),
          RunRendering.number(a.figures().getOrDefault(name, Double.NaN)),
          RunRendering.number(b.figures().getOrDefault(name, Double.NaN)));
    }
    return table.toString();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(a.figures().keySet());
    for (String name : new TreeSet<>(b.figures().keySet())) {
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("a", a.object());
    object.put("b", b.object());
    object.put("sharedSteps", shared());
    object.put("settings", settings());
    object.put("lossesA", list(curveA));
    object.put("lossesB", list(curveB));
    object.put("stepsALoss", Math.ceilDiv(Math.max(1, span()), STRETCHES));
    return object;
  }

  private List<Double> list(LossCurve curve) {
    return DoubleStream.of(curve.means(span(), STRETCHES)).boxed().toList();
  }
}
