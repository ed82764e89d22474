package dev.gradstream.settings;

import java.util.Collection;
import java.util.Locale;

/** The word somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /** {@code " (did you mean 'x'?)"} where a known word is near enough, else nothing. */
  public static String hint(String word, Collection<String> known) {
    String best = null;
    int least = Math.max(1, Math.min(word.length(), 100) / 2);
    for (String candidate : known) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance <= least) {
        least = distance - 1;
        best = candidate;
      }
    }
    return best == null ? "" : " (did you mean '" + best + "'?)";
  }

  /**
   * Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string
   * alignment; Damerau 1964).
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1]; // (letters of a, letters of b)
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int substituted = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(substituted, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
