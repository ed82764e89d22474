package dev.gradstream.settings;

import java.util.List;

/**
 * One setting that a reader asked for.
 *
 * @param expected the kind of value, in words, with its range
 * @param words what may stand there, where only some words may; else empty
 * @param fallback what holds where nothing is set; null where nothing does
 */
public record Question(String expected, List<String> words, String fallback) {
  static final Question TEXT = new Question("text", List.of(), null);

  static Question of(String expected, Object fallback) {
    return new Question(expected, List.of(), fallback == null ? null : fallback.toString());
  }
}
