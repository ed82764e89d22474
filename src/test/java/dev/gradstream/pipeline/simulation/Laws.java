package dev.gradstream.pipeline.simulation;

import dev.gradstream.features.Rows;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Event;
import dev.gradstream.training.Input;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Report;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.Span;
import dev.gradstream.training.State;
import dev.gradstream.training.StepReport;
import dev.gradstream.training.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The laws of a journal, checked whenever something became visible: with a second fold, of its own
 * state, over the recorded spans and the true records. Nothing that a trainer computed is believed.
 */
final class Laws {

  /** What stands in the log after a block. */
  private record Mark(byte[] certificate, Snapshot snapshot, Map<String, Double> figures) {}

  private final WorldTopic topic;
  private final boolean diverges;
  private final List<Mark> marks = new ArrayList<>();

  private final List<Long> answered = new ArrayList<>();

  /** The surviving history, by window. */
  private final TreeMap<Long, Snapshot> windows = new TreeMap<>();

  private State state; // null before the first block
  private Event.RunStarted started;
  private String ended;
  private LawBroken broken;

  /**
   * @param diverges whether windows may diverge
   */
  Laws(WorldTopic topic, boolean diverges) {
    this.topic = topic;
    this.diverges = diverges;
  }

  /** A block stands in the log for good. */
  void landed(Commit commit) {
    JournalBlock block = commit.block();
    equal("number of the block", (long) marks.size(), block.sequence());
    equal("the run goes on after its end", null, ended);
    List<Reject> rejects = new ArrayList<>();
    for (Event event : block.events()) {
      switch (event) {
        case Event.RunStarted start -> start(start);
        case Event.WindowApplied window -> {
          window(window);
          rejects.addAll(window.rejects());
        }
        case Event.WindowSkipped window -> {
          skipped(window);
          rejects.addAll(window.rejects());
        }
        case Event.RolledBack back -> rolledBack(back);
        case Event.RunEnded end -> {
          Training.apply(state, new Input.End(end.reason(), end.command()));
          ended = end.reason();
          if (end.command() != Event.NO_COMMAND) {
            answered.add(end.command());
          }
        }
        case Event.Order order -> {
          equal("answer", Training.apply(state, new Input.Order(order)).event(), order);
          answered.add(order.command());
        }
        case Event.RunBranched branch -> check(false, "nothing here writes a " + branch);
      }
    }
    equal("dead letters", rejects.size(), commit.rejected().size());
    for (int i = 0; i < rejects.size(); i++) {
      equal("offset of a dead letter", rejects.get(i).offset(), commit.rejected().get(i).offset());
    }
    equal("certificate", hex(state.certificate()), hex(block.certificate()));
    marks.add(
        new Mark(state.certificate(), Snapshots.of(state, block.sequence()), state.figures()));
  }

  /** An event in a few words. */
  static String brief(Event event) {
    return switch (event) {
      case Event.WindowApplied w -> "window %d (%d steps)".formatted(w.window(), w.steps().size());
      case Event.WindowSkipped w -> "window " + w.window() + " skipped";
      case Event.RolledBack b -> "back to window " + b.window() + ", attempt " + b.attempt();
      case Event.RunEnded e -> "end: " + e.reason();
      default -> event.getClass().getSimpleName();
    };
  }

  private void start(Event.RunStarted start) {
    equal("the run started before", null, state);
    started = start;
    state = State.of(start);
    windows.put(0L, Snapshots.of(state, 0));
  }

  private void window(Event.WindowApplied window) {
    equal("window", state.window() + 1, window.window());
    long step = state.step();
    for (StepReport report : window.steps()) {
      equal("step", ++step, report.step());
    }
    Rows rows = rows(window.spans(), window.rejects());
    Report report =
        Training.apply(
            state, new Input.Window(window.seal(), window.spans(), window.rejects(), rows));
    equal("a window that diverges is no event", null, report.divergence());
    equal("what was learned", report.event(), window);
    windows.put(state.window(), Snapshots.of(state, 0));
  }

  private void skipped(Event.WindowSkipped window) {
    equal("skipped window", state.window() + 1, window.window());
    Rows rows = rows(window.spans(), window.rejects());
    if (window.command() != Event.NO_COMMAND) {
      Input input = new Input.Window(window.seal(), window.spans(), window.rejects(), rows);
      equal("what was skipped on command", Training.apply(state, input).event(), window);
      windows.put(state.window(), Snapshots.of(state, 0));
      return;
    }
    Report tried =
        Training.apply(
            as(Snapshots.of(state, 0)),
            new Input.Window(window.seal(), window.spans(), window.rejects(), rows));
    equal("why a window is skipped", tried.divergence(), window.reason());
    Input skip = new Input.Skip(window.seal(), window.spans(), window.rejects(), window.reason());
    equal("what was skipped", Training.apply(state, skip).event(), window);
    windows.put(state.window(), Snapshots.of(state, 0));
  }

