package dev.gradstream.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.RecordTimes;
import dev.gradstream.training.Changes;
import dev.gradstream.training.DriftDetected;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Seal;
import dev.gradstream.training.StepReport;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunMetersTest {
  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final RunMeters meters = new RunMeters(registry);

  @Test
  void no_gauge_exists_before_the_first_commit() {
    meters.started(started(), 0);
    assertEquals(List.of(), registry.getMeters().stream().filter(m -> isGauge(m)).toList());
  }

  @Test
  void a_run_that_goes_on_shows_its_last_committed_step_at_once() {
    meters.started(started(), 41);
    assertEquals(41, gauge(Meter.STEP));
  }

  @Test
  void every_meter_is_shown_after_a_commit_with_all_parts() {
    meters.started(started(), 0);
    meters.paused(false);
    meters.snapshot(1, 7_000);
    meters.committed(block(1, 2.5, Map.of("accuracy", 0.75, "f1", Double.NaN)));
    for (Meter meter : Meter.values()) {
      assertFalse(registry.find(meter.id).tag("run", "r").meters().isEmpty(), meter.id);
    }
    assertEquals(2.5, gauge(Meter.LOSS));
    assertEquals(0.75, registry.get(Meter.FIGURE.id).tag("name", "accuracy").gauge().value());
    assertEquals(7, registry.get(Meter.LAG.id).tag("partition", "1").gauge().value());
    assertEquals(
        0.25, registry.get(Meter.STAGE_TIME.id).tag("stage", "gradient").counter().count());
    assertEquals(2, registry.get(Meter.STEPS.id).counter().count());
    assertEquals(64, registry.get(Meter.EXAMPLES.id).counter().count());
    assertEquals(1, registry.get(Meter.REJECTED.id).counter().count());
    assertEquals(1, registry.get(Meter.DRIFTS.id).tag("on", "loss").counter().count());
    assertEquals(1_700_000_000.5, gauge(Meter.COMMIT_TIME));
  }

  @Test
  void latency_is_from_a_records_time_to_its_commit_and_of_late() {
    clock.add(Duration.ofMillis(1_700_000_000_020L - clock.wallTime()));
    meters.committed(block(1, 2.5, Map.of()));
    assertEquals(0.020, latency("0.5"));
    assertEquals(0.120, latency("0.99"), 0.03 * 0.120);
    clock.add(Duration.ofSeconds(30));
    meters.committed(block(2, 2.5, Map.of()));
    assertEquals(30.020, latency("0.5"), 0.03 * 30, "what was half a minute ago is forgotten");
    meters.stopped("interrupted");
    assertNull(registry.find(Meter.LATENCY.id).gauge());
  }

  private double latency(String quantile) {
    return registry.get(Meter.LATENCY.id).tag("quantile", quantile).gauge().value();
  }

  @Test
  void the_age_of_the_newest_snapshot_grows_once_something_was_learned_since() {
    long committedMs = 1_700_000_000_500L;
    clock.add(Duration.ofMillis(committedMs - clock.wallTime()));
    meters.started(started(), 0);
    meters.snapshot(committedMs - 10_000, 60_000);
    assertNull(registry.find(Meter.SNAPSHOT_AGE.id).gauge());
    meters.committed(block(1, 2.5, Map.of()));
    clock.add(Duration.ofSeconds(30));
    assertEquals(40, gauge(Meter.SNAPSHOT_AGE));
    assertEquals(60, gauge(Meter.SOURCE_RETENTION));
    meters.snapshot(committedMs + 20_000, 60_000);
    assertEquals(0, gauge(Meter.SNAPSHOT_AGE));
    clock.add(Duration.ofHours(1));
    assertEquals(0, gauge(Meter.SNAPSHOT_AGE), "nothing was learned since");
    meters.stopped("interrupted");
    assertNull(registry.find(Meter.SNAPSHOT_AGE.id).gauge());
  }

  @Test
  void a_source_that_keeps_everything_has_no_retention_to_show() {
    meters.started(started(), 0);
    meters.snapshot(1, Long.MAX_VALUE);
    meters.committed(block(1, 2.5, Map.of()));
    assertNull(registry.find(Meter.SOURCE_RETENTION.id).gauge());
  }

  @Test
  void a_value_that_is_not_finite_is_absent_and_counted() {
    meters.committed(block(1, 2.5, Map.of("f1", 0.5)));
    meters.committed(block(3, Double.NaN, Map.of("f1", Double.POSITIVE_INFINITY)));
    assertNull(registry.find(Meter.LOSS.id).gauge());
    assertNull(registry.find(Meter.FIGURE.id).gauge());
    assertEquals(2, registry.get(Meter.LEFT_OUT.id).tag("reason", "not-finite").counter().count());
    meters.committed(block(5, 1.5, Map.of("f1", 0.6)));
    assertEquals(1.5, gauge(Meter.LOSS));
  }

  @Test
  void a_figure_that_is_no_longer_reported_is_no_longer_shown() {
    meters.committed(block(1, 1, Map.of("accuracy", 0.5)));
    meters.committed(block(3, 1, Map.of()));
    assertNull(registry.find(Meter.FIGURE.id).gauge());
  }

  @Test
  void figures_beyond_the_bound_are_counted_and_not_shown() {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int i = 0; i < Bounded.MOST + 3; i++) {
      figures.put("f" + i, 1.0 * i);
    }
    meters.committed(block(1, 1, figures));
    assertEquals(Bounded.MOST, registry.find(Meter.FIGURE.id).gauges().size());
    assertEquals(
        3, registry.get(Meter.LEFT_OUT.id).tag("reason", "too-many-tags").counter().count());
  }

  @Test
  void the_rate_sinks_while_nothing_is_committed() {
    meters.committed(block(1, 1, Map.of()));
    assertEquals(5000, gauge(Meter.EXAMPLES_RATE));
    clock.add(Duration.ofSeconds(64));
    assertEquals(1, gauge(Meter.EXAMPLES_RATE), 1e-9);
  }

  @Test
  void speed_and_lag_are_absent_after_the_trainer_stopped_and_the_last_step_stays() {
    meters.started(started(), 0);
    meters.committed(block(1, 1, Map.of()));
    meters.stopped("signal");
    assertNull(registry.find(Meter.EXAMPLES_RATE.id).gauge());
    assertNull(registry.find(Meter.LAG.id).gauge());
    assertEquals(2, gauge(Meter.STEP));
  }

  @Test
  void a_pause_shows_while_it_lasts() {
    meters.started(started(), 0);
    meters.paused(false);
    assertEquals(0, gauge(Meter.PAUSED));
    meters.committed(block(new Event.RunPaused(0), null));
    assertEquals(1, gauge(Meter.PAUSED));
    meters.committed(block(new Event.RunResumed(1), null));
    assertEquals(0, gauge(Meter.PAUSED));
    meters.stopped("signal");
    assertNull(registry.find(Meter.PAUSED.id).gauge());
  }

  @Test
  void after_a_roll_back_the_step_goes_back_and_nothing_shows_that_is_no_longer_so() {
    meters.started(started(), 0);
    meters.committed(block(9, 2.5, Map.of("accuracy", 0.25)));
    assertEquals(10, gauge(Meter.STEP));
    double nan = Double.NaN;
    meters.committed(
        block(
            new Event.RolledBack(4, 4, 1, 11, Changes.NONE, 0, List.of(), "00", "NaN"),
            new MetricsRecord("r", 5, 4, 4, 128, 1, nan, nan, nan, Map.of("accuracy", 0.75), 0)));
    assertEquals(4, gauge(Meter.STEP));
    assertEquals(0.75, registry.get(Meter.FIGURE.id).tag("name", "accuracy").gauge().value());
    for (Meter gone : List.of(Meter.LOSS, Meter.LEARNING_RATE, Meter.GRADIENT_NORM)) {
      assertNull(registry.find(gone.id).gauge(), gone.id);
    }
    assertEquals(1, registry.get(Meter.ROLL_BACKS.id).counter().count());
    assertEquals(
        2, registry.get(Meter.STEPS.id).counter().count(), "steps are counted, not undone");
  }

  @Test
  void a_skipped_window_is_counted_with_its_rejects_and_is_no_window_learned_from() {
    meters.started(started(), 0);
    meters.committed(
        block(
            new Event.WindowSkipped(
                3, Seal.SIZE, List.of(), List.of(new Reject(0, 1, 5, 5, "bad")), 7, "ordered"),
            null));
    assertEquals(1, registry.get(Meter.SKIPPED.id).counter().count());
    assertEquals(0, registry.get(Meter.WINDOWS.id).counter().count());
    assertEquals(1, registry.get(Meter.REJECTED.id).counter().count());
  }

  private static CommittedBlock block(Event event, MetricsRecord metrics) {
    return new CommittedBlock(
        "r",
        new JournalBlock(0, "w", "main", 1_700_000_000_500L, new byte[32], List.of(event)),
        metrics,
        Map.of(),
        Map.of(),
        0);
  }

  @Test
  void prometheus_shows_each_meter_under_the_name_the_reference_gives() {
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    RunMeters shown = new RunMeters(prometheus);
    shown.started(started(), 0);
    shown.paused(false);
    shown.snapshot(1, 7_000);
    shown.committed(block(1, 1, Map.of("accuracy", 0.5, "f1", Double.NaN)));
    String page = prometheus.scrape();
    for (Meter meter : Meter.values()) {
      assertTrue(page.contains("\n" + meter.prometheusName() + "{"), meter + " in\n" + page);
    }
    assertFalse(page.contains("NaN"), page);
  }

  // 98 records made at this time, one 100 ms earlier, one a second earlier.
  private static RecordTimes times(long timeMs) {
    RecordTimes times = new RecordTimes();
    times.add(timeMs - 1000, 1);
    times.add(timeMs - 100, 1);
    times.add(timeMs, 98);
    return times;
  }

  private static boolean isGauge(io.micrometer.core.instrument.Meter meter) {
    return meter.getId().getType() == io.micrometer.core.instrument.Meter.Type.GAUGE;
  }

  private double gauge(Meter meter) {
    assertNotNull(registry.find(meter.id).gauge(), meter.id);
    return registry.get(meter.id).gauge().value();
  }

  private static Event.RunStarted started() {
    return new Event.RunStarted("r", Map.of(), 1, "0", "t", Map.of(), Map.of(), 0);
  }

  private static CommittedBlock block(long step, double loss, Map<String, Double> figures) {
    Event window =
        new Event.WindowApplied(
            step,
            Seal.SIZE,
            List.of(),
            List.of(new Reject(0, 1, 5, 5, "bad")),
            List.of(
                new StepReport(step, 32, loss, 0.1, 3, 0),
                new StepReport(step + 1, 32, loss, 0.1, 3, 0)),
            List.of(new DriftDetected(step, 20, "loss", "adwin", 1, 2, "")));
    return new CommittedBlock(
        "r",
        new JournalBlock(0, "w", "main", 1_700_000_000_500L, new byte[32], List.of(window)),
        new MetricsRecord("r", step, step + 1, 1, 64, 1, loss, 0.1, 3, figures, 0),
        Map.of(0, 3L, 1, 7L),
        Map.of("gradient", 250_000_000L),
        5000,
        times(1_700_000_000_000L),
        null);
  }
}
