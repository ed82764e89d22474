package dev.gradstream.settings;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was asked of a whole tree of settings, by full path, and the fallbacks that were taken. */
final class Questions {
  private final SortedMap<String, Question> asked = new TreeMap<>();
  private final SortedMap<String, String> fallbacks = new TreeMap<>();

  /** Of two questions about one setting, the one that tells more than "text" counts. */
  void ask(String path, Question question) {
    asked.merge(path, question, (before, now) -> before.expected().equals("text") ? now : before);
  }

  void take(String path, String fallback) {
    fallbacks.put(path, fallback);
  }

  SortedMap<String, Question> asked() {
    return new TreeMap<>(asked);
  }

  Map<String, String> fallbacks() {
    return fallbacks;
  }
}
