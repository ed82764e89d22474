package dev.gradstream.training;

import dev.gradstream.evaluation.Prequential;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Loss and rates of the steps of one commit, for anybody to read.
 *
 * @param firstStep first step of the commit; after a roll-back, which has no step, the one after
 *     {@code lastStep}
 * @param lastStep last step of the commit; its certificate prefix etc. are in the journal
 * @param examples examples learned from since the run began
 * @param loss mean training loss over the commit's examples
 * @param learningRate of the last step
 * @param gradientNorm of the last step
 * @param figures prequential figures of the run so far, by name
 */
public record MetricsRecord(
    String run,
    long firstStep,
    long lastStep,
    long window,
    long examples,
    long rejected,
    double loss,
    double learningRate,
    double gradientNorm,
    Map<String, Double> figures,
    long committedAtMs) {

  /** The figures that are worth a curve or a gauge each: all but the cells of tables. */
  public SortedMap<String, Double> curves() {
    SortedMap<String, Double> curves = new TreeMap<>(figures);
    curves.keySet().removeIf(Prequential::isCell);
    return curves;
  }
}
