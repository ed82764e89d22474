package dev.gradstream.app;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as its journal tells it.
 *
 * @param state in words: {@code open} while more may come, {@code paused} where it waits to be
 *     resumed, else why it ended
 * @param startedAtMs wall clock of the first start
 * @param committedAtMs wall clock of the last commit
 * @param loss mean loss over the last commit; NaN before the first step
 * @param figures prequential figures so far, by name
 * @param certificate of everything committed, in hexadecimal
 * @param keptFromStep step after which its history can be recomputed; 0 for all of it
 * @param specification the settings it runs by, flat
 * @param parent which run it was branched from and after which step, {@code phishing@500}; empty
 *     for a run of its own
 */
record RunSummary(
    String name,
    String state,
    long startedAtMs,
    long committedAtMs,
    long steps,
    long examples,
    long rejected,
    double loss,
    Map<String, Double> figures,
    String certificate,
    long keptFromStep,
    Map<String, String> specification,
    String parent) {

  /** A run that was not branched. */
  RunSummary(
      String name,
      String state,
      long startedAtMs,
      long committedAtMs,
      long steps,
      long examples,
      long rejected,
      double loss,
      Map<String, Double> figures,
      String certificate,
      long keptFromStep,
      Map<String, String> specification) {
    this(
        name,
        state,
        startedAtMs,
        committedAtMs,
        steps,
        examples,
        rejected,
        loss,
        figures,
        certificate,
        keptFromStep,
        specification,
        "");
  }

  /** Where summaries come from. */
  interface Catalogue extends AutoCloseable {
    /** Every run, by name. */
    List<RunSummary> all();

    @Override
    void close();
  }

  /** The summary as {@code --json} prints it. */
  Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", name);
    object.put("state", state);
    object.put("started", Instant.ofEpochMilli(startedAtMs));
    object.put("lastCommit", Instant.ofEpochMilli(committedAtMs));
    object.put("steps", steps);
    object.put("examples", examples);
    object.put("rejected", rejected);
    object.put("loss", loss);
    object.put("figures", figures);
    object.put("certificate", certificate);
    object.put("keptFromStep", keptFromStep);
    if (!parent.isEmpty()) {
      object.put("parent", parent);
    }
    object.put("specification", specification);
    return object;
  }
}
