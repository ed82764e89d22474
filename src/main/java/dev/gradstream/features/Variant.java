package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * When a row enters the statistics that scale it, in test-then-train order. The letters are those
 * under which both variants of River's history are known.
 */
enum Variant {
  /** Scored by earlier rows alone; then the row is learned and scaled again for the step. */
  L,
  /** Learned first; one and the same scaled row is scored and stepped on. */
  P,
  /** Nothing is learned, so there is no difference. */
  STATELESS;

  /** The setting {@code variant} of a member that learns: L unless P is asked for. */
  static Variant of(Settings settings) {
    return valueOf(settings.choice("variant", List.of("L", "P"), "L"));
  }
}
