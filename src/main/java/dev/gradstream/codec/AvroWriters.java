package dev.gradstream.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The programs of writers' schemas by their numbers. To find the one of the last record again costs
 * a comparison, and to find another one makes no object.
 */
final class AvroWriters {
  private static final int MOST = 1000;
  private static final int MOST_REFUSED = 4096;

  private long[] numbers = new long[0]; // ascending
  private AvroStep[] programs = new AvroStep[0]; // by place in numbers
  private int last; // place of what was found last
  private final Map<Long, String> refused = new TreeMap<>();

  /** Whether there is a program. */
  boolean has(long number) {
    return place(number) >= 0;
  }

  /** Whether it is known that there will be no program. */
  boolean isRefused(long number) {
    return refused.containsKey(number) || refused.size() == MOST_REFUSED;
  }

  /** Adds a program; tells why it cannot, or null. */
  String add(long number, AvroStep program) {
    if (numbers.length == MOST) {
      return "there are more than " + MOST + " schemas";
    }
    int at = -1 - place(number);
    long[] moreNumbers = Arrays.copyOf(numbers, numbers.length + 1);
    AvroStep[] morePrograms = Arrays.copyOf(programs, programs.length + 1);
    System.arraycopy(numbers, at, moreNumbers, at + 1, numbers.length - at);
    System.arraycopy(programs, at, morePrograms, at + 1, programs.length - at);
    moreNumbers[at] = number;
    morePrograms[at] = program;
    numbers = moreNumbers;
    programs = morePrograms;
    return null;
  }

  void refuse(long number, String reason) {
    if (refused.size() < MOST_REFUSED) {
      refused.put(number, reason);
    }
  }

  /**
   * The program of a schema.
   *
   * @throws MalformedRecord where there is none, with the reason
   */
  AvroStep program(long number, int radix) {
    if (last < numbers.length && numbers[last] == number) {
      return programs[last];
    }
    int at = place(number);
    if (at < 0) {
      throw new MalformedRecord(refused.getOrDefault(number, unknown(number, radix)));
    }
    last = at;
    return programs[at];
  }

  private int place(long number) {
    return Arrays.binarySearch(numbers, number);
  }

  private String unknown(long number, int radix) {
    List<String> known = Arrays.stream(numbers).limit(5).mapToObj(n -> name(n, radix)).toList();
    String list =
        known.stream().collect(Collectors.joining(", "))
            + (numbers.length > known.size() ? ", ..." : "");
    return "expected a record of schema %s, got one of schema %s"
        .formatted(list.isEmpty() ? "(none is known yet)" : list, name(number, radix));
  }

  private static String name(long number, int radix) {
    return radix == 16 ? Long.toHexString(number) : Long.toString(number);
  }
}
