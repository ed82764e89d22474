package dev.gradstream.codec;

import dev.gradstream.features.LabelTexts;
import dev.gradstream.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a label may be.
 *
 * @param classes a label is a whole number from 0 to this less one; 0 for any number
 * @param least the least number, where it may be any
 * @param texts what is written for 0, for 1 and so on; empty where a label is written as a number
 * @param mayWait whether an example and its label may come in two records
 */
public record LabelColumn(int classes, double least, List<List<String>> texts, boolean mayWait) {
  public LabelColumn {
    texts = texts.stream().map(List::copyOf).toList();
  }

  /** A label that comes with its example. */
  public LabelColumn(int classes, double least, List<List<String>> texts) {
    this(classes, least, texts, false);
  }

  /** A number, one with the least float for the least number. */
  public LabelColumn(int classes) {
    this(classes, -Float.MAX_VALUE, List.of());
  }

  /** Any number: regression. */
  public static LabelColumn real() {
    return new LabelColumn(0);
  }

  /** 0 or 1; true and false in words where the format has them. */
  public static LabelColumn binary() {
    return new LabelColumn(2);
  }

  /** The number of a class. */
  public static LabelColumn ofClasses(int classes) {
    return new LabelColumn(classes);
  }

  /** After a run's {@code label} settings; see {@link LabelTexts}. */
  public static LabelColumn of(Settings label) {
    LabelColumn column = told(label);
    return new LabelColumn(column.classes, column.least, column.texts, label.isBlock("delay"));
  }

  private static LabelColumn told(Settings label) {
    String kind = label.choice("kind", List.of("real", "binary", "class"), null);
    List<List<String>> texts = LabelTexts.of(label);
    if (!texts.isEmpty()) {
      return new LabelColumn(texts.size(), -Float.MAX_VALUE, texts);
    }
    return switch (kind) {
      case "real" -> real();
      case "binary" -> binary();
      default -> ofClasses((int) label.whole("classes", 10, 2, 100_000));
    };
  }

  /** The same, where no number below {@code bound} will do. */
  public LabelColumn from(double bound) {
    return new LabelColumn(classes, Math.max(bound, least), texts, mayWait);
  }

  /** The number of the label that is written so in UTF-8; -1 where none is. */
  int number(byte[] text, int from, int to) {
    for (int label = 0; label < texts.size(); label++) {
      for (int i = 0; i < texts.get(label).size(); i++) {
        if (is(texts.get(label).get(i), text, from, to)) {
          return label;
        }
      }
    }
    return -1;
  }

  private static boolean is(String word, byte[] text, int from, int to) {
    if (word.length() > to - from) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != text[from + i]) {
        return word.equals(new String(text, from, to - from, StandardCharsets.UTF_8));
      }
    }
    return word.length() == to - from;
  }

  /** Whether a finite number can be a label. */
  boolean allows(double value) {
    return classes == 0
        ? value >= least && value <= Float.MAX_VALUE // beyond it is infinite to a network
        : value >= 0 && value < classes && value == Math.rint(value);
  }

  String expected() {
    if (!texts.isEmpty()) {
      String all = String.join(", ", texts.stream().flatMap(List::stream).toList());
      return "one of " + Excerpt.of(all, 120);
    }
    return switch (classes) {
      case 0 -> "a number " + (least == 0 ? "from 0 " : "") + "up to " + Float.MAX_VALUE;
      case 2 -> "0 or 1";
      default -> "a class from 0 to " + (classes - 1);
    };
  }
}
