package dev.gradstream.codec;

import java.nio.charset.StandardCharsets;

/** What of an untrusted text can be shown: its beginning, control characters escaped. */
final class Excerpt {
  private static final int LENGTH = 40;

  private Excerpt() {}

  static String of(String text) {
    return of(text, LENGTH);
  }

  static String of(String text, int length) {
    StringBuilder shown = new StringBuilder();
    int shownEnd = Math.min(text.length(), length);
    for (int i = 0; i < shownEnd; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f || Character.isLetterOrDigit(c)) {
        shown.append(c);
      } else {
        shown.append(String.format("\\u%04x", (int) c));
      }
    }
    return text.length() > length ? shown + "..." : shown.toString();
  }

  /** As above, of UTF-8 bytes; what is no UTF-8 is shown as U+FFFD. */
  static String of(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + 4 * LENGTH);
    return of(new String(bytes, from, end - from, StandardCharsets.UTF_8));
  }
}
