package dev.gradstream.meters;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * Every meter there is, declared once: name, kind, unit, tags beside {@code run}, and what it
 * means. {@code docs/reference/meters.md} is {@link #reference} as a file.
 */
public enum Meter {
  STEP("gradstream.step", Kind.GAUGE, "", "", "Number of the last committed step."),
  LOSS(
      "gradstream.step.loss",
      Kind.GAUGE,
      "",
      "",
      "Mean training loss over the examples of the last commit, before each was learned from."),
  LEARNING_RATE(
      "gradstream.step.learning.rate",
      Kind.GAUGE,
      "",
      "",
      "Learning rate of the last committed step, the schedule included."),
  GRADIENT_NORM(
      "gradstream.step.gradient.norm",
      Kind.GAUGE,
      "",
      "",
      "Euclidean norm of the mean gradient of the last committed step."),
  FIGURE(
      "gradstream.figure",
      Kind.GAUGE,
      "",
      "name",
      "A test-then-train figure of the run so far; the tag names it, for instance accuracy."),
  EXAMPLES_RATE(
      "gradstream.examples.rate",
      Kind.GAUGE,
      "",
      "",
      "Examples committed per second, lately; sinks towards 0 while no commit comes."),
  LAG(
      "gradstream.lag",
      Kind.GAUGE,
      "records",
      "partition",
      "Records of the partition not yet read, as of the last commit."),
  LATENCY(
      "gradstream.latency",
      Kind.GAUGE,
      "seconds",
      "quantile",
      "Time from a record's timestamp to the commit of the step that learned from it, over the last"
          + " ten to twenty seconds: what 0.5 and 0.99 of the records did not exceed."),
  COMMIT_TIME(
      "gradstream.commit.time",
      Kind.GAUGE,
      "seconds",
      "",
      "Wall clock of the last commit, in seconds since 1970: its age is time() minus this."),
  SNAPSHOT_AGE(
      "gradstream.snapshot.age",
      Kind.GAUGE,
      "seconds",
      "",
      "Time since the newest snapshot was taken; 0 while nothing was learned since. Above a quarter"
          + " of the source's retention a snapshot is taken whatever the pace, so above a half"
          + " snapshots fail: the log says why."),
  SOURCE_RETENTION(
      "gradstream.source.retention",
      Kind.GAUGE,
      "seconds",
      "",
      "How long the source keeps its records; absent where it keeps them for ever. A newest"
          + " snapshot older than that cannot be recovered from."),
  STEPS("gradstream.steps", Kind.COUNTER, "", "", "Steps committed by this process."),
  EXAMPLES("gradstream.examples", Kind.COUNTER, "", "", "Examples learned from by this process."),
  REJECTED(
      "gradstream.rejected",
      Kind.COUNTER,
      "",
      "",
      "Records that could not be used and went to the dead-letter topic."),
  WINDOWS("gradstream.windows", Kind.COUNTER, "", "", "Windows committed by this process."),
  SKIPPED(
      "gradstream.windows.skipped",
      Kind.COUNTER,
      "",
      "",
      "Windows passed over, on command or because they diverged."),
  ROLL_BACKS(
      "gradstream.roll.backs",
      Kind.COUNTER,
      "",
      "",
      "Times that the run went back to an earlier window because it diverged; its gauges go back, too."),
  DRIFTS(
      "gradstream.drifts",
      Kind.COUNTER,
      "",
      "on",
      "Drifts that were noticed by this process, by what was watched."),
  PAUSED(
      "gradstream.paused",
      Kind.GAUGE,
      "",
      "",
      "1 while the run waits to be resumed, else 0; absent while no trainer runs."),
  COMMITS("gradstream.commits", Kind.COUNTER, "", "", "Transactions committed by this process."),
  STAGE_TIME(
      "gradstream.stage.time",
      Kind.COUNTER,
      "seconds",
      "stage",
      "Time spent in a stage of the pipeline: decode, window, learn, commit."),
  LEFT_OUT(
      "gradstream.left.out",
      Kind.COUNTER,
      "",
      "reason",
      "Values that no meter shows: not-finite, or too-many-tags above "
          + Bounded.MOST
          + " values of a tag.");

  enum Kind {
    GAUGE,
    COUNTER
  }

  final String id;
  final Kind kind;
  final String unit;
  final String tag;
  final String meaning;

  Meter(String id, Kind kind, String unit, String tag, String meaning) {
    this.id = id;
    this.kind = kind;
    this.unit = unit;
    this.tag = tag;
    this.meaning = meaning;
  }

  /** The name as Prometheus shows it. */
  String prometheusName() {
    String name = id.replace('.', '_');
    if (!unit.isEmpty()) {
      name += "_" + unit;
    }
    return kind == Kind.COUNTER ? name + "_total" : name;
  }

  /** All meters as a page of Markdown. */
  static String reference() {
    StringJoiner page = new StringJoiner("\n", "", "\n");
    page.add("# Meters").add("");
    page.add("Served at `/metrics` in the Prometheus text format. Every meter has the tag `run`.");
    page.add("A gauge shows committed steps only; before the first one it is absent, not 0.");
    page.add("A counter counts from the start of the process.").add("");
    page.add("| Meter | In Prometheus | Kind | Unit | Tag | Meaning |");
    page.add("|---|---|---|---|---|---|");
    for (Meter meter : values()) {
      page.add(
          "| `%s` | `%s` | %s | %s | %s | %s |"
              .formatted(
                  meter.id,
                  meter.prometheusName(),
                  meter.kind.name().toLowerCase(Locale.ROOT),
                  meter.unit,
                  meter.tag.isEmpty() ? "" : "`" + meter.tag + "`",
                  meter.meaning));
    }
    return page.toString();
  }
}
