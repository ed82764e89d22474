package dev.gradstream.evaluation.drift;

import dev.gradstream.settings.Settings;
import java.util.List;
import java.util.function.Function;

/** The catalogue of drift detectors: one line a member. */
public final class DriftDetectors {
  private static final List<Member> MEMBERS =
      List.of(
          new Member("adwin", Adwin::new, false),
          new Member("page-hinkley", PageHinkley::new, false),
          new Member("ddm", Ddm::new, true));

  private DriftDetectors() {}

  /** The words that may stand behind {@code detector}. */
  public static List<String> names() {
    return MEMBERS.stream().map(Member::name).toList();
  }

  /**
   * The detector that a block {@code {detector: page-hinkley, threshold: 50}} describes.
   *
   * @throws dev.gradstream.settings.SettingsException for an unknown name or an impossible value
   */
  public static DriftDetector of(Settings settings) {
    return member(settings).maker.apply(settings);
  }

  /** Whether the detector of a block is made for hits and misses, 0 and 1, alone. */
  public static boolean countsMisses(Settings settings) {
    return member(settings).countsMisses;
  }

  private static Member member(Settings settings) {
    String name = settings.choice("detector", names(), null);
    return MEMBERS.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
  }

  private record Member(
      String name, Function<Settings, DriftDetector> maker, boolean countsMisses) {}
}
