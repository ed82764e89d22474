package dev.gradstream.web;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Span;
import dev.gradstream.training.StepReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The last events of a journal, those of them that are no window, and the last records that could
 * not be used, newest first.
 *
 * <p>Events are put into words when somebody looks, not while the trainer waits.
 */
final class JournalTail {
  private static final int EVENTS = 30;
  private static final int TURNS = 200;
  private static final int REJECTS = 20;
  private static final int SPANS_SHOWN = 4;
  private static final int REASON_LENGTH = 300;

  private record Entry(JournalBlock block, Event event) {}

  private final Deque<Entry> events = new ArrayDeque<>();
  private final Deque<Entry> turns = new ArrayDeque<>();
  private final Deque<Reject> rejects = new ArrayDeque<>();

  void add(JournalBlock block) {
    int shown = block.events().size() - EVENTS; // a block may have ten thousand
    for (int i = 0; i < block.events().size(); i++) {
      Event event = block.events().get(i);
      if (i >= shown) {
        push(events, new Entry(block, event), EVENTS);
      }
      if (event instanceof Event.WindowApplied window) {
        for (int r = 0; r < window.rejects().size(); r++) { // for every window: nothing is made
          push(rejects, window.rejects().get(r), REJECTS);
        }
      } else {
        push(turns, new Entry(block, event), TURNS);
      }
    }
  }

  List<Map<String, Object>> events() {
    return rows(events);
  }

  /** What a run's course turned at: starts, changes, roll-backs, its end. */
  List<Map<String, Object>> turns() {
    return rows(turns);
  }

  private static List<Map<String, Object>> rows(Deque<Entry> entries) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Entry entry : entries) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("block", entry.block().sequence());
      row.put("atMs", entry.block().committedAtMs());
      row.put("kind", entry.event().getClass().getSimpleName());
      row.put("text", words(entry.event()));
      rows.add(row);
    }
    return rows;
  }

  List<Map<String, Object>> rejects() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Reject reject : rejects) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("partition", reject.partition());
      row.put("offset", reject.offset());
      row.put("reason", shortened(reject.reason()));
      rows.add(row);
    }
    return rows;
  }

  private static String words(Event event) {
    return switch (event) {
      case Event.RunStarted started -> "run " + started.run() + ", version " + started.version();
      case Event.WindowApplied window -> words(window);
      case Event.RunEnded ended -> shortened(ended.reason());
      case Event.SpecificationChanged changed -> shortened(changed.changes().describe());
      case Event.SkipOrdered ordered -> "window " + ordered.window() + " will be skipped";
      case Event.WindowSkipped skipped ->
          "window %d; %s; %s"
              .formatted(skipped.window(), words(skipped.spans()), shortened(skipped.reason()));
      case Event.RolledBack back ->
          "to step %d (window %d), %s; %s"
              .formatted(
                  back.step(), back.window(), back.changes().describe(), shortened(back.reason()));
      case Event.RunBranched branched ->
          "from run %s at step %d".formatted(branched.parent(), branched.step());
      case Event.RunPaused paused -> "no further window is learned from";
      case Event.RunResumed resumed -> "the run goes on";
      case Event.CommandRefused refused -> shortened(refused.reason());
    };
  }

  private static String words(Event.WindowApplied window) {
    StringBuilder words = new StringBuilder("window ").append(window.window());
    List<StepReport> steps = window.steps();
    if (!steps.isEmpty()) {
      long last = steps.getLast().step();
      words.append(steps.size() == 1 ? ", step " : ", steps ");
      if (steps.size() > 1) {
        words.append(steps.getFirst().step()).append('–');
      }
      words.append(last);
      int examples = steps.stream().mapToInt(StepReport::examples).sum();
      words.append(", ").append(examples).append(examples == 1 ? " example" : " examples");
    }
    words.append(", sealed by ").append(window.seal().name().toLowerCase(Locale.ROOT));
    if (!window.spans().isEmpty()) {
      words.append("; ").append(words(window.spans()));
    }
    window.drifts().forEach(drift -> words.append("; drift: ").append(drift.describe()));
    if (!steps.isEmpty()) {
      words.append("; digest ").append("%016x".formatted(steps.getLast().digest()));
    }
    return words.toString();
  }

  private static String words(List<Span> spans) {
    String shown =
        spans.stream()
            .limit(SPANS_SHOWN)
            .map(
                span ->
                    "p%d [%d, %d)"
                        .formatted(span.partition(), span.fromOffset(), span.toOffsetExclusive()))
            .collect(Collectors.joining(" "));
    int more = spans.size() - SPANS_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String shortened(String text) {
    return text.length() <= REASON_LENGTH ? text : text.substring(0, REASON_LENGTH) + "…";
  }

  private static <T> void push(Deque<T> deque, T item, int most) {
    deque.addFirst(item);
    if (deque.size() > most) {
      deque.removeLast();
    }
  }
}
