package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static void observe(Schedule schedule, long step, double loss) {
    schedule.observe(new StepFacts(step, step, loss, 1, Double.NaN, 0.1));
  }

  private static Schedule plateau(String... pairs) {
    Map<String, String> options = new LinkedHashMap<>(Map.of("name", "reduce-on-plateau"));
    for (String pair : pairs) {
      options.put(pair.split("=")[0], pair.split("=")[1]);
    }
    return of(options);
  }

  @Test
  void a_plateau_lowers_the_rate_after_as_many_idle_steps_as_its_patience() {
    Schedule schedule = plateau("factor=0.5", "patience=2", "threshold=0.1", "least=0.03");
    double[] losses = {10, 9.5, 8.9, 8.5, 8.1, 8.2, 8.3, 8.4, 7};
    // best 10; 9.5 is within 10 % of it; 8.9 is the best; then 8.5, 8.1, halved; 8.2, 8.3, halved
    // to the least; 8.4; 7 is the best
    double[] rates = {0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.03, 0.03, 0.03};
    for (int i = 0; i < losses.length; i++) {
      observe(schedule, i + 1, losses[i]);
      assertEquals(rates[i], schedule.rate(i + 1), 1e-15, "after step " + (i + 1));
    }
  }

  @Test
  void steps_after_a_reduction_cool_down_and_negative_losses_have_a_best_too() {
    Schedule schedule = plateau("factor=0.5", "patience=1", "cooldown=2", "threshold=0.5");
    double[] losses = {-2, -2.5, -2.5, -2.5, -2.5, -3.5};
    double[] rates = {0.1, 0.05, 0.05, 0.05, 0.025, 0.025};
    for (int i = 0; i < losses.length; i++) {
      observe(schedule, i + 1, losses[i]);
      assertEquals(rates[i], schedule.rate(i + 1), 1e-15, "after step " + (i + 1));
    }
  }

  @Test
  void a_plateau_looks_at_the_loss_averaged_with_its_half_life() {
    // Half-life 1: averages 4, (4/4 + 0/2) / (3/4) = 4/3, then (m, n) = (1/2 + 2, 7/8), 20/7.
    Schedule smooth = plateau("patience=1", "halfLife=1");
    observe(smooth, 1, 4);
    observe(smooth, 2, 0);
    assertEquals(0.1, smooth.rate(2));
    observe(smooth, 3, 4);
    assertEquals(0.01, smooth.rate(3), 1e-15);
    Smoothed half = new Smoothed(1);
    double[] state = new double[Smoothed.NUMBERS];
    assertEquals(4, half.next(4, state, 0), 1e-15);
    assertEquals(4.0 / 3, half.next(0, state, 0), 1e-15);
    assertEquals(20.0 / 7, half.next(4, state, 0), 1e-15);
  }

  @Test
  void a_warm_up_into_a_plateau_does_not_show_it_the_losses_before() {
    Schedule schedule = plateau("patience=1", "warmup=3");
    for (int step = 1; step <= 4; step++) {
      observe(schedule, step, 1); // only the fourth is seen
    }
    assertEquals(0.025, schedule.rate(0));
    assertEquals(0.1, schedule.rate(4));
    observe(schedule, 5, 1);
    assertEquals(0.01, schedule.rate(5), 1e-15);
  }

  @Test
  void further_points_of_every_formula() {
    Schedule growing = of(Map.of("name", "cosine", "steps", "10", "growth", "2", "end", "0.02"));
    assertEquals(0.1, growing.rate(10), 1e-16); // restarts at 10, 30, 70
    assertEquals(0.1, growing.rate(30), 1e-16);
    assertEquals(0.06, growing.rate(50), 1e-16);
    Schedule cycle = of(Map.of("name", "one-cycle", "steps", "100"));
    assertEquals(0.052, cycle.rate(15), 1e-15); // half-way from 0.004 to 0.1
    assertEquals((0.1 + 1e-5) / 2, cycle.rate(65), 1e-15); // half-way from 0.1 to 1e-5
    assertEquals(
        0.02 + 0.08 * 0.125,
        of(Map.of("name", "polynomial", "steps", "8", "power", "3", "end", "0.02")).rate(4),
        1e-16);
    assertEquals(0.1 / 3, of(Map.of("name", "inverse-sqrt", "rate", "2")).rate(4), 1e-16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name=inverse-time| rate: is required, and is missing",
        "name=inverse-time rate=-1| rate: expected a number from 0",
        "name=inverse-sqrt rate=x| rate: expected a number from 0",
        "name=exponential factor=1.1| factor: expected a number above 0, at most 1, got '1.1'",
        "name=exponential factor=0.9 every=0| every: expected a number from",
        "name=step factor=0| factor: expected a number above 0, at most 1, got '0'",
        "name=step factor=0.5 every=0| every: expected a whole number of at least 1, got '0'",
        "name=polynomial steps=0| steps: expected a whole number of at least 1, got '0'",
        "name=polynomial power=0| power: expected a number from",
        "name=polynomial end=-1| end: expected a number from 0",
        "name=cosine growth=0.5| growth: expected a number from 1 to 1000, got '0.5'",
        "name=one-cycle steps=1| steps: expected a whole number of at least 2, got '1'",
        "name=piecewise at=5,3 rates=1,2| at: expected steps in ascending order, got [5, 3]",
        "name=piecewise at=-5 rates=1| at: expected steps in ascending order, got '-5'",
        "name=piecewise at=x rates=1| at: expected steps in ascending order, got 'x'",
        "name=piecewise at=5 rates=-1| rates: expected numbers from 0 to 1e12, got '-1'",
        "name=piecewise at=5 rates=NaN| rates: expected numbers from 0 to 1e12, got 'NaN'",
        "name=piecewise at=5 rates=1,2| rates: expected one for each of the 1 steps of 'at', got 2",
        "name=reduce-on-plateau factor=1| factor: expected a number below 1, got 1",
        "name=reduce-on-plateau patience=0| patience: expected a whole number of at least 1",
        "name=reduce-on-plateau least=0.2| least: expected at most the base rate 0.1, got 0.2",
        "name=reduce-on-plateau threshold=2| threshold: expected a number from 0 to 1, got '2'",
        "warmup=-1| warmup: expected a whole number of at least 0, got '-1'",
      })
  void an_impossible_value_is_refused_with_its_place(String options, String wanted) {
    Map<String, Object> decay = new LinkedHashMap<>();
    for (String option : options.split(" ")) {
      String[] pair = option.split("=");
      boolean list = pair[0].equals("at") || pair[0].equals("rates");
      decay.put(pair[0], list ? List.of(pair[1].split(",")) : pair[1]);
    }
    SettingsException problem =
        assertThrows(SettingsException.class, () -> Schedules.of(Settings.of(decay), 0.1));
    assertTrue(problem.getMessage().startsWith(wanted), problem.getMessage());
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
