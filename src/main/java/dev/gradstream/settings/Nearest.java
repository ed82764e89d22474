package dev.gradstream.settings;

import java.util.Collection;

/** The word somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /** {@code " (did you mean 'x'?)"} where a known word is near enough, else nothing. */
  public static String hint(String word, Collection<String> known) {
    String best = null;
    int least = Math.max(1, word.length() / 2);
    for (String candidate : known) {
      int distance = distance(word.toLowerCase(), candidate.toLowerCase());
      if (distance <= least) {
        least = distance - 1;
        best = candidate;
      }
    }
    return best == null ? "" : " (did you mean '" + best + "'?)";
  }

  /** Insertions, deletions and substitutions between two words (Levenshtein 1966). */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
