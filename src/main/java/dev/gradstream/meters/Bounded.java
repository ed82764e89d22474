package dev.gradstream.meters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The meters of one name, by the value of their tag, at most {@link #MOST}: names in a run's
 * figures must never fill a monitoring system.
 */
final class Bounded<M> {
  static final int MOST = 64;

  private final Map<String, M> byTag = new LinkedHashMap<>();
  private final Function<String, M> create;

  Bounded(Function<String, M> create) {
    this.create = create;
  }

  /** Returns null where there is no room for another value of the tag. */
  M at(String tag) {
    M known = byTag.get(tag);
    if (known == null && byTag.size() < MOST) {
      known = create.apply(tag);
      byTag.put(tag, known);
    }
    return known;
  }

  void forEach(BiConsumer<String, M> action) {
    byTag.forEach(action);
  }
}
