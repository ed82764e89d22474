package dev.gradstream.codec;

import dev.gradstream.features.RowLayout;
import dev.gradstream.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The catalogue of example formats, by the name in {@code source.format}. */
public final class RowFormats {
  private static final Map<String, BiFunction<Settings, RowLayout, RowReader>> FORMATS =
      new LinkedHashMap<>();

  static {
    FORMATS.put("csv", CsvReader::of);
    FORMATS.put("json", JsonReader::of);
    FORMATS.put("avro", AvroReader::of);
    FORMATS.put("vw", VwReader::of);
  }

  private RowFormats() {}

  /** Names of all formats. */
  public static List<String> names() {
    return List.copyOf(FORMATS.keySet());
  }

  /**
   * A decoder that turns down every record in which a column is missing.
   *
   * @param source the {@code source} settings: {@code format}, and that format's own options
   * @param layout columns of a row
   * @param label what the label may be
   * @throws dev.gradstream.settings.SettingsException where an option cannot be used, or the format
   *     says that it has no such column
   */
  public static RowDecoder of(Settings source, RowLayout layout, LabelColumn label) {
    return of(source, layout, label, column -> false);
  }

  /**
   * As above, with feature columns that may be missing; they are NaN then.
   *
   * @param mayBeMissing asked once for the name of every feature column
   */
  public static RowDecoder of(
      Settings source, RowLayout layout, LabelColumn label, Predicate<String> mayBeMissing) {
    String format = source.choice("format", names(), null);
    RowReader reader = FORMATS.get(format).apply(source, layout);
    return new RowCheck(reader, layout, label, mayBeMissing);
  }
}
