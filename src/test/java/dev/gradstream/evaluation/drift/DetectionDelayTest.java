package dev.gradstream.evaluation.drift;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How soon each detector, with its defaults, notices a change, and how often it cries without one:
 * the table of docs/drift.md, and bounds on what stands there.
 */
class DetectionDelayTest {
  private static final Path PAGE = Path.of("docs/drift.md");
  private static final int STREAMS = 100;
  private static final int CHANGE = 5_000; // values before it
  private static final int LENGTH = 10_000;

  /** A stream's mean at its i-th value, and how a value is drawn around it. */
  private record Source(String name, boolean gaussian, double from, double to, int over) {
    double value(Random random, int i) {
      double part = i < CHANGE ? 0 : over == 0 ? 1 : Math.min(1, (i - CHANGE + 1.0) / over);
      double mean = from + part * (to - from);
      return gaussian ? mean + 0.1 * random.nextGaussian() : random.nextDouble() < mean ? 1 : 0;
    }
  }

  private static final List<Source> SOURCES =
      List.of(
          new Source("misses, 20 %", false, 0.2, 0.2, 0),
          new Source("misses, 20 % to 40 % at once", false, 0.2, 0.4, 0),
          new Source("misses, 20 % to 40 % within 1,000", false, 0.2, 0.4, 1_000),
          new Source("misses, 20 % to 25 % at once", false, 0.2, 0.25, 0),
          new Source("N(0.3, 0.1²)", true, 0.3, 0.3, 0),
          new Source("N(0.3, 0.1²) to N(0.4, 0.1²) at once", true, 0.3, 0.4, 0),
          new Source("N(0.3, 0.1²) to N(0.4, 0.1²) within 1,000", true, 0.3, 0.4, 1_000));

  /**
   * @param noticed streams with an alarm after the change
   * @param median values from the change to the first alarm, among those
   * @param slow the same of the ninth of ten
   * @param falseAlarms before the change, or anywhere where there is none, in all streams
   */
  private record Found(int noticed, int median, int slow, int falseAlarms) {}

  /** What is promised of large changes, and of quiet: see {@link Found}. */
  private record Bound(int noticed, int median, int falseAlarms) {}

  private static final Map<String, Bound> BOUNDS =
      Map.of(
          "adwin", new Bound(100, 200, 2),
          "page-hinkley", new Bound(100, 600, 25),
          "ddm", new Bound(90, 600, 70)); // after many hits its rate is slow to move

  private static Found of(String detector, Source source) {
    int[] delays = new int[STREAMS];
    int noticed = 0;
    int falseAlarms = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      DriftDetector watch = DriftDetectors.of(Settings.of(Map.of("detector", detector)));
      Random random = new Random(seed);
      boolean first = true;
      for (int i = 0; i < LENGTH; i++) {
        if (watch.observe(source.value(random, i))) {
          if (i < CHANGE || source.from == source.to) {
            falseAlarms++;
          } else if (first) {
            first = false;
            delays[noticed++] = i - CHANGE + 1;
          }
        }
      }
    }
    int[] sorted = Arrays.copyOf(delays, noticed);
    Arrays.sort(sorted);
    return noticed == 0
        ? new Found(0, 0, 0, falseAlarms)
        : new Found(noticed, sorted[noticed / 2], sorted[noticed * 9 / 10], falseAlarms);
  }

  private static Map<String, Map<String, Found>> all() {
    Map<String, Map<String, Found>> all = new LinkedHashMap<>();
    for (Source source : SOURCES) {
      Map<String, Found> row = new LinkedHashMap<>();
      for (String detector : DriftDetectors.names()) {
        if (!source.gaussian || !detector.equals("ddm")) {
          row.put(detector, of(detector, source));
        }
      }
      all.put(source.name, row);
    }
    return all;
  }

  @Test
  void changes_are_noticed_within_stated_bounds_and_the_page_has_the_figures() throws IOException {
    Map<String, Map<String, Found>> all = all();
    String table = table(all);
    if (Boolean.getBoolean("gradstream.write.reference")) {
      String page = Files.readString(PAGE);
      int from = page.indexOf("| stream |");
      int to = page.indexOf("\n\n", from) + 1;
      Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
    }
    assertTrue(
        Files.readString(PAGE).contains(table),
        () -> PAGE + " is out of date: run this with -Dgradstream.write.reference=true\n" + table);
    for (Source source : SOURCES) {
      Map<String, Found> row = all.get(source.name);
      for (String detector : row.keySet()) {
        Found found = row.get(detector);
        String what = detector + ", " + source.name + ": " + found;
        Bound bound = BOUNDS.get(detector);
        assertTrue(found.falseAlarms <= bound.falseAlarms, what);
        if (source.to - source.from > 0.08) {
          assertTrue(found.noticed >= bound.noticed, what);
          assertTrue(found.median <= bound.median + source.over, what);
        }
      }
    }
  }

  private static String table(Map<String, Map<String, Found>> all) {
    StringBuilder table = new StringBuilder("| stream |");
    DriftDetectors.names().forEach(name -> table.append(" ").append(name).append(" |"));
    table.append("\n|---|").append("---|".repeat(DriftDetectors.names().size())).append("\n");
    all.forEach(
        (source, row) -> {
          table.append("| ").append(source).append(" |");
          for (String detector : DriftDetectors.names()) {
            table.append(" ").append(cell(row.get(detector), source)).append(" |");
          }
          table.append("\n");
        });
    return table.toString();
  }

  private static String cell(Found found, String source) {
    if (found == null) {
      return "-";
    }
    String cried = found.falseAlarms + " false";
    return source.contains(" to ")
        ? String.format(
            Locale.ROOT,
            "%d of %d after %,d (%,d); %s",
            found.noticed,
            STREAMS,
            found.median,
            found.slow,
            cried)
        : cried;
  }
}
