package dev.gradstream.bench;

import dev.gradstream.bench.Comparison.Kind;
import dev.gradstream.console.SvgFrame;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Comparisons as a drawing: to the left a bar for the rate of every pass, to the right what an
 * example costs by stage, laid end to end.
 */
public final class BenchPlot {
  private static final int WIDTH = 1000;
  private static final int BAR = 18;
  private static final int LEFT = 150; // names
  private static final int RATES = 330; // width of the rates' panel
  private static final int COSTS_AT = 580;
  private static final int COSTS = 390;
  private static final String[] COLOURS = {
    "#4e79a7", "#59a14f", "#edc948", "#e15759", "#b07aa1", "#bab0ac"
  };

  private final StringBuilder svg = new StringBuilder();

  private BenchPlot() {}

  /** The whole drawing. */
  public static String of(List<Comparison> comparisons, String subtitle) {
    return new BenchPlot().draw(comparisons, subtitle);
  }

  private String draw(List<Comparison> comparisons, String subtitle) {
    int bars = comparisons.stream().mapToInt(comparison -> comparison.kinds().size()).sum();
    int height = 110 + bars * (BAR + 4) + comparisons.size() * 30;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\" fill=\"#333\">",
        WIDTH, height, WIDTH, height);
    line("  <rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    text(20, 26, "font-size=\"16\"", "From a topic to committed steps");
    text(20, 45, "fill=\"#777\"", subtitle);
    text(LEFT, 72, "font-weight=\"bold\"", "million examples/s (share of the bare consumer)");
    text(COSTS_AT, 72, "font-weight=\"bold\"", "ns an example");
    legend();
    double fastest = fastest(comparisons);
    double dearest = dearest(comparisons);
    int y = 84;
    for (Comparison comparison : comparisons) {
      y += 30;
      text(20, y - 8, "font-weight=\"bold\"", comparison.name());
      for (Kind kind : comparison.kinds()) {
        Pass pass = comparison.median(kind);
        text(LEFT - 8, y + 13, "text-anchor=\"end\"", kind.label);
        rate(y, RATES * pass.examplesPerSecond() / fastest, pass, comparison.share(kind));
        costs(y, COSTS / dearest, pass.stageNanosPerExample());
        y += BAR + 4;
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private void legend() {
    int x = COSTS_AT + 90;
    for (int i = 0; i < BenchTable.STAGES.length; i++) {
      bar(x, 63, 9, 9, COLOURS[i]);
      text(x + 12, 72, "", BenchTable.STAGES[i]);
      x += 54;
    }
  }

  private void rate(int y, double width, Pass pass, double share) {
    bar(LEFT, y, width, BAR, COLOURS[0]);
    String told =
        String.format(Locale.ROOT, "%.2f (%.0f %%)", pass.examplesPerSecond() / 1e6, 100 * share);
    text(LEFT + width + 5, y + 13, "", told);
  }

  private void costs(int y, double perNano, Map<String, Double> nanos) {
    double x = COSTS_AT;
    for (int i = 0; i < BenchTable.STAGES.length && !nanos.isEmpty(); i++) {
      double width = perNano * nanos.getOrDefault(BenchTable.STAGES[i], 0.0);
      bar(x, y, width, BAR, COLOURS[i]);
      x += width;
    }
    if (!nanos.isEmpty()) {
      double sum = nanos.values().stream().mapToDouble(Double::doubleValue).sum();
      text(x + 5, y + 13, "", String.format(Locale.ROOT, "%.0f", sum));
    }
  }

  private static double fastest(List<Comparison> comparisons) {
    return comparisons.stream()
        .flatMap(one -> one.kinds().stream().map(one::median))
        .mapToDouble(Pass::examplesPerSecond)
        .max()
        .orElse(1);
  }

  private static double dearest(List<Comparison> comparisons) {
    return comparisons.stream()
        .flatMap(one -> one.kinds().stream().map(one::median))
        .mapToDouble(
            pass ->
                pass.stageNanosPerExample().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum())
        .filter(sum -> sum > 0)
        .max()
        .orElse(1);
  }

  private void bar(double x, double y, double width, double height, String colour) {
    line(
        "  <rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, colour);
  }

  private void text(double x, double y, String style, String text) {
    line("  <text x=\"%.1f\" y=\"%.1f\" %s>%s</text>", x, y, style, SvgFrame.escaped(text));
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
