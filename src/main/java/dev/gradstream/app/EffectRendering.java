package dev.gradstream.app;

import dev.gradstream.console.Table;
import dev.gradstream.pipeline.replay.Counterfactual;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far one record moved a model, for people and as an object. */
final class EffectRendering {
  private EffectRendering() {}

  static String text(String record, Counterfactual.Effect effect) {
    Table figures =
        new Table("after step %,d".formatted(effect.lastStep()), "as it was", "without");
    figures.row(
        "mean loss since",
        RunRendering.number(effect.lossWith()),
        RunRendering.number(effect.lossWithout()));
    effect
        .figuresWith()
        .forEach(
            (name, value) ->
                figures.row(
                    RunRendering.clean(name),
                    RunRendering.number(value),
                    RunRendering.number(effect.figuresWithout().getOrDefault(name, Double.NaN))));
    return """
        record       %s, in window %,d from step %,d on
        parameters   moved by %s, %.4g %% of their norm; most in %s, by %s
        predictions  of the last %,d examples move by %s on average, by %s at most

        %s"""
        .formatted(
            record,
            effect.window(),
            effect.firstStep(),
            RunRendering.number(effect.distance()),
            100 * effect.distance() / Math.max(Double.MIN_NORMAL, effect.norm()),
            effect.farthest().getKey().isEmpty() ? "none" : effect.farthest().getKey(),
            RunRendering.number(effect.farthest().getValue()),
            effect.recent(),
            RunRendering.number(effect.meanMove()),
            RunRendering.number(effect.largestMove()),
            figures);
  }

  static Map<String, Object> object(String run, String record, Counterfactual.Effect effect) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run);
    object.put("without", record);
    object.put("window", effect.window());
    object.put("step", effect.firstStep());
    object.put("steps", effect.lastStep());
    object.put("distance", effect.distance());
    object.put("norm", effect.norm());
    object.put("examples", effect.recent());
    object.put("predictionMoveMean", effect.meanMove());
    object.put("predictionMoveMost", effect.largestMove());
    object.put("lossWith", effect.lossWith());
    object.put("lossWithout", effect.lossWithout());
    object.put("figures", effect.figuresWith());
    object.put("figuresWithout", effect.figuresWithout());
    return object;
  }
}
