package dev.gradstream.config;

import dev.gradstream.console.Digits;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the sampled values of one column have in common. Used by one thread. */
public final class ColumnGlance {
  private static final int MOST_VALUES = 1_000;
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-[01]\\d-[0-3]\\d([Tt ][0-2]\\d:[0-5]\\d\\S*)?");

  private final String name;
  private final TreeMap<String, Integer> values = new TreeMap<>(); // text -> how often
  private long present;
  private long missing;
  private long numbers;
  private long times;
  private boolean whole = true;
  private boolean rising = true;
  private boolean many; // more different values than are kept
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private double last = Double.NEGATIVE_INFINITY;

  public ColumnGlance(String name) {
    this.name = name;
  }

  /** Takes the value of one more record; null where it is missing. */
  public void take(String text) {
    if (text == null) {
      missing++;
      return;
    }
    present++;
    if (values.size() < MOST_VALUES || values.containsKey(text)) {
      values.merge(text, 1, Integer::sum);
    } else {
      many = true;
    }
    times += TIME.matcher(text.strip()).matches() ? 1 : 0;
    double number = number(text);
    if (number == number) {
      numbers++;
      least = Math.min(least, number);
      most = Math.max(most, number);
      whole &= number == Math.rint(number);
      rising &= number > last;
      last = number;
    }
  }

  private static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) && text.matches("[-+0-9.eE]+") ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  public String name() {
    return name;
  }

  public long missing() {
    return missing;
  }

  boolean isEmpty() {
    return present == 0;
  }

  public boolean isNumber() {
    return present > 0 && numbers == present;
  }

  /** Whether it holds dates, or dates and times, as ISO 8601 writes them. */
  boolean isTime() {
    return present > 0 && times == present;
  }

  boolean isConstant() {
    return values.size() == 1 && !many;
  }

  /** A whole number that rises from record to record: a key or a count, which tells nothing. */
  boolean isCounter() {
    return isNumber() && whole && rising && present > 2;
  }

  /** Different values; -1 where there are too many to keep. */
  public int different() {
    return many ? -1 : values.size();
  }

  double least() {
    return least;
  }

  double most() {
    return most;
  }

  /** Whether all values are whole numbers from 0 on, without a gap. */
  boolean isClass() {
    return isNumber() && whole && least == 0 && !many && most == values.size() - 1;
  }

  /** Whether it holds one of two words, or -1 and 1. */
  boolean isEitherOr() {
    boolean signs = isNumber() && whole && least == -1 && most == 1;
    return (numbers == 0 || signs) && values.size() == 2 && !many;
  }

  /** Its words, the most frequent first; of numbers, the least. */
  List<String> words() {
    if (isNumber()) {
      return values.keySet().stream()
          .sorted(Comparator.comparingDouble(Double::parseDouble))
          .toList();
    }
    return values.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** For the table: what is in the column. */
  public String contents() {
    if (isEmpty()) {
      return "nothing";
    }
    if (isNumber()) {
      String range = Digits.of(least, 6) + " to " + Digits.of(most, 6);
      return (whole ? "whole numbers, " : "numbers, ") + range;
    }
    if (isTime()) {
      return "times, " + values.firstKey() + " to " + (many ? "..." : values.lastKey());
    }
    String all = String.join(", ", values.keySet());
    String shown = all.length() > 60 ? all.substring(0, 57) + "..." : all;
    String count = many ? "over " + MOST_VALUES : "" + values.size();
    return (numbers > 0 ? "numbers and texts, " : "texts, ") + count + " different: " + shown;
  }
}
