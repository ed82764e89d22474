package dev.gradstream.pipeline.tuning;

import java.util.List;
import java.util.Map;

/**
 * One candidate of a search: how it learned and where it ended.
 *
 * @param index its place among the candidates
 * @param score the figure it is judged by; NaN where it diverged or never had it
 * @param examples learned from before it was left or the topic ended
 * @param left why it did not go to the end, in words; null where it did
 * @param figures test-then-train figures at its end; none where it diverged
 * @param curve the score at rising numbers of examples
 */
public record Trial(
    int index,
    double score,
    long examples,
    String left,
    Map<String, Double> figures,
    List<Point> curve) {

  /** A point of a learning curve. */
  public record Point(long examples, double score) {}
}
