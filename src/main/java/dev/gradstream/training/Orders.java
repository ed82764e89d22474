package dev.gradstream.training;

import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What people have asked of a run, and what was done about windows that diverged; part of its
 * state, on the fold's thread.
 *
 * <p>A run that was never steered has nothing of this in its snapshots.
 */
final class Orders {
  private static final int NEXT_COMMAND = 0;
  private static final int PAUSED = 1;
  private static final int ATTEMPT = 2;
  private static final int DIVERGED_WINDOW = 3;
  private static final int SKIPPED_EXAMPLES = 4;
  private static final int SKIPPED_WINDOWS = 5;
  private static final int SKIPPED_IN_A_ROW = 6;
  private static final int FIXED = 7;

  private final long[] counts = new long[FIXED];
  private final List<Event.SkipOrdered> skips = new ArrayList<>(); // windows ascending

  long nextCommand() {
    return counts[NEXT_COMMAND];
  }

  boolean paused() {
    return counts[PAUSED] != 0;
  }

  /** Roll-backs in a row that have not led past the window that diverged. */
  int attempts() {
    return (int) counts[ATTEMPT];
  }

  long divergedWindow() {
    return counts[DIVERGED_WINDOW];
  }

  /** Usable examples of the windows that were skipped. */
  long skippedExamples() {
    return counts[SKIPPED_EXAMPLES];
  }

  long skippedWindows() {
    return counts[SKIPPED_WINDOWS];
  }

  /** Windows skipped since the last one that was learned from, because they diverged. */
  long skippedInARow() {
    return counts[SKIPPED_IN_A_ROW];
  }

  List<Event.SkipOrdered> skips() {
    return List.copyOf(skips);
  }

  /** Takes the place of a command, which lies behind that of every one before. */
  void taken(long command) {
    if (command < counts[NEXT_COMMAND]) {
      throw new ContradictionException(
          "command %d is answered after command %d".formatted(command, counts[NEXT_COMMAND] - 1));
    }
    counts[NEXT_COMMAND] = command + 1;
  }

  void paused(boolean paused) {
    if (paused == paused()) {
      throw new ContradictionException(
          paused ? "the run is paused twice" : "the run is resumed without a pause");
    }
    counts[PAUSED] = paused ? 1 : 0;
  }

  void skip(Event.SkipOrdered ordered, long windowsSoFar) {
    long last = skips.isEmpty() ? windowsSoFar : skips.getLast().window();
    if (ordered.window() <= windowsSoFar || isToSkip(ordered.window())) {
      throw new ContradictionException(
          "window %d is to be skipped, but it was before or twice; last window so far: %d"
              .formatted(ordered.window(), last));
    }
    skips.add(ordered);
    skips.sort((a, b) -> Long.compare(a.window(), b.window()));
  }

  boolean isToSkip(long window) {
    for (Event.SkipOrdered skip : skips) { // asked for every window: no stream
      if (skip.window() == window) {
        return true;
      }
    }
    return false;
  }

  /** The window is passed over on command: whose that was. */
  long skipOrdered(long window, int examples) {
    Event.SkipOrdered first = skips.removeFirst();
    if (first.window() != window) {
      throw new IllegalStateException("window " + first.window() + " was to be skipped before");
    }
    counts[SKIPPED_WINDOWS]++;
    counts[SKIPPED_EXAMPLES] += examples;
    return first.command();
  }

  /** The window is passed over because it diverged. */
  void skipDiverged(int examples) {
    counts[SKIPPED_WINDOWS]++;
    counts[SKIPPED_EXAMPLES] += examples;
    counts[SKIPPED_IN_A_ROW]++;
  }

  void learned() {
    counts[SKIPPED_IN_A_ROW] = 0;
  }

  /** A window was taken, one way or the other: roll-backs before one further on have helped. */
  void passed(long window) {
    if (window > counts[DIVERGED_WINDOW]) {
      counts[ATTEMPT] = 0;
      counts[DIVERGED_WINDOW] = 0;
    }
  }

  /** What was ordered up to a roll-back is not taken back by it. */
  void carry(Event.RolledBack back) {
    counts[NEXT_COMMAND] = back.nextCommand();
    counts[ATTEMPT] = back.attempt();
    counts[DIVERGED_WINDOW] = back.divergedWindow();
    skips.clear();
    skips.addAll(back.skips());
  }

  /** Shows itself where there is something to show. */
  void visit(StateVisitor visitor) {
    long[] image = image();
    if (image.length > FIXED || Arrays.stream(image).anyMatch(count -> count != 0)) {
      visitor.longs("training/orders", image, image.length);
    }
  }

  private long[] image() {
    long[] image = Arrays.copyOf(counts, FIXED + 2 * skips.size());
    int at = FIXED;
    for (Event.SkipOrdered skip : skips) {
      image[at++] = skip.command();
      image[at++] = skip.window();
    }
    return image;
  }

  /** Becomes what a visitor was shown; {@code image} may be empty for nothing. */
  void restore(long[] image) {
    Arrays.fill(counts, 0);
    System.arraycopy(image, 0, counts, 0, Math.min(image.length, FIXED));
    skips.clear();
    for (int at = FIXED; at + 1 < image.length; at += 2) {
      skips.add(new Event.SkipOrdered(image[at], image[at + 1]));
    }
  }
}
