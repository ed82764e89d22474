package dev.gradstream.nn;

import dev.gradstream.autodiff.DoublePlan;
import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Objective;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.settings.Settings;
import java.util.Optional;

/**
 * A model's loss without its network: of raw outputs that were computed before, and labels that
 * came since. In double precision, by the loss's own graph.
 */
public final class Judgement {
  private final DoublePlan plan;

  private Judgement(DoublePlan plan) {
    this.plan = plan;
  }

  /**
   * @param model the model's settings
   * @param weighted whether each example comes with a weight, which its loss is multiplied by
   */
  public static Judgement of(Settings model, int classes, boolean weighted) {
    Losses.Loss loss = Losses.of(model.choice("loss", Losses.names(), null), model, classes);
    Graph graph = new Graph();
    Node output = graph.input("output", loss.outputs(classes));
    Node target = graph.input("target", loss.targets());
    Node each = loss.loss(graph, output, target);
    Optional<Node> weight = Optional.empty();
    if (weighted) {
      weight = Optional.of(graph.input("weight", 1));
      each = graph.mul(each, weight.get());
    }
    Node prediction = loss.prediction(graph, output);
    Objective objective =
        new Objective(graph, output, target, output, prediction, each, graph.share(), weight);
    return new Judgement(objective.inDoubles(Parameters.of(graph)));
  }

  /**
   * The loss of each of {@code rows} outputs; read before the next call.
   *
   * @param outputs (rows, outputs)
   * @param targets (rows, 1)
   * @param weights (rows); not looked at where the model has none
   */
  public double[] losses(double[] outputs, double[] targets, double[] weights, int rows) {
    plan.rows(rows);
    double[] into = plan.input().values();
    System.arraycopy(outputs, 0, into, 0, into.length);
    System.arraycopy(targets, 0, plan.target().values(), 0, rows);
    if (plan.weighted()) {
      System.arraycopy(weights, 0, plan.exampleWeights(), 0, rows);
    }
    plan.loss();
    return plan.rowLosses();
  }
}
