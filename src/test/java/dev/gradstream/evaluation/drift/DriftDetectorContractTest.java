package dev.gradstream.evaluation.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateImage;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every detector of the catalogue against what a detector is for. */
class DriftDetectorContractTest {

  @TestFactory
  Stream<DynamicTest> every_member_keeps_the_laws() {
    return DriftDetectors.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> laws(() -> DriftDetectors.of(Settings.of(Map.of("detector", name))))));
  }

  @Test
  void a_detector_that_does_nothing_fails() {
    assertThrows(AssertionError.class, () -> laws(() -> new Constant(false)));
  }

  @Test
  void a_detector_that_always_cries_fails() {
    assertThrows(AssertionError.class, () -> laws(() -> new Constant(true)));
  }

  @Test
  void an_unknown_name_is_refused_with_the_nearest_one() {
    Settings settings = Settings.of(Map.of("detector", "page-hinkly"));
    String message =
        assertThrows(SettingsException.class, () -> DriftDetectors.of(settings)).getMessage();
    assertTrue(message.contains("did you mean 'page-hinkley'"), message);
  }

  private static void laws(Supplier<DriftDetector> maker) {
    int falseAlarms = 0;
    for (long seed = 1; seed <= 20; seed++) {
      falseAlarms += falseAlarmsBeforeADriftThatIsNoticed(maker.get(), seed);
    }
    assertTrue(falseAlarms <= 10, falseAlarms + " false alarms in 20,000 rows");
    its_state_is_all_there_is(maker);
    the_next_change_is_measured_against_the_new_level(maker.get());
    a_fall_is_followed_in_silence(maker.get());
  }

  // Errors of 10 %, then of 60 %. A false alarm now and then is in the nature of the thing.
  private static int falseAlarmsBeforeADriftThatIsNoticed(DriftDetector detector, long seed) {
    Random random = new Random(seed);
    int falseAlarms = 0;
    for (int r = 0; r < 1000; r++) {
      falseAlarms += detector.observe(random.nextDouble() < 0.1 ? 1 : 0) ? 1 : 0;
    }
    int waited = 0;
    while (!detector.observe(random.nextDouble() < 0.6 ? 1 : 0)) {
      assertTrue(++waited < 300, "seed " + seed + ": no alarm within 300 rows of the drift");
    }
    return falseAlarms;
  }

  private static void its_state_is_all_there_is(Supplier<DriftDetector> maker) {
    DriftDetector original = maker.get();
    DriftDetector other = maker.get();
    Random random = new Random(7);
    for (int r = 0; r < 500; r++) {
      original.observe(random.nextDouble() < 0.2 ? 1 : 0);
      other.observe(random.nextInt(2));
    }
    StateImage.of(stateful(original)).restore(stateful(other));
    for (int r = 0; r < 2000; r++) {
      double value = random.nextDouble() < (r < 500 ? 0.2 : 0.7) ? 1 : 0;
      assertEquals(original.observe(value), other.observe(value), "row " + r);
    }
    assertEquals(StateImage.of(stateful(original)), StateImage.of(stateful(other)));
  }

  // 10 % for long, then 40 %: one change, not many; then 80 %: another one.
  private static void the_next_change_is_measured_against_the_new_level(DriftDetector detector) {
    Random random = new Random(11);
    int[] alarms = new int[3];
    double[] rates = {0.1, 0.4, 0.8};
    for (int level = 0; level < rates.length; level++) {
      for (int r = 0; r < 2000; r++) {
        if (detector.observe(random.nextDouble() < rates[level] ? 1 : 0)) {
          alarms[level]++;
          assertTrue(
              detector.after() > detector.before(),
              detector.before() + " before, " + detector.after() + " after");
        }
      }
    }
    assertTrue(alarms[0] <= 1 && alarms[1] >= 1 && alarms[2] >= 1, Arrays.toString(alarms));
    assertTrue(alarms[1] <= 5 && alarms[2] <= 5, Arrays.toString(alarms));
  }

  private static void a_fall_is_followed_in_silence(DriftDetector detector) {
    Random random = new Random(12);
    int alarms = 0;
    for (int r = 0; r < 4000; r++) {
      alarms += detector.observe(random.nextDouble() < (r < 1000 ? 0.7 : 0.1) ? 1 : 0) ? 1 : 0;
    }
    assertTrue(alarms <= 2, alarms + " alarms though it got better");
  }

  private static Stateful stateful(DriftDetector detector) {
    return visitor -> detector.visit("p/", visitor);
  }

  private record Constant(boolean answer) implements DriftDetector {
    @Override
    public boolean observe(double value) {
      return answer;
    }

    @Override
    public double before() {
      return 0;
    }

    @Override
    public double after() {
      return 0;
    }

    @Override
    public void visit(String prefix, StateVisitor visitor) {}
  }
}
