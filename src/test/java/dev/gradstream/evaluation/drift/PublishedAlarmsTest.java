package dev.gradstream.evaluation.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Alarms that River and MOA (through CapyMOA) print in their documentation, on the streams they
 * print them for: 0 or 1, and from the middle on 4 to 7.
 */
class PublishedAlarmsTest {

  @Test
  void adwin_raises_the_alarms_that_capymoa_publishes() {
    assertEquals(
        List.of(1023, 1055), alarms(capymoa(), Map.of("detector", "adwin", "delta", 1e-3)));
  }

  @Test
  void adwin_raises_the_alarm_that_river_publishes() {
    assertEquals(List.of(1023), alarms(river(), Map.of("detector", "adwin")));
  }

  @Test
  void page_hinkley_raises_the_alarm_that_river_publishes() {
    assertEquals(List.of(1006), alarms(river(), Map.of("detector", "page-hinkley")));
  }

  // MOA's sum may fall far below 0 and has to come back first; it publishes 1014 and 1685.
  @Test
  void page_hinkley_does_not_wait_for_a_sum_below_0_to_come_back() {
    assertEquals(List.of(1009, 1506), alarms(capymoa(), Map.of("detector", "page-hinkley")));
  }

  @Test
  void ddm_raises_the_alarm_that_capymoa_publishes() {
    assertEquals(List.of(1005), alarms(capymoa(), Map.of("detector", "ddm")));
  }

  private static List<Integer> alarms(double[] stream, Map<String, ?> settings) {
    DriftDetector detector = DriftDetectors.of(Settings.of(settings));
    List<Integer> alarms = new ArrayList<>();
    for (int i = 0; i < stream.length; i++) {
      if (detector.observe(stream[i])) {
        alarms.add(i);
      }
    }
    return alarms;
  }

  // numpy.random.seed(0); randint(2, size=2000), then randint(4, high=8) in 999 to 1999
  private static double[] capymoa() {
    MersenneTwister numpy = MersenneTwister.numpy(0);
    double[] stream = new double[2000];
    for (int i = 0; i < 2000; i++) {
      stream[i] = numpy.bits() & 1;
    }
    for (int i = 999; i < 2000; i++) {
      stream[i] = 4 + (numpy.bits() & 3);
    }
    assertEquals(
        List.of(0d, 1d, 1d, 0d, 1d, 5d),
        List.of(stream[0], stream[1], stream[2], stream[3], stream[4], stream[999]));
    return stream;
  }

  // random.Random(12345).choices([0, 1], k=1000) + choices(range(4, 8), k=1000)
  private static double[] river() {
    MersenneTwister python = MersenneTwister.python(12345);
    double[] stream = new double[2000];
    for (int i = 0; i < 2000; i++) {
      stream[i] =
          i < 1000 ? Math.floor(2 * python.uniform()) : 4 + Math.floor(4 * python.uniform());
    }
    assertEquals(
        List.of(0d, 0d, 1d, 4d, 6d, 7d),
        List.of(stream[0], stream[1], stream[2], stream[1000], stream[1001], stream[1002]));
    return stream;
  }
}
