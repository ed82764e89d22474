package dev.gradstream.codec;

import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * What a label may be.
 *
 * @param classes a label is a whole number from 0 to this less one; 0 for any number
 * @param least the least number, where it may be any
 */
public record LabelColumn(int classes, double least) {

  /** One with the least float for the least number. */
  public LabelColumn(int classes) {
    this(classes, -Float.MAX_VALUE);
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

  /** After {@code kind} and {@code classes} of a run's {@code label} settings. */
  public static LabelColumn of(Settings label) {
    return switch (label.choice("kind", List.of("real", "binary", "class"), null)) {
      case "real" -> real();
      case "binary" -> binary();
      default -> ofClasses((int) label.whole("classes", 10, 2, 100_000));
    };
  }

  /** The same, where no number below {@code bound} will do. */
  public LabelColumn from(double bound) {
    return new LabelColumn(classes, Math.max(bound, least));
  }

  /** Whether a finite number can be a label. */
  boolean allows(double value) {
    return classes == 0
        ? value >= least && value <= Float.MAX_VALUE // beyond it is infinite to a network
        : value >= 0 && value < classes && value == Math.rint(value);
  }

  String expected() {
    return switch (classes) {
      case 0 -> "a number " + (least == 0 ? "from 0 " : "") + "up to " + Float.MAX_VALUE;
      case 2 -> "0 or 1";
      default -> "a class from 0 to " + (classes - 1);
    };
  }
}
