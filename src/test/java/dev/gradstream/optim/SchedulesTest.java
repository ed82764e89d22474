package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  private static Schedule of(Map<String, String> decay) {
    Settings settings = Settings.of(decay);
    Schedule schedule = Schedules.of(settings, 0.1);
    settings.refuseUnknown();
    return schedule;
  }

  @Test
  void rates_follow_their_formulas() {
    assertEquals(0.1, of(Map.of()).rate(1000));
    assertEquals(0.1, of(Map.of("name", "none")).rate(1000));
    assertEquals(0.1 / 1.5, of(Map.of("name", "inverse-time", "rate", "0.001")).rate(500));
    assertEquals(
        0.1 * Math.sqrt(0.5),
        of(Map.of("name", "exponential", "factor", "0.5", "every", "10")).rate(5),
        1e-16);
    assertEquals(0.025, of(Map.of("name", "step", "factor", "0.5", "every", "10")).rate(29));
  }

  @Test
  void the_first_step_has_the_base_rate() {
    for (String name : Schedules.names()) {
      Settings options = Settings.of(Map.of("name", name, "rate", "0.5", "factor", "0.5"));
      assertEquals(0.1, Schedules.of(options, 0.1).rate(0), name);
    }
  }

  @Test
  void an_unknown_schedule_is_refused_with_the_nearest_name() {
    SettingsException problem =
        assertThrows(SettingsException.class, () -> of(Map.of("name", "exponental")));
    assertTrue(problem.getMessage().contains("did you mean 'exponential'?"), problem.getMessage());
  }
}
