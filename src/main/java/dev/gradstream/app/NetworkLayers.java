package dev.gradstream.app;

import dev.gradstream.autodiff.Gradients;
import dev.gradstream.autodiff.Node;
import dev.gradstream.features.FeatureStages;
import dev.gradstream.nn.LayerNodes;
import dev.gradstream.nn.Model;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.training.Event;
import dev.gradstream.training.FittingModel;
import dev.gradstream.training.Specification;
import dev.gradstream.web.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run's network as the page draws it: what goes in, then each layer with its parameters. */
final class NetworkLayers {
  private NetworkLayers() {}

  /** None for a run whose specification this version cannot use. */
  static List<Layer> of(Event.RunStarted started) {
    try {
      Specification specification = Specification.ofRecorded(started.specification());
      Model model =
          FittingModel.of(
              specification, FeatureStages.of(specification.features(), specification.layout()));
      return of(model, started.specification());
    } catch (SettingsException unusable) {
      return List.of();
    }
  }

  private static List<Layer> of(Model model, Map<String, String> specification) {
    List<Layer> layers = new ArrayList<>();
    Model.Examples examples = model.examples();
    if (examples.inputs() > 0) {
      layers.add(new Layer("features", "" + examples.inputs(), "", 0));
    }
    if (examples.encoded().columns() > 0) {
      layers.add(new Layer("encoded", "" + examples.encoded().columns(), "", 0));
    }
    List<Node> parameters = Gradients.parameters(model.graph());
    Settings settings = Settings.ofFlat(specification).child("model");
    List<Settings> nodes = settings.nodes("layers");
    for (int i = 0; i < model.layers().size(); i++) {
      LayerNodes layer = model.layers().get(i);
      Node value = layer.value();
      String prefix = "layers[" + i + "].";
      long count =
          parameters.stream()
              .filter(node -> node.op().label().startsWith(prefix))
              .mapToLong(node -> (long) node.shape().rows() * node.shape().columns())
              .sum();
      String activation =
          nodes.get(i).has("activation") ? nodes.get(i).text("activation") : "linear";
      layers.add(new Layer("dense", "" + value.shape().columns(), activation, count));
    }
    return layers;
  }
}
