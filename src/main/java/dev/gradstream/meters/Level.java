package dev.gradstream.meters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.DoubleUnaryOperator;

/**
 * A gauge that is there only while it has something true to show: it enters the registry with its
 * first finite value and leaves it when cleared. Set by the committing thread, read by any.
 */
final class Level {
  private final MeterRegistry registry;
  private final Meter meter;
  private final Tags tags;
  private final DoubleUnaryOperator shown;
  private volatile double value;
  private Gauge gauge;

  /**
   * @param shown from the value set to the value read, asked at each reading
   */
  Level(MeterRegistry registry, Meter meter, Tags tags, DoubleUnaryOperator shown) {
    this.registry = registry;
    this.meter = meter;
    this.tags = tags;
    this.shown = shown;
  }

  /** Returns false, and shows nothing, where {@code next} is not finite. */
  boolean set(double next) {
    if (!Double.isFinite(next)) {
      clear();
      return false;
    }
    value = next;
    if (gauge == null) {
      gauge =
          Gauge.builder(meter.id, this, level -> level.shown.applyAsDouble(level.value))
              .tags(tags)
              .baseUnit(meter.unit.isEmpty() ? null : meter.unit)
              .description(meter.meaning)
              .strongReference(true)
              .register(registry);
    }
    return true;
  }

  void clear() {
    if (gauge != null) {
      registry.remove(gauge);
      gauge = null;
    }
  }
}
