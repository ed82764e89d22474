package dev.gradstream.pipeline.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotPaceTest {
  private static final long NEVER = Long.MAX_VALUE;

  private static SnapshotPace pace(Map<String, String> settings) {
    return SnapshotPace.of(Settings.ofFlat(settings));
  }

  @Test
  void without_a_pace_ten_thousand_steps_make_one_due_but_not_twice_a_second() {
    SnapshotPace pace = pace(Map.of());
    assertEquals(new SnapshotPace(10_000, NEVER, 1000), pace);
    assertFalse(pace.isDue(9_999, 3_600_000));
    assertFalse(pace.isDue(1_000_000, 999));
    assertTrue(pace.isDue(10_000, 1000));
  }

  @Test
  void a_number_of_steps_that_is_named_holds_however_fast_they_are() {
    assertTrue(pace(Map.of("everySteps", "10")).isDue(10, 0));
    assertFalse(pace(Map.of("everySteps", "10")).isDue(9, 3_600_000));
  }

  @Test
  void a_time_is_by_time_only_unless_steps_are_named_too() {
    SnapshotPace byTime = pace(Map.of("every", "200ms"));
    assertFalse(byTime.isDue(1_000_000, 199));
    assertTrue(byTime.isDue(1, 200));
    assertFalse(byTime.isDue(0, 3_600_000), "nothing was learned");
    SnapshotPace both = pace(Map.of("every", "200ms", "everySteps", "10"));
    assertTrue(both.isDue(10, 0));
    assertTrue(both.isDue(1, 200));
    assertThrows(SettingsException.class, () -> pace(Map.of("every", "0ms")));
  }
}
