package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradstream.settings.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kind of block against the laws and against what it should gather, written the slow way. */
class GatheringContractTest {
  /** A new member needs a line in each of these: a block that asks for it, and its definition. */
  private static final Map<String, Map<String, Object>> BLOCKS =
      Map.of(
          "",
          Map.of("columns", List.of("b", "a")),
          "lag",
          Map.of("columns", List.of("a", "y"), "lag", "2", "key", "k", "keys", "3"),
          "time",
          Map.of(
              "columns",
              List.of("t"),
              "time",
              List.of("hour", "weekday", "monthday", "month", "yearday"),
              "zone",
              "-03:30"));

  private static final Map<String, GatheringLaws.Definition> DEFINITIONS =
      Map.of(
          "",
          (rows, row) -> new double[] {rows.value(row, 1), rows.value(row, 0)},
          "lag",
          GatheringContractTest::lag,
          "time",
          GatheringContractTest::time);

  @TestFactory
  Stream<DynamicTest> every_member_keeps_the_laws() {
    return BLOCKS.keySet().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name.isEmpty() ? "plain" : name,
                    () -> new GatheringLaws(() -> of(name), DEFINITIONS.get(name)).all()));
  }

  @Test
  void every_member_has_a_definition_and_every_definition_a_member() {
    Set<String> names = new TreeSet<>(Gatherings.names());
    names.add("");
    assertEquals(names, new TreeSet<>(BLOCKS.keySet()));
    assertEquals(names, new TreeSet<>(DEFINITIONS.keySet()));
  }

  @Test
  void a_member_that_does_nothing_fails() {
    DEFINITIONS.forEach(
        (name, definition) -> {
          GatheringLaws laws = new GatheringLaws(() -> new Nothing(of(name).names()), definition);
          assertThrows(AssertionError.class, laws::all, name);
        });
  }

  private static Gathering of(String name) {
    return Gatherings.of(Settings.of(BLOCKS.get(name)), GatheringLaws.LAYOUT);
  }

  // Three keys at most: the one that was not seen for the longest time is forgotten.
  private static double[] lag(Rows rows, int row) {
    Map<String, List<double[]>> byKey = new LinkedHashMap<>(); // the oldest first
    for (int r = 0; r <= row; r++) {
      String key = rows.text(r, 2);
      if (key == null) {
        continue;
      }
      List<double[]> known = byKey.remove(key);
      if (r == row) {
        return last(known == null ? List.of() : known);
      }
      known = known == null ? new ArrayList<>() : known;
      known.addFirst(new double[] {rows.value(r, 0), rows.value(r, 4)});
      byKey.put(key, known);
      if (byKey.size() > 3) {
        byKey.remove(byKey.keySet().iterator().next());
      }
    }
    return last(List.of());
  }

  private static double[] last(List<double[]> known) {
    double[] last = new double[4];
    for (int i = 0; i < 4; i++) {
      last[i] = i % 2 < known.size() ? known.get(i % 2)[i / 2] : Double.NaN;
    }
    return last;
  }

  private static double[] time(Rows rows, int row) {
    double seconds = rows.value(row, 3);
    if (!(seconds >= -62_167_219_200.0 && seconds < 253_402_300_800.0)) {
      double[] none = new double[10];
      java.util.Arrays.fill(none, Double.NaN);
      return none;
    }
    LocalDateTime there =
        LocalDateTime.ofInstant(
            Instant.ofEpochMilli(Math.round(seconds * 1000)), ZoneOffset.of("-03:30"));
    LocalDate date = there.toLocalDate();
    double[] phases = {
      there.toLocalTime().toNanoOfDay() / 86_400e9,
      (date.getDayOfWeek().getValue() - 1) / 7.0,
      (date.getDayOfMonth() - 1.0) / date.lengthOfMonth(),
      (date.getMonthValue() - 1) / 12.0,
      (date.getDayOfYear() - 1.0) / date.lengthOfYear()
    };
    double[] parts = new double[10];
    for (int p = 0; p < phases.length; p++) {
      parts[2 * p] = Math.sin(2 * Math.PI * phases[p]);
      parts[2 * p + 1] = Math.cos(2 * Math.PI * phases[p]);
    }
    return parts;
  }

  /** Gathers nothing. */
  private record Nothing(List<String> names) implements Gathering {
    @Override
    public int[] marked() {
      return new int[0];
    }

    @Override
    public List<String> markNames() {
      return List.of();
    }

    @Override
    public boolean gather(Rows rows, int row, double[] into) {
      return false;
    }
  }
}
