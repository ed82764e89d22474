package dev.gradstream.training;

import dev.gradstream.features.FeatureStage;
import dev.gradstream.features.TargetStages;
import dev.gradstream.nn.Losses;
import dev.gradstream.nn.Model;
import dev.gradstream.settings.Settings;
import java.util.List;
import java.util.Locale;

/** The model of a specification, once it fits the rest of it. */
public final class FittingModel {
  private FittingModel() {}

  /**
   * Builds the model.
   *
   * @throws dev.gradstream.settings.SettingsException naming what it cannot use, or what does not
   *     go with labels and source
   */
  public static Model of(Specification specification, FeatureStage features) {
    Settings settings = specification.settings().child("model");
    Specification.Label label = specification.label();
    Model model =
        Model.of(
            settings,
            new Model.Examples(
                features.width(),
                features::names,
                label.classes(),
                label.weight().isPresent(),
                new Model.Encoded(features.sparseWidth(), features.sparseEntries())),
            specification.seed());
    requireFittingLabels(settings, model, label.kind().name().toLowerCase(Locale.ROOT));
    if (TargetStages.of(label.settings()).scales() && Losses.leastLabel(model.lossName()) == 0) {
      throw settings.problem(
          "loss",
          model.lossName()
              + " learns from counts, and label.scale makes them negative; leave it out");
    }
    if (settings.has("datasetSize") && !specification.source().bounded()) {
      throw settings.problem(
          "datasetSize",
          "a stream without end has no size; set source.until: end, or leave it out");
    }
    return model;
  }

  // A loss takes any number for a label, but below its own range it has no lower bound.
  private static void requireFittingLabels(Settings settings, Model model, String kind) {
    List<String> fitting = model.labels();
    if (!fitting.contains(kind)) {
      throw settings.problem(
          "loss",
          model.lossName()
              + " learns from labels of kind "
              + String.join(" or ", fitting)
              + ", and label.kind is "
              + kind);
    }
  }
}
