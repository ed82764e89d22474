package dev.gradstream.codec;

import dev.gradstream.features.Decimal;

/**
 * One line of Vowpal Wabbit's text format, taken apart in place:
 *
 * <pre>
 *   1 0.5 'first|user age:30 country=US |page:2 sports news
 *   label  weight  tag  namespaces, of a weight of their own where one is said
 * </pre>
 *
 * <p>The last word before the first bar is the tag where it touches the bar or begins with a quote,
 * as Vowpal Wabbit has it. Used again for the next line; makes no object.
 */
final class VwLine {
  /** The name of a namespace that has none. */
  static final String UNNAMED = "features";

  private byte[] bytes;
  private int end;
  private int next; // the bar of the namespace that comes next; end for none
  private int labelFrom;
  private int labelTo;
  private double weight;
  private int tagFrom;
  private int tagTo;
  private int nameFrom;
  private int nameTo;
  private int featuresFrom;
  private int featuresTo;
  private double scale;

  /**
   * Reads what stands before the namespaces.
   *
   * @throws MalformedRecord where it is no such line
   */
  void open(byte[] line) {
    bytes = line;
    end = line.length;
    while (end > 0 && (line[end - 1] == '\n' || line[end - 1] == '\r')) {
      end--;
    }
    next = bar(0);
    if (next == end) {
      throw new MalformedRecord("expected 'label |namespace feature:value ...', got no '|'");
    }
    labelFrom = labelTo = tagFrom = tagTo = 0;
    weight = 1;
    int words = 0;
    int at = 0;
    while (at < next) {
      int to = wordEnd(at, next);
      if (to > at) {
        boolean last = wordStart(to, next) == next;
        boolean isTag = last && (to == next || bytes[at] == '\'');
        if (isTag) {
          tagFrom = bytes[at] == '\'' ? at + 1 : at;
          tagTo = to;
        } else {
          header(words++, at, to);
        }
      }
      at = to + 1;
    }
  }

  private void header(int word, int from, int to) {
    if (word == 0) {
      labelFrom = from;
      labelTo = to;
      return;
    }
    double number = Decimal.parse(bytes, from, to);
    if (word > 1 || Double.isNaN(number)) {
      throw new MalformedRecord(
          "expected a label and at most a weight before the first '|', got also '"
              + Excerpt.of(bytes, from, to)
              + "'");
    }
    weight = number;
  }

  /** Moves to the next namespace; false at the end. */
  boolean nextNamespace() {
    if (next == end) {
      return false;
    }
    int from = next + 1;
    next = bar(from);
    nameFrom = from;
    nameTo = wordEnd(from, next);
    featuresFrom = nameTo;
    featuresTo = next;
    scale = 1;
    for (int i = nameFrom; i < nameTo; i++) {
      if (bytes[i] == ':') {
        scale = value(i, nameTo);
        nameTo = i;
      }
    }
    return true;
  }

  /**
   * Checks the features of the namespace, and tells of each.
   *
   * @throws MalformedRecord where a value is no number
   */
  void features(Feature each) {
    int at = wordStart(featuresFrom, featuresTo);
    while (at < featuresTo) {
      int to = wordEnd(at, featuresTo);
      int colon = at;
      while (colon < to && bytes[colon] != ':') {
        colon++;
      }
      each.of(at, colon, scale * (colon == to ? 1 : value(colon, to)));
      at = wordStart(to, featuresTo);
    }
  }

  /** Takes a feature by where its name stands. */
  interface Feature {
    void of(int nameFrom, int nameTo, double value);
  }

  private double value(int colon, int to) {
    double value = Decimal.parse(bytes, colon + 1, to);
    if (Double.isNaN(value)) {
      throw new MalformedRecord(
          "expected a number after the colon, got '" + Excerpt.of(bytes, colon + 1, to) + "'");
    }
    return value;
  }

  byte[] bytes() {
    return bytes;
  }

  int labelFrom() {
    return labelFrom;
  }

  /** As {@link #labelFrom()} where there is no label. */
  int labelTo() {
    return labelTo;
  }

  double weight() {
    return weight;
  }

  int tagFrom() {
    return tagFrom;
  }

  int tagTo() {
    return tagTo;
  }

  int nameFrom() {
    return nameFrom;
  }

  /** As {@link #nameFrom()} where the namespace has no name. */
  int nameTo() {
    return nameTo;
  }

  int featuresFrom() {
    return featuresFrom;
  }

  int featuresTo() {
    return featuresTo;
  }

  /** The namespace's own weight. */
  double scale() {
    return scale;
  }

  private int bar(int from) {
    int at = from;
    while (at < end && bytes[at] != '|') {
      at++;
    }
    return at;
  }

  private int wordEnd(int from, int limit) {
    int at = from;
    while (at < limit && bytes[at] != ' ' && bytes[at] != '\t') {
      at++;
    }
    return at;
  }

  private int wordStart(int from, int limit) {
    int at = from;
    while (at < limit && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }
}
