package dev.gradstream.training;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.state.StateVisitor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows that wait, by their records' keys, the oldest first; each with when it came and a few
 * numbers that are kept for it. Part of the state, on the fold's thread.
 */
final class WaitingRows {
  private static final int CLOCK = 0;
  private static final int NUMBER = 1;
  private static final int KEPT = 2;
  private final String prefix;
  private final int width; // of what is kept beside a row
  private final Map<String, Integer> places = new LinkedHashMap<>(); // by key: number in rows
  private Rows rows; // those that wait, and some that no longer do
  private double[] beside; // (rows, width): clock, number, what the caller keeps

  /**
   * @param layout with keys; without features, where keys are all that is kept
   * @param kept numbers that are kept for each row
   */
  WaitingRows(String prefix, RowLayout layout, int kept) {
    this.prefix = prefix;
    width = KEPT + kept;
    rows = new Rows(layout, 16);
    beside = new double[16 * width];
  }

  int count() {
    return places.size();
  }

  boolean has(String key) {
    return places.containsKey(key);
  }

  /** Takes a row out: its place in {@link #rows}, good until the next one is added; -1 for none. */
  int take(String key) {
    Integer place = places.remove(key);
    return place == null ? -1 : place;
  }

  /** Takes the oldest out. */
  void takeOldest() {
    var oldest = places.entrySet().iterator();
    oldest.next();
    oldest.remove();
  }

  /** Takes out all that came before a time or a number; how many they were. */
  int expire(long clock, long number) {
    int expired = 0;
    while (!places.isEmpty()) {
      int at = places.values().iterator().next() * width;
      if (beside[at + CLOCK] >= clock && beside[at + NUMBER] >= number) {
        break;
      }
      takeOldest();
      expired++;
    }
    return expired;
  }

  /**
   * Adds a row that came now.
   *
   * @return where the numbers that are kept for it begin in {@link #beside}
   */
  int add(Rows from, int row, String key, long clock, long number) {
    if (rows.count() > 64 + 2 * places.size()) {
      compact();
    }
    int place = rows.count();
    if (rows.layout().features().isEmpty()) {
      rows.add();
      rows.key(from.key(row), 0);
    } else {
      rows.addAll(from, row, 1);
    }
    if (beside.length < (place + 1) * width) {
      beside = Arrays.copyOf(beside, 2 * (place + 1) * width);
    }
    beside[place * width + CLOCK] = clock;
    beside[place * width + NUMBER] = number;
    places.put(key, place);
    return kept(place);
  }

  Rows rows() {
    return rows;
  }

  double[] beside() {
    return beside;
  }

  /** Where the numbers that are kept for a row begin in {@link #beside}. */
  int kept(int place) {
    return place * width + KEPT;
  }

  // What waits stands at the front, and its texts lie as they will once restored.
  private void compact() {
    Rows waiting = new Rows(rows.layout(), Math.max(16, places.size()));
    double[] with = new double[Math.max(16, places.size()) * width];
    for (Map.Entry<String, Integer> entry : places.entrySet()) {
      int place = waiting.count();
      waiting.addAll(rows, entry.getValue(), 1);
      System.arraycopy(beside, entry.getValue() * width, with, place * width, width);
      entry.setValue(place);
    }
    rows = waiting;
    beside = with;
  }

  /** Makes room for what a snapshot holds. */
  void prepare(Snapshot snapshot) {
    rows = KeptRows.of(snapshot, prefix, rows.layout());
    beside =
        Arrays.copyOf(KeptRows.doubles(snapshot, prefix + "beside"), (rows.count() + 1) * width);
    places.clear();
    for (int row = 0; row < rows.count(); row++) {
      places.put(new String(rows.key(row), StandardCharsets.ISO_8859_1), row);
    }
  }

  void visit(StateVisitor visitor) {
    compact();
    KeptRows.show(prefix, rows, visitor);
    visitor.doubles(prefix + "beside", beside, 0, rows.count(), width, width);
  }
}
