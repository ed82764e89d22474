package dev.gradstream.app;

import dev.gradstream.console.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs as people read them. */
final class RunRendering {
  private static final int MOST_LETTERS = 200;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final List<String> HEADLINES = List.of("accuracy", "f1", "rmse", "r2");

  private final ZoneId zone;

  /**
   * @param zone of the reader's clock
   */
  RunRendering(ZoneId zone) {
    this.zone = zone;
  }

  /** One line a run. */
  String list(List<RunSummary> runs) {
    if (runs.isEmpty()) {
      return "no run yet (start one with: gradstream train CONFIG.yaml)";
    }
    boolean branches = runs.stream().anyMatch(run -> !run.parent().isEmpty());
    List<String> headings =
        new ArrayList<>(
            List.of(
                "run", "state", "started", "steps", "examples", "loss", "figures", "certificate"));
    if (branches) {
      headings.add("branched from");
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (RunSummary run : runs) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  clean(run.name()),
                  clean(run.state()),
                  empty(run) ? "-" : time(run.startedAtMs()),
                  String.format(Locale.ROOT, "%,d", run.steps()),
                  String.format(Locale.ROOT, "%,d", run.examples()),
                  number(run.loss()),
                  headlines(run.figures()),
                  run.certificate().substring(0, Math.min(12, run.certificate().length()))));
      if (branches) {
        row.add(clean(run.parent()));
      }
      table.row(row.toArray(String[]::new));
    }
    return table.toString();
  }

  /** Everything about one run. */
  String page(RunSummary run) {
    Table table = new Table("run", clean(run.name()));
    if (!run.parent().isEmpty()) {
      table.row("branched from", clean(run.parent()));
    }
    table.row("state", clean(run.state()));
    table.row("started", empty(run) ? "-" : time(run.startedAtMs()));
    table.row("last commit", empty(run) ? "-" : time(run.committedAtMs()));
    table.row("steps", String.format(Locale.ROOT, "%,d", run.steps()));
    table.row("examples", String.format(Locale.ROOT, "%,d", run.examples()));
    table.row("rejected", String.format(Locale.ROOT, "%,d", run.rejected()));
    table.row("loss", number(run.loss()));
    table.row("certificate", run.certificate());
    if (run.keptFromStep() > 0) {
      table.row(
          "journal",
          String.format(
              Locale.ROOT,
              "kept from step %,d on: what came before can't be recomputed (journal.keep)",
              run.keptFromStep()));
    }
    String settings =
        run.specification().entrySet().stream()
            .map(entry -> "  " + clean(entry.getKey()) + " = " + clean(abridged(entry.getValue())))
            .collect(Collectors.joining("\n"));
    return table + FigureTables.of(run.figures()) + "\n\nspecification\n" + settings;
  }

  // A schema or a table of weights would hide all other settings.
  private static String abridged(String value) {
    return value.length() <= MOST_LETTERS
        ? value
        : "%s... (%,d letters)".formatted(value.substring(0, MOST_LETTERS), value.length());
  }

  private String time(long ms) {
    return TIME.format(Instant.ofEpochMilli(ms).atZone(zone));
  }

  static String number(double value) {
    return Double.isNaN(value) ? "-" : ProgressLine.figure(value);
  }

  // Nothing was committed to its journal yet.
  private static boolean empty(RunSummary run) {
    return run.certificate().isEmpty();
  }

  // A line has room for what the field asks for first; "show" has all of them.
  private static String headlines(Map<String, Double> figures) {
    return HEADLINES.stream()
        .filter(figures::containsKey)
        .map(name -> name + " " + number(figures.get(name)))
        .collect(Collectors.joining(", "));
  }

  // Whatever comes from a topic may hold sequences that a terminal obeys.
  static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
