package dev.gradstream.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateImage;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
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
                    name, () -> laws(() -> DriftDetectors.of(Settings.of(Map.of("name", name))))));
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
    Settings settings = Settings.of(Map.of("name", "page-hinkly"));
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
    starts_afresh_after_an_alarm(maker);
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

  private static void starts_afresh_after_an_alarm(Supplier<DriftDetector> maker) {
    DriftDetector detector = maker.get();
    for (int r = 0; r < 200; r++) {
      detector.observe(r % 10 == 0 ? 1 : 0);
    }
    int waited = 0;
    while (!detector.observe(1)) {
      assertTrue(++waited < 1000, "no alarm");
    }
    assertEquals(StateImage.of(stateful(maker.get())), StateImage.of(stateful(detector)));
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
    public void visit(String prefix, StateVisitor visitor) {}
  }
}
