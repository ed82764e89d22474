package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time as their cyclic parts, each the sine and the cosine of where it is in its round:
 * 23:59 lies beside 00:00, December beside January.
 *
 * <p>Options: {@code time}, which parts; {@code unit} of plain numbers; {@code zone}, UTC or a
 * fixed offset. No zone with rules: they change with the Java version, and a replay with them.
 * Learns nothing.
 */
final class TimeParts implements Gathering {
  private static final Pattern OFFSET = Pattern.compile("([+-])(\\d\\d):(\\d\\d)");

  private final List<String> columnNames;
  private final int[] columns; // (c) indices into a row
  private final TimePart[] parts;
  private final double unitMs;
  private final long offsetMs;
  private final CivilTime time = new CivilTime();

  private TimeParts(
      List<String> columnNames, int[] columns, TimePart[] parts, double unitMs, long offsetMs) {
    this.columnNames = columnNames;
    this.columns = columns;
    this.parts = parts;
    this.unitMs = unitMs;
    this.offsetMs = offsetMs;
  }

  static TimeParts of(Settings block, RowLayout layout) {
    if (!block.text("scale", "none").equals("none")) {
      throw block.problem("scale", "parts of times lie within -1 and 1; leave it out");
    }
    return new TimeParts(
        ColumnNames.of(block, "columns"),
        PlainColumns.places(block, layout),
        parts(block),
        inSeconds(block) ? 1000 : 1,
        offsetMs(block));
  }

  /** Whether times come as seconds, or as texts; else they are plain numbers of milliseconds. */
  static boolean inSeconds(Settings block) {
    return block.choice("unit", List.of("seconds", "milliseconds"), "seconds").equals("seconds");
  }

  private static TimePart[] parts(Settings block) {
    List<TimePart> parts = new ArrayList<>();
    for (String word : block.texts("time")) {
      int at = TimePart.words().indexOf(word);
      if (at < 0) {
        throw block.problem(
            "time",
            "expected parts among %s, got '%s'%s"
                .formatted(
                    String.join(", ", TimePart.words()),
                    word,
                    dev.gradstream.settings.Nearest.hint(word, TimePart.words())));
      }
      if (parts.contains(TimePart.values()[at])) {
        throw block.problem("time", "'" + word + "' is there twice");
      }
      parts.add(TimePart.values()[at]);
    }
    if (parts.isEmpty()) {
      throw block.problem(
          "time", "expected at least one of " + String.join(", ", TimePart.words()));
    }
    return parts.toArray(TimePart[]::new);
  }

  private static long offsetMs(Settings block) {
    String zone = block.text("zone", "UTC");
    if (zone.equals("UTC")) {
      return 0;
    }
    Matcher offset = OFFSET.matcher(zone);
    if (!offset.matches()
        || Integer.parseInt(offset.group(2)) > 18
        || Integer.parseInt(offset.group(3)) > 59) {
      throw block.problem(
          "zone",
          "expected UTC or a fixed offset such as \"+02:00\", got '"
              + zone
              + "' (the rules of named zones change, and a replay with them)");
    }
    long minutes = 60L * Integer.parseInt(offset.group(2)) + Integer.parseInt(offset.group(3));
    return 60_000 * (offset.group(1).equals("-") ? -minutes : minutes);
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (String column : columnNames) {
      for (TimePart part : parts) {
        names.add(column + "." + part.word() + ".sin");
        names.add(column + "." + part.word() + ".cos");
      }
    }
    return names;
  }

  @Override
  public int[] marked() {
    int[] marked = new int[columns.length];
    for (int c = 0; c < marked.length; c++) {
      marked[c] = c * 2 * parts.length;
    }
    return marked;
  }

  @Override
  public List<String> markNames() {
    return columnNames;
  }

  @Override
  public boolean gather(Rows rows, int row, double[] into) {
    boolean complete = true;
    int at = 0;
    for (int column : columns) {
      double millis = Math.rint(rows.value(row, column) * unitMs);
      boolean known = millis >= CivilTime.LEAST_MS && millis <= CivilTime.MOST_MS;
      complete &= known;
      if (known) {
        time.set((long) millis + offsetMs);
      }
      for (TimePart part : parts) {
        into[at++] = known ? Turn.sin(part.part(time), part.whole(time)) : Double.NaN;
        into[at++] = known ? Turn.cos(part.part(time), part.whole(time)) : Double.NaN;
      }
    }
    return complete;
  }
}
