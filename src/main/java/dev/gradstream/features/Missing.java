package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import java.util.Arrays;

/**
 * What a block makes of a missing value. Statistics never learn from one.
 *
 * <p>A number that is not {@link Usable} is missing as well.
 */
enum Missing {
  /** 0 after scaling, which is the mean of a standardised column. */
  ZERO,
  /** 0 after scaling, and a column more for every feature that is 1 where the value is missing. */
  INDICATOR,
  /** The record cannot be used; its decoder must turn it down. */
  REJECT;

  static Missing of(Settings block) {
    var words = Arrays.stream(values()).map(m -> m.name().toLowerCase(java.util.Locale.ROOT));
    String word = block.choice("missing", words.toList(), "zero");
    return valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }
}
