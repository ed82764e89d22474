package dev.gradstream.training;

import dev.gradstream.autodiff.Plan;
import dev.gradstream.evaluation.Prequential;
import dev.gradstream.features.FeatureStage;
import dev.gradstream.features.Rows;
import dev.gradstream.features.TargetStage;

/**
 * Shows predictions to the metrics on the label's own scale. Part of the state, of which it keeps
 * nothing itself.
 *
 * <p>Where the features or the target learn from an example before the network does, an example
 * must be scored in a forward pass of its own, before any of them has seen it.
 */
final class Scoring {
  private final Plan plan;
  private final FeatureStage features;
  private final TargetStage target;
  private final Prequential metrics;
  private final boolean scaledTarget;
  private final float[] predictions; // (capacity, 1), on the label's scale
  private final float[] labels; // (capacity, 1)

  Scoring(Plan plan, FeatureStage features, TargetStage target, Prequential metrics) {
    this.plan = plan;
    this.features = features;
    this.target = target;
    this.metrics = metrics;
    scaledTarget = target.scales();
    predictions = new float[scaledTarget ? plan.capacity() : 0];
    labels = new float[predictions.length];
  }

  /** Whether scoring needs a forward pass before anything has learned from the mini-batch. */
  boolean apart() {
    return features.scoresBeforeLearning() || scaledTarget;
  }

  /** Scores the plan's last predictions, those of rows {@code order[from]} on. */
  void score(Rows rows, int[] order, int from, int examples) {
    if (!scaledTarget) {
      metrics.observe(
          plan.prediction(),
          plan.predictionStride(),
          plan.target(),
          plan.targetStride(),
          plan.rowLosses(),
          examples);
      return;
    }
    for (int i = 0; i < examples; i++) {
      predictions[i] = (float) target.back(plan.prediction()[i * plan.predictionStride()]);
      labels[i] = (float) rows.value(order[from + i], rows.layout().labelIndex());
    }
    metrics.observe(predictions, 1, labels, 1, plan.rowLosses(), examples);
  }
}
