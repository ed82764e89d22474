package dev.gradstream.training;

import java.util.List;

/**
 * Immutable copies of lists that are mostly of one or two elements, and made for every window: for
 * those {@link List#copyOf} would make an array first, and throw it away.
 */
public final class ShortLists {
  private ShortLists() {}

  public static <T> List<T> copyOf(List<T> list) {
    return switch (list.size()) {
      case 0 -> List.of();
      case 1 -> List.of(list.get(0));
      case 2 -> List.of(list.get(0), list.get(1));
      default -> List.copyOf(list);
    };
  }
}
