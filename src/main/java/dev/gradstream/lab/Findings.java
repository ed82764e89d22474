package dev.gradstream.lab;

import java.util.List;

/**
 * What an experiment found.
 *
 * @param numbers in the lecture's symbols, a line each
 * @param seen what one sees, in one sentence
 * @param picture as SVG
 */
public record Findings(List<String> numbers, String seen, String picture) {}
