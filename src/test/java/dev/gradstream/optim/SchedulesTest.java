package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.List;
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
  void further_rates_follow_their_formulas() {
    assertEquals(0.05, of(Map.of("name", "inverse-sqrt", "rate", "3")).rate(1));
    assertEquals(
        0.1 * 0.25, of(Map.of("name", "polynomial", "steps", "10", "power", "2")).rate(5), 1e-16);
    assertEquals(0, of(Map.of("name", "polynomial", "steps", "10")).rate(99));
    assertEquals(0.05, of(Map.of("name", "cosine", "steps", "10")).rate(5), 1e-16);
    assertEquals(0.1, of(Map.of("name", "cosine", "steps", "10")).rate(30)); // a restart
    assertEquals(0.05, of(Map.of("name", "cosine", "steps", "10", "growth", "2")).rate(20), 1e-16);
    assertEquals(0.1, of(Map.of("name", "one-cycle", "steps", "100")).rate(30));
    assertEquals(0.1 / 25, of(Map.of("name", "one-cycle", "steps", "100")).rate(0), 1e-16);
    assertEquals(1e-5, of(Map.of("name", "one-cycle", "steps", "100")).rate(200), 1e-16);
  }

  @Test
  void a_piecewise_rate_changes_at_its_steps() {
    Schedule schedule =
        Schedules.of(
            Settings.of(
                Map.of(
                    "name",
                    "piecewise",
                    "at",
                    List.of("10", "20"),
                    "rates",
                    List.of("0.05", "0.01"))),
            0.1);
    assertEquals(0.1, schedule.rate(9));
    assertEquals(0.05, schedule.rate(10));
    assertEquals(0.01, schedule.rate(1000));
  }

  @Test
  void a_warm_up_rises_into_the_schedule() {
    Schedule schedule = of(Map.of("name", "inverse-time", "rate", "1", "warmup", "3"));
    assertEquals(0.025, schedule.rate(0));
    assertEquals(0.1, schedule.rate(3));
    assertEquals(0.05, schedule.rate(4));
  }

  @Test
  void the_first_step_has_the_base_rate_except_where_it_rises() {
    for (String name : Schedules.names()) {
      if (name.equals("one-cycle")) {
        continue;
      }
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
