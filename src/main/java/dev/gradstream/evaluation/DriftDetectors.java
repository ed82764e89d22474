package dev.gradstream.evaluation;

import dev.gradstream.settings.Settings;
import java.util.List;
import java.util.function.Function;

/** The catalogue of drift detectors: one line a member. */
public final class DriftDetectors {
  private static final List<Member> MEMBERS =
      List.of(
          new Member("page-hinkley", PageHinkley::new), new Member("error-rate", ErrorRate::new));

  private DriftDetectors() {}

  /** The words that may stand behind {@code name}. */
  public static List<String> names() {
    return MEMBERS.stream().map(Member::name).toList();
  }

  /**
   * The detector that a block {@code {name: page-hinkley, threshold: 50}} describes.
   *
   * @throws dev.gradstream.settings.SettingsException for an unknown name or an impossible value
   */
  public static DriftDetector of(Settings settings) {
    String name = settings.choice("name", names(), null);
    Member member = MEMBERS.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
    return member.maker.apply(settings);
  }

  private record Member(String name, Function<Settings, DriftDetector> maker) {}
}
