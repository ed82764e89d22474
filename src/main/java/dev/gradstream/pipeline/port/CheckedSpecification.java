package dev.gradstream.pipeline.port;

import dev.gradstream.codec.LabelColumn;
import dev.gradstream.codec.RowDecoder;
import dev.gradstream.codec.RowFormats;
import dev.gradstream.features.FeatureStages;
import dev.gradstream.nn.Losses;
import dev.gradstream.settings.Settings;
import dev.gradstream.training.Specification;
import dev.gradstream.training.State;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A specification of which every part has read its settings.
 *
 * @param keepMs how long a journal's blocks are kept at least
 * @param resolved what a run of it records: all settings, with the fallbacks that were taken
 */
public record CheckedSpecification(
    Specification specification,
    CommitPace pace,
    SnapshotPace snapshots,
    long keepMs,
    Map<String, String> resolved) {

  /**
   * Lets every family read its part, and refuses what nobody reads.
   *
   * @throws dev.gradstream.settings.SettingsException naming the first setting that cannot be used
   */
  public static CheckedSpecification of(Settings settings) {
    CheckedSpecification checked = read(settings);
    settings.refuseUnknown();
    return checked;
  }

  /**
   * Of flat settings those that nobody reads are left out, unless they were asked for: so another
   * optimizer, say, does not stumble over the options of the one before.
   *
   * @param before what was recorded; a setting that is as it was there was not asked for
   */
  public static SortedMap<String, String> withoutIdle(
      Map<String, String> before, SortedMap<String, String> settings) {
    Settings read = Settings.ofFlat(settings);
    read(read);
    SortedMap<String, String> kept = new TreeMap<>(settings);
    for (String path : read.unknown()) {
      kept.entrySet()
          .removeIf(
              setting ->
                  isWithin(path, setting.getKey())
                      && setting.getValue().equals(before.get(setting.getKey())));
    }
    return kept;
  }

  private static boolean isWithin(String block, String path) {
    return path.startsWith(block)
        && (path.length() == block.length() || ".[".indexOf(path.charAt(block.length())) >= 0);
  }

  /**
   * A recorded specification with the fallbacks of settings that came after the version that
   * recorded it.
   */
  public static Map<String, String> completed(Map<String, String> recorded) {
    return read(Settings.ofFlat(recorded)).resolved();
  }

  public static CheckedSpecification read(Settings settings) {
    Specification specification = Specification.of(settings);
    State.check(specification);
    decoder(specification);
    CommitPace pace = CommitPace.of(settings.child("commit"));
    SnapshotPace snapshots = SnapshotPace.of(settings.child("snapshot"));
    return new CheckedSpecification(
        specification, pace, snapshots, keepMs(settings.child("journal")), settings.resolved());
  }

  // How long a journal is kept, at least; for ever where nothing is said.
  private static long keepMs(Settings journal) {
    if (!journal.has("keep")) {
      return Long.MAX_VALUE;
    }
    long keepMs = journal.durationMs("keep", 0);
    if (keepMs < 1) {
      throw journal.problem("keep", "expected at least 1ms, got " + keepMs + "ms");
    }
    return keepMs;
  }

  /** A decoder for the specification's source. */
  public static RowDecoder decoder(Specification specification) {
    List<String> required = FeatureStages.required(specification.features());
    String loss = specification.settings().child("model").text("loss");
    LabelColumn label =
        LabelColumn.of(specification.label().settings()).from(Losses.leastLabel(loss));
    return RowFormats.of(
        specification.source().settings(),
        specification.layout(),
        label,
        column -> !required.contains(column));
  }
}
