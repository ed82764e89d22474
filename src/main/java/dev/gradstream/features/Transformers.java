package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import java.util.List;

/** The catalogue of transformers: one line a member, by the word that stands behind scale. */
final class Transformers {
  private static final List<Member> MEMBERS =
      List.of(
          new Member("none", Identity::new),
          new Member("standard", Standard::new),
          new Member("minmax", MinMax::new),
          new Member("robust", Robust::new),
          new Member("log", SignedLog::new),
          new Member("divide", Divide::new));

  private Transformers() {}

  static List<String> names() {
    return MEMBERS.stream().map(Member::name).toList();
  }

  /**
   * The transformer that a block asks for, {@code none} where it asks for nothing.
   *
   * @param block the block's settings; the member reads its own options there
   */
  static Transformer of(Settings block, int columns) {
    String name = block.choice("scale", names(), "none");
    Member member = MEMBERS.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
    return member.maker.of(block, columns);
  }

  private record Member(String name, Maker maker) {}

  private interface Maker {
    Transformer of(Settings settings, int columns);
  }
}
