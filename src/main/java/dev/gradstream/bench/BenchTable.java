package dev.gradstream.bench;

import dev.gradstream.bench.Comparison.Kind;
import dev.gradstream.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Comparisons as tables: rates first, then what an example costs by stage. */
public final class BenchTable {
  static final String[] STAGES = {"poll", "decode", "window", "learn", "commit", "other"};

  private BenchTable() {}

  public static String of(List<Comparison> comparisons) {
    return rates(comparisons) + "\n\n" + stages(comparisons);
  }

  private static String rates(List<Comparison> comparisons) {
    Table table = new Table("", "examples/s", "of bare", "steps/s", "commits/s");
    for (Comparison comparison : comparisons) {
      table.row(comparison.name(), "", "", "", "");
      for (Kind kind : comparison.kinds()) {
        Pass pass = comparison.median(kind);
        double seconds = pass.nanos() / 1e9;
        table.row(
            "  " + kind.label,
            format("%,.0f", pass.examplesPerSecond()),
            format("%.0f", 100 * comparison.share(kind)) + " %",
            pass.steps() == 0 ? "-" : format("%,.0f", pass.steps() / seconds),
            pass.commits() == 0 ? "-" : format("%,.1f", pass.commits() / seconds));
      }
    }
    return table.toString();
  }

  private static String stages(List<Comparison> comparisons) {
    List<String> headings = new ArrayList<>(List.of("ns an example"));
    headings.addAll(List.of(STAGES));
    headings.add("garbage bytes");
    Table table = new Table(headings.toArray(String[]::new));
    for (Comparison comparison : comparisons) {
      for (Kind kind : comparison.kinds()) {
        Pass pass = comparison.median(kind);
        if (!pass.stageNanos().isEmpty()) {
          Map<String, Double> nanos = pass.stageNanosPerExample();
          List<String> row = new ArrayList<>(List.of(comparison.name() + ", " + kind.label));
          for (String stage : STAGES) {
            row.add(format("%.1f", nanos.getOrDefault(stage, 0.0)));
          }
          double garbage = pass.garbagePerExample();
          row.add(Double.isNaN(garbage) ? "-" : format("%.1f", garbage));
          table.row(row.toArray(String[]::new));
        }
      }
    }
    return table.toString();
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
