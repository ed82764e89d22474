package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import java.util.List;

/** The catalogue of what a block of numbers can take: one line a member, by the setting it asks. */
final class Gatherings {
  private static final List<Member> MEMBERS =
      List.of(new Member("lag", Lags::of), new Member("time", TimeParts::of));

  private Gatherings() {}

  /** The settings of which a block may have one; without any it takes columns as they are. */
  static List<String> names() {
    return MEMBERS.stream().map(Member::name).toList();
  }

  /** Whether the block's columns may be columns of other blocks, or the label, as well. */
  static boolean looksBack(Settings block) {
    return block.has("lag");
  }

  /** What the block asks for; the member reads its own options there. */
  static Gathering of(Settings block, RowLayout layout) {
    List<Member> asked = MEMBERS.stream().filter(member -> block.has(member.name)).toList();
    if (asked.size() > 1) {
      throw block.problem(
          asked.get(1).name, "a block has 'lag' or 'time', not both; make two blocks of it");
    }
    return asked.isEmpty() ? PlainColumns.of(block, layout) : asked.get(0).maker.of(block, layout);
  }

  private record Member(String name, Maker maker) {}

  private interface Maker {
    Gathering of(Settings block, RowLayout layout);
  }
}
