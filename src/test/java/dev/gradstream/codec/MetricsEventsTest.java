package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.training.MetricsRecord;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricsEventsTest {

  @Test
  void metrics_survive_the_round_trip() {
    assertEquals(
        GoldenEvents.metrics(), MetricsEvents.decode(MetricsEvents.encode(GoldenEvents.metrics())));
  }

  @Test
  void a_figure_that_is_not_defined_yet_stays_undefined() {
    MetricsRecord metrics =
        new MetricsRecord("r", 1, 1, 1, 1, 0, 0.5, 0.1, 1, Map.of("f1", Double.NaN), 0);
    assertEquals(metrics, MetricsEvents.decode(MetricsEvents.encode(metrics)));
  }

  @Test
  void whatever_comes_the_answer_is_metrics_or_corrupt() {
    byte[] good = MetricsEvents.encode(GoldenEvents.metrics());
    Broken.each(
        good,
        EventFormat.HEADER,
        new Random(2),
        5_000,
        bytes -> {
          try {
            MetricsEvents.decode(bytes);
          } catch (CorruptEventException e) {
            assertTrue(e.getMessage().startsWith("metrics: "), e.getMessage());
          }
        });
  }
}
