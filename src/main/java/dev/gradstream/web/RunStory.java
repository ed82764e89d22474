package dev.gradstream.web;

import dev.gradstream.training.DriftDetected;
import dev.gradstream.training.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What there is to say about a run beside its numbers. Not thread-safe: {@link RunFeed} guards it.
 */
final class RunStory {
  private static final int MOST_MARKS = 200;

  enum State {
    TRAINING,
    PAUSED,
    STOPPED,
    ENDED,
    REPLAYING,
    IDENTICAL,
    DIFFERENT
  }

  private record Mark(long example, String text) {}

  private final String name;
  private final List<Mark> marks = new ArrayList<>();
  private final Map<String, Double> lines = new LinkedHashMap<>();
  private State state = State.TRAINING;
  private Event.RunStarted started;
  private List<Layer> network = List.of();
  private String headline = "";
  private String reason = "";
  private String verdict = "";
  private long replayedSteps;
  private long replaySteps;

  RunStory(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  State state() {
    return state;
  }

  void started(Event.RunStarted run) {
    started = run;
    state = State.TRAINING;
    reason = "";
    verdict = "";
  }

  /** Whether the run waits to be resumed. */
  void paused(boolean waits) {
    state = waits ? State.PAUSED : State.TRAINING;
    reason = waits ? "waits for gradstream resume" : "";
  }

  /**
   * @param examples learned from by then
   */
  void event(Event event, long examples) {
    switch (event) {
      case Event.RunEnded ended -> {
        state = State.ENDED;
        reason = ended.reason();
      }
      case Event.RunStarted run -> started = started == null ? run : started;
      case Event.RunBranched branched ->
          mark(
              examples,
              "branched from %s at step %d".formatted(branched.parent(), branched.step()));
      case Event.RunPaused paused -> paused(true);
      case Event.RunResumed resumed -> paused(false);
      case Event.SpecificationChanged changed -> {
        if (!changed.changes().isEmpty()) {
          mark(examples, changed.changes().describe());
        }
      }
      case Event.WindowApplied window -> {
        for (int i = 0; i < window.drifts().size(); i++) { // for every window: nothing is made
          DriftDetected drift = window.drifts().get(i);
          mark(drift.example(), "drift: " + drift.detector() + " on " + drift.on());
        }
      }
      case Event.WindowSkipped skipped -> mark(examples, "window " + skipped.window() + " skipped");
      case Event.RolledBack back -> {
        marks.removeIf(mark -> mark.example() > examples);
        mark(
            examples,
            "went back to step %d (window %d diverged)"
                .formatted(back.step(), back.divergedWindow()));
      }
      default -> {}
    }
  }

  void stopped(String why) {
    if (state == State.TRAINING || state == State.PAUSED) {
      state = State.STOPPED;
      reason = why;
    }
  }

  void headline(String text) {
    headline = text;
  }

  void network(List<Layer> layers) {
    network = List.copyOf(layers);
  }

  void line(String lineName, double value) {
    lines.put(lineName, value);
  }

  void mark(long example, String text) {
    if (marks.size() < MOST_MARKS) {
      marks.add(new Mark(example, text));
    }
  }

  void replaying(long steps, long ofSteps) {
    state = State.REPLAYING;
    replayedSteps = steps;
    replaySteps = ofSteps;
  }

  void verdict(boolean identical, String text) {
    state = identical ? State.IDENTICAL : State.DIFFERENT;
    verdict = text;
  }

  void into(Map<String, Object> document) {
    document.put("run", name);
    document.put("state", state.name().toLowerCase(Locale.ROOT));
    document.put("reason", reason);
    document.put("headline", headline);
    document.put("verdict", verdict);
    document.put("replayedSteps", replayedSteps);
    document.put("replaySteps", replaySteps);
    document.put("lines", new LinkedHashMap<>(lines));
    document.put("marks", marks.stream().map(RunStory::row).toList());
    document.put("network", network.stream().map(RunStory::row).toList());
  }

  /** What the run was started with; empty before it was. */
  Map<String, Object> specification() {
    Map<String, Object> document = new LinkedHashMap<>();
    if (started != null) {
      document.put("startedAtMs", started.startedAtMs());
      document.put("version", started.version());
      document.put("arithmetic", started.arithmetic());
      document.put("specification", started.specification());
    }
    return document;
  }

  private static Map<String, Object> row(Mark mark) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("example", mark.example());
    row.put("text", mark.text());
    return row;
  }

  private static Map<String, Object> row(Layer layer) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", layer.name());
    row.put("shape", layer.shape());
    row.put("activation", layer.activation());
    row.put("parameters", layer.parameters());
    return row;
  }
}
