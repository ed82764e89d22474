package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import java.util.List;

/** The catalogue of encoders: one line a member, by the word that stands behind encode. */
final class Encoders {
  private static final List<Member> MEMBERS =
      List.of(
          new Member("onehot", OneHot::new),
          new Member("hash", Hashing::new),
          new Member("bag", Bag::new));

  private Encoders() {}

  static List<String> names() {
    return MEMBERS.stream().map(Member::name).toList();
  }

  /** Whether a block encodes texts instead of scaling numbers. */
  static boolean asked(Settings block) {
    return block.has("encode");
  }

  /** Whether the block turns down records in which a value is missing. */
  static boolean rejectsMissing(Settings block) {
    return block.choice("missing", List.of("value", "reject"), "value").equals("reject");
  }

  /**
   * The encoder that a block asks for.
   *
   * @param block the block's settings; the member reads its own options there
   * @param names of the block's columns
   * @param columns their places in a row
   */
  static Encoder of(Settings block, List<String> names, int[] columns) {
    String name = block.choice("encode", names(), null);
    if (block.has("scale")) {
      throw block.problem("scale", "a block either encodes texts or scales numbers; leave one out");
    }
    Member member = MEMBERS.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
    return member.maker.of(block, names, columns);
  }

  private record Member(String name, Maker maker) {}

  private interface Maker {
    Encoder of(Settings settings, List<String> names, int[] columns);
  }
}
