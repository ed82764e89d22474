package dev.gradstream.app;

import dev.gradstream.console.Digits;
import dev.gradstream.console.Failure;
import dev.gradstream.console.SvgFrame;
import dev.gradstream.pipeline.tuning.Trial;
import dev.gradstream.pipeline.tuning.Tuning.Judge;
import java.util.List;
import java.util.Locale;

/** The learning curves of a search as a drawing: the best in colour on top, the others grey. */
final class LearningCurves {
  private static final List<String> COLOURS =
      List.of("#d1495b", "#00798c", "#edae49", "#5b8e7d", "#6c4f9e");

  private LearningCurves() {}

  /**
   * @param trials the best first
   * @param names of each candidate, by its index
   */
  static String svg(String title, Judge judge, List<Trial> trials, List<String> names) {
    double[] scores =
        trials.stream()
            .flatMap(trial -> trial.curve().stream())
            .mapToDouble(Trial.Point::score)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (scores.length == 0) {
      throw Failure.failed("no candidate has a curve to draw: all diverged at once");
    }
    boolean log = scores[0] > 0 && scores[scores.length - 1] / scores[0] > 20;
    double[] y = {height(scores[0], log), height(scores[scores.length - 1], log)};
    double margin = y[1] > y[0] ? 0.05 * (y[1] - y[0]) : 0.5;
    double longest = trials.stream().mapToDouble(Trial::examples).max().orElse(1);
    SvgFrame frame =
        new SvgFrame(
            new double[] {0, Math.max(1, longest)}, new double[] {y[0] - margin, y[1] + margin});
    for (int rank = trials.size() - 1; rank >= 0; rank--) {
      boolean shown = rank < COLOURS.size();
      String colour = shown ? COLOURS.get(rank) : "#bbb";
      line(frame, trials.get(rank), colour, shown ? 2 : 1, log);
    }
    // Curves end where they are best: the names stand in the other corner.
    int legend = judge.most() ? SvgFrame.HEIGHT - 90 - 18 * COLOURS.size() : 76;
    for (int rank = 0; rank < Math.min(COLOURS.size(), trials.size()); rank++) {
      frame.paint(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\">%s</text>",
          SvgFrame.WIDTH - 40,
          legend + 18 * rank,
          COLOURS.get(rank),
          SvgFrame.escaped(names.get(trials.get(rank).index())));
    }
    return frame.svg(
        title,
        "every candidate on the same windows, in one pass",
        "examples",
        judge.figure() + (log ? " (logarithmic)" : ""),
        tick -> Digits.of(log ? Math.pow(10, tick) : tick, 3));
  }

  private static double height(double score, boolean log) {
    return log ? Math.log10(score) : score;
  }

  private static void line(SvgFrame frame, Trial trial, String colour, int width, boolean log) {
    StringBuilder path = new StringBuilder();
    for (Trial.Point point : trial.curve()) {
      if (Double.isFinite(point.score())) {
        path.append(
            String.format(
                Locale.ROOT,
                "%s%.1f %.1f",
                path.isEmpty() ? "M" : "L",
                frame.x(point.examples()),
                frame.y(height(point.score(), log))));
      }
    }
    frame.paint(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\"/>", path, colour, width);
  }
}
