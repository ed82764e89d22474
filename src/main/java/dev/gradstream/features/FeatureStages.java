package dev.gradstream.features;

import dev.gradstream.kernel.Conversions;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The way from the {@code features} of a configuration to a {@link FeatureStage}.
 *
 * <p>Every block reads:
 *
 * <pre>
 *   columns: [a, b]              its columns, in the vector's order; x[0..9] for ten elements of x
 *   scale: standard              none (default), standard, minmax, robust (of: 200), log,
 *                              divide (by: 255)
 *   variant: L                   of a scale that learns: L (default) or P
 *   missing: zero                zero (default), indicator, reject
 *   clip: 10                     no scaled value lies beyond; 1e6 where nothing is said, and with
 *                                scale none the largest float
 *   time: [hour, weekday]        of times, in place of scale: sines and cosines of these parts
 *   unit: seconds                of times that are plain numbers: seconds or milliseconds
 *   zone: UTC                    where the clock of these parts stands: UTC or "+02:00"
 *   lag: 3                       in place of the columns, their last 3 values with the same key,
 *                                which are scaled; the label may be among the columns
 *   key: customer                a column; without it all examples have the same
 *   keys: 10000                  keys that are remembered at most
 * </pre>
 *
 * or, for texts, which become entries of a sparse vector:
 *
 * <pre>
 *   columns: [a, b]
 *   encode: onehot               onehot (most: 1000 texts a column, then 'other'), hash (buckets: 262144)
 *   missing: value               value (default): as one more text; reject
 * </pre>
 */
public final class FeatureStages {
  private FeatureStages() {}

  /** The words that may stand behind {@code scale}. */
  public static List<String> names() {
    return Transformers.names();
  }

  /** The words that may stand behind {@code encode}. */
  public static List<String> encoders() {
    return Encoders.names();
  }

  /**
   * All columns of all blocks, in order, with the keys of lags; never the label.
   *
   * @param label the label's column, which lags may be of
   * @throws SettingsException where there is none, or one is named twice but for lags
   */
  public static List<String> columns(List<Settings> features, String label) {
    if (features.isEmpty()) {
      throw new SettingsException(
          "features", "expected at least one block such as {columns: [a, b], scale: standard}");
    }
    Set<String> columns = new LinkedHashSet<>();
    for (Settings block : features) {
      requireNew(block, columns);
    }
    for (Settings block : features) {
      if (Gatherings.looksBack(block)) {
        ColumnNames.of(block, "columns").stream()
            .filter(column -> !column.equals(label))
            .forEach(columns::add);
        if (block.has("key")) {
          columns.add(Lags.keyName(block));
        }
      }
    }
    return List.copyOf(columns);
  }

  private static void requireNew(Settings block, Set<String> columns) {
    List<String> named = ColumnNames.of(block, "columns");
    if (named.isEmpty()) {
      throw block.problem("columns", "expected at least one column, got none");
    }
    Set<String> within = Gatherings.looksBack(block) ? new LinkedHashSet<>() : columns;
    for (String column : named) {
      if (!within.add(column)) {
        throw block.problem("columns", "column '" + column + "' is named twice");
      }
    }
  }

  /** The columns that are to be read as texts: those encoded, and keys that are no numbers. */
  public static List<String> texts(List<Settings> features) {
    Set<String> texts = new LinkedHashSet<>();
    Set<String> numbers = new LinkedHashSet<>();
    for (Settings block : features) {
      (Encoders.asked(block) ? texts : numbers).addAll(ColumnNames.of(block, "columns"));
    }
    for (Settings block : features) {
      if (Gatherings.looksBack(block)
          && block.has("key")
          && !numbers.contains(Lags.keyName(block))) {
        texts.add(Lags.keyName(block));
      }
    }
    return List.copyOf(texts);
  }

  /** The columns that are to be read as points in time. */
  public static List<String> times(List<Settings> features) {
    List<String> times = new ArrayList<>();
    for (Settings block : features) {
      if (block.has("time") && TimeParts.inSeconds(block)) {
        times.addAll(ColumnNames.of(block, "columns"));
      }
    }
    return List.copyOf(times);
  }

  /**
   * The columns of blocks with {@code missing: reject}: a decoder must turn down a record that has
   * no {@link #usable} number, no time or no text in one of them.
   */
  public static List<String> required(List<Settings> features) {
    List<String> required = new ArrayList<>();
    for (Settings block : features) {
      boolean rejects =
          Encoders.asked(block)
              ? Encoders.rejectsMissing(block)
              : !Gatherings.looksBack(block) && Missing.of(block) == Missing.REJECT;
      if (rejects) {
        required.addAll(ColumnNames.of(block, "columns"));
      }
    }
    return List.copyOf(required);
  }

  /** Whether a value counts as a number at all; NaN, infinities and |x| > 1e20 are missing. */
  public static boolean usable(double value) {
    return Usable.is(value);
  }

  /** Whether every value of {@code [from, to)} is {@link #usable(double)}. */
  public static boolean usable(double[] values, int from, int to) {
    return Conversions.within(to - from, Usable.MOST, values, from);
  }

  /**
   * The stage that the blocks describe, over rows of the layout.
   *
   * @throws SettingsException for an unknown word, a column that the layout lacks, and variants L
   *     and P side by side
   */
  public static FeatureStage of(List<Settings> features, RowLayout layout) {
    columns(features, layout.label());
    List<Block> blocks = new ArrayList<>();
    List<Encoder> encoders = new ArrayList<>();
    Variant variant = Variant.STATELESS;
    for (Settings settings : features) {
      if (Encoders.asked(settings)) {
        blocks.add(null);
        encoders.add(
            Encoders.of(
                settings,
                ColumnNames.of(settings, "columns"),
                PlainColumns.places(settings, layout)));
        continue;
      }
      Block block = block(settings, layout);
      blocks.add(block);
      encoders.add(null);
      if (block.variant() != Variant.STATELESS) {
        if (variant != Variant.STATELESS && variant != block.variant()) {
          throw settings.problem(
              "variant",
              "is "
                  + block.variant()
                  + ", but an earlier block has "
                  + variant
                  + "; all blocks of a run that learn must have the same");
        }
        variant = block.variant();
      }
    }
    requireRoom(features, encoders);
    return new Blocks(blocks, encoders, variant);
  }

  private static void requireRoom(List<Settings> features, List<Encoder> encoders) {
    long width = 0;
    for (int b = 0; b < encoders.size(); b++) {
      width += encoders.get(b) == null ? 0 : encoders.get(b).width();
      if (width > 1 << 26) {
        throw features
            .get(b)
            .problem(
                "columns",
                "expected at most " + (1 << 26) + " sparse columns in all, got " + width);
      }
    }
  }

  private static Block block(Settings settings, RowLayout layout) {
    Gathering gathering = Gatherings.of(settings, layout);
    Transformer transformer = Transformers.of(settings, gathering.names().size());
    double limit = transformer instanceof Identity ? Float.MAX_VALUE : 1e6;
    limit = settings.number("clip", limit, Float.MIN_NORMAL, Float.MAX_VALUE);
    return new Block(gathering, transformer, Missing.of(settings), limit);
  }
}