  private void rolledBack(Event.RolledBack back) {
    equal("history that was left", hex(state.certificate()), back.discarded());
    check(windows.containsKey(back.window()), "gone back to a window that never was: " + back);
    double slower = setting("optimizer.learningRate") * setting("onDivergence.rollback.rate");
    windows.tailMap(back.window(), false).clear();
    state = as(windows.get(back.window()));
    Training.apply(state, new Input.Back(back));
    equal("rate after a roll-back", slower, setting("optimizer.learningRate"));
  }

  private double setting(String path) {
    return Double.parseDouble(state.flatSettings().get(path));
  }

  private State as(Snapshot snapshot) {
    State copy = State.of(started);
    Snapshots.restore(snapshot, copy);
    return copy;
  }

  /** The usable records of spans, which follow the state's positions and hold what they say. */
  private Rows rows(List<Span> spans, List<Reject> rejected) {
    Rows rows = new Rows(WorldTopic.LAYOUT, 16);
    List<Reject> rejects = new ArrayList<>();
    for (Span span : spans) {
      equal("begin of " + span, state.positions().get(span.partition()), span.fromOffset());
      var there = topic.between(span.partition(), span.fromOffset(), span.toOffsetExclusive());
      equal("records of " + span, there.size(), span.records());
      equal("hash of " + span, WorldTopic.hash(there), span.hash());
      for (int i = 0; i < there.size(); i++) {
        if (there.get(i).numbers() == null) {
          rejects.add(new Reject(0, span.partition(), there.get(i).offset(), i, ""));
        } else {
          WorldTopic.addTo(rows, there.get(i));
        }
      }
    }
    equal("rejects", rejects, rejected.stream().map(Reject::withoutReason).toList());
    return rows;
  }

  /**
   * A sink is shown a block.
   *
   * @param next number of the block that it waits for; -1 before a session's first
   */
  void shown(CommittedBlock shown, long next) {
    long sequence = shown.block().sequence();
    check(next < 0 || sequence == next, "block " + sequence + " is shown instead of " + next);
    check(sequence < marks.size(), "block " + sequence + " is shown before it is committed");
    Mark mark = marks.get((int) sequence);
    equal("shown certificate", hex(mark.certificate()), hex(shown.block().certificate()));
    // Where a window diverged the state is gone, and figures are those of a block before.
    if (shown.metrics() != null && !diverges) {
      equal("shown figures", mark.figures(), shown.metrics().figures());
    }
  }

  /** Each command that stands before the next one to take has one answer, in the topic's order. */
  void answeredInOrder(WorldControl control) {
    List<Long> wanted =
        LongStream.range(0, state == null ? 0 : state.nextCommand())
            .filter(control::wantsAnswer)
            .boxed()
            .toList();
    equal("answered commands", wanted, answered);
  }

  boolean paused() {
    return state != null && state.paused() && ended == null;
  }

  long window() {
    return state == null ? 0 : state.window();
  }

  /** A sink is told where a session begins. */
  void begun(long step) {
    check(
        marks.stream().anyMatch(mark -> mark.snapshot().step() == step),
        "a session begins at step " + step + ", after which nothing was committed");
  }

  /** A snapshot is handed to the store. */
  void stored(Snapshot snapshot) {
    check(
        snapshot.blockSequence() < marks.size(),
        "a snapshot of block " + snapshot.blockSequence() + " comes before its commit");
    Snapshot truth = marks.get((int) snapshot.blockSequence()).snapshot();
    equal("step of a snapshot", truth.step(), snapshot.step());
    equal("window of a snapshot", truth.window(), snapshot.window());
    for (int i = 0; i < truth.arrays().size(); i++) {
      NamedArray array = truth.arrays().get(i);
      check(
          Objects.deepEquals(array.values(), snapshot.arrays().get(i).values()),
          "the snapshot of step " + snapshot.step() + " differs in " + array.name());
    }
  }

  String ended() {
    return ended;
  }

  long blocks() {
    return marks.size();
  }

  boolean started() {
    return started != null;
  }

  long step() {
    return state == null ? 0 : state.step();
  }

  byte[] certificate() {
    return state.certificate();
  }

  Map<String, Double> figures() {
    return state.figures();
  }

  /** Whether every record that is to be learned from was used; used twice was found before. */
  boolean usedAll() {
    if (state == null) {
      return false;
    }
    for (var at : state.positions().entrySet()) {
      long end = started.endOffsets().getOrDefault(at.getKey(), topic.end(at.getKey()));
      if (!topic.between(at.getKey(), at.getValue(), end).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  void check(boolean holds, String otherwise) {
    if (!holds) {
      broken = broken == null ? new LawBroken(otherwise) : broken;
      throw broken;
    }
  }

  /** The first violation, whoever may have borne it; null where there is none. */
  LawBroken broken() {
    return broken;
  }

  private void equal(String what, Object expected, Object came) {
    check(Objects.equals(expected, came), what + ": expected " + expected + ", came " + came);
  }

  private static String hex(byte[] certificate) {
    return Certificate.hex(Arrays.copyOf(certificate, Certificate.LENGTH));
  }
}
