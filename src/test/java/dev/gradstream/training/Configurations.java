package dev.gradstream.training;

import dev.gradstream.features.FeatureStages;
import dev.gradstream.features.Rows;
import dev.gradstream.features.TargetStages;
import dev.gradstream.kernel.Generator;
import dev.gradstream.nn.Activations;
import dev.gradstream.nn.Initializers;
import dev.gradstream.nn.Losses;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.optim.Schedules;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Configurations in which every member of every catalogue occurs, each beside others that chance
 * chose; a new member is among them by itself.
 */
final class Configurations {
  private static final int PARTITIONS = 2;

  /** What a member cannot do without. */
  private static final Map<String, Map<String, String>> REQUIRED =
      Map.of(
          "inverse-time", Map.of("rate", "0.05"),
          "inverse-sqrt", Map.of("rate", "0.05"),
          "exponential", Map.of("factor", "0.9"),
          "step", Map.of("factor", "0.5", "every", "7"),
          "polynomial", Map.of("steps", "40"),
          "cosine", Map.of("steps", "11", "growth", "2"),
          "one-cycle", Map.of("steps", "40"),
          "reduce-on-plateau", Map.of("patience", "3", "halfLife", "2", "cooldown", "1"),
          "piecewise", Map.of("at[0]", "5", "rates[0]", "0.01"));

  private final Generator chance;
  private final Map<String, String> settings = new TreeMap<>(SampleRun.settings());
  private final String kind;

  private Configurations(int number) {
    chance = Generator.of(20_26, number);
    settings.put("seed", Integer.toString(number));
    settings.put("optimizer.name", turn(Optimizers.names(), number));
    settings.put("optimizer.learningRate", "0.01");
    decay(number);
    options(number);
    settings.put("optimizer.groups[0].parameters", "*.bias");
    settings.put("optimizer.groups[0].name", any(Optimizers.names()));
    settings.put("optimizer.groups[0].learningRate", "0.02");
    settings.put("optimizer.groups[0].decay", any(List.of("none", "same")));
    if (number % 4 == 3) {
      settings.put("precision", "float64");
    }
    kind = model(number);
    features(number);
    settings.put("window.size", any(List.of("1", "3", "4")));
    settings.put("window.shuffle", any(List.of("0", "9")));
    settings.put("stop.gradientNorm", "1e30");
    if (number % 3 == 1) {
      settings.put("stop." + any(List.of("stepNorm", "lossChange")), "1e30");
      settings.put("stop.halfLife", any(List.of("1", "5")));
    }
    settings.put("stop.patience", Integer.toString(5 + chance.nextInt(40)));
  }

  /** As many as the longest catalogue needs, and some more. */
  static Stream<Map<String, String>> all() {
    return IntStream.range(0, 48).mapToObj(number -> new Configurations(number).settings);
  }

  private void options(int number) {
    List<String> turns =
        List.of("accumulate=2", "clipNorm=0.5", "clipValue=0.1", "l1=0.01", "l2=1");
    String[] option = turn(turns, number).split("=");
    settings.put("optimizer." + option[0], option[1]);
    if (number % 3 == 0 && !settings.get("optimizer.name").equals("ftrl")) {
      settings.put("optimizer.compensated", "true");
      settings.put("optimizer.weightDecay", "0.001");
    }
  }

  private void decay(int number) {
    String name = turn(Schedules.names(), number);
    settings.put("optimizer.decay.name", name);
    settings.put("optimizer.decay.warmup", any(List.of("0", "6")));
    REQUIRED
        .getOrDefault(name, Map.of())
        .forEach((option, value) -> settings.put("optimizer.decay." + option, value));
  }

  private String model(int number) {
    String loss = turn(Losses.names(), number);
    String label =
        switch (loss) {
          case "logistic", "hinge" -> "binary";
          case "softmax" -> "class";
          default -> "real";
        };
    settings.put("label.kind", label);
    if (label.equals("class")) {
      settings.put("label.classes", "3");
    }
    settings.put("model.loss", loss);
    settings.put("model.layers[0].activation", turn(Activations.names(), number));
    settings.put("model.layers[0].init", turn(Initializers.names(), number / 2));
    settings.put("model.layers[1].dense", label.equals("class") ? "3" : "1");
    if (label.equals("real")) {
      String scale = any(TargetStages.names());
      settings.put("label.scale", loss.equals("poisson") ? "none" : scale);
    }
    layers(number, label);
    return label;
  }

  private void layers(int number, String label) {
    settings.put("model.layers[2].dense", settings.remove("model.layers[1].dense"));
    settings.put("model.layers[1].dense", settings.get("model.layers[0].dense"));
    settings.put("model.layers[1].residual", any(List.of("true", "false")));
    settings.put("model.layers[1].norm", any(List.of("none", "layer")));
    settings.put("model.layers[1].dropout", any(List.of("0", "0.3")));
    if (number % 3 == 1) {
      settings.put("model.embeddings[0].column", "b");
      settings.put("model.embeddings[0].size", "6"); // its values go to 6
      settings.put("model.embeddings[0].width", "2");
    }
    if (number % 2 == 1) {
      settings.put("label.weight", "w");
      settings.put("model.reduction", any(List.of("mean", "sum")));
    }
    if (!label.equals("real") && number % 5 < 3) {
      settings.put("model.classWeights[0]", "1");
      settings.put("model.classWeights[1]", "2");
      if (label.equals("class")) {
        settings.put("model.classWeights[2]", "0.5");
        settings.put("model.labelSmoothing", "0.1");
      }
    }
  }

  private void features(int number) {
    String variant = any(List.of("L", "P"));
    settings.remove("features[0].columns[1]");
    settings.put("features[1].columns[0]", "b");
    settings.put("features[0].scale", turn(FeatureStages.names(), number));
    settings.put("features[1].scale", any(FeatureStages.names()));
    for (String block : List.of("features[0].", "features[1].")) {
      settings.put(block + "variant", variant); // read by the members that learn
      settings.put(block + "missing", any(List.of("zero", "indicator")));
    }
    if (number % 3 > 0 && !settings.containsKey("optimizer.accumulate")) {
      settings.put("features[2].columns[0]", "c");
      settings.put("features[2].encode", turn(FeatureStages.encoders(), number / 3));
      settings.put("features[2].most", "3"); // of 5 texts
      settings.put("features[2].buckets", "7");
    }
    looksBack(number, settings.containsKey("features[2].encode") ? "features[3]." : "features[2].");
  }

  // Values of examples before, the label's among them; or times.
  private void looksBack(int number, String block) {
    if (number % 4 == 1) {
      settings.put(block + "columns[0]", "a");
      settings.put(block + "columns[1]", "y");
      settings.put(block + "lag", "2");
      settings.put(block + "key", number % 8 == 1 ? "c" : "b");
      settings.put(block + "keys", "3"); // of 5 texts, or of 7 numbers
      settings.put(block + "scale", turn(FeatureStages.names(), number / 4));
      settings.put(block + "variant", settings.get("features[0].variant"));
    } else if (number % 4 == 2) {
      settings.put(block + "columns[0]", "t");
      settings.put(block + "time[0]", "hour");
      settings.put(block + "time[1]", "month");
    }
  }

  private static String turn(List<String> names, int number) {
    return names.get(number % names.size());
  }

  private String any(List<String> names) {
    return names.get(chance.nextInt(names.size()));
  }

  /** A run of the settings, before its first window. */
  static State fresh(Map<String, String> settings) {
    return State.of(
        new Event.RunStarted(
            settings.get("run"), settings, 1, "test", "id", Map.of(0, 0L, 3, 5L), Map.of(), 0));
  }

  private static void text(Rows rows, int start, int number) {
    int column = rows.layout().columns().indexOf("c");
    if (column >= 0) {
      byte[] text = {(byte) ('p' + number)};
      rows.values()[start + column] = number == 5 ? Double.NaN : rows.addText(text, 0, 1);
    }
  }

  /** The state's next window: full and partial mini-batches, missing values, rejected records. */
  static Input.Window next(State state) {
    long number = state.window() + 1;
    int count = 2 + (int) (number % 3) * 4;
    Rows rows = new Rows(state.specification().layout(), count);
    for (int i = 0; i < count; i++) {
      long example = state.examples() + i;
      int start = rows.add();
      text(rows, start, (int) (example * 3 % 11 % 6));
      rows.values()[start] = example % 5 == 4 ? Double.NaN : StrictMath.sin(example);
      rows.values()[start + 1] = example % 7;
      int time = rows.layout().columns().indexOf("t");
      if (time >= 0) {
        rows.values()[start + time] = example % 9 == 8 ? Double.NaN : example * 500_000.0;
      }
      rows.values()[start + rows.layout().labelIndex()] =
          switch (state.specification().label().kind()) {
            case REAL -> 1 + StrictMath.sin(example) + example % 7 / 3.0;
            case BINARY -> example * 7 % 10 < 4 ? 1 : 0;
            case CLASS -> example * 7 % 10 % 3;
          };
      if (rows.layout().weight().isPresent()) {
        rows.values()[start + rows.layout().weightIndex()] = example % 4 * 0.5;
      }
    }
    int partition = number % PARTITIONS == 0 ? 0 : 3;
    long from = state.positions().get(partition);
    return new Input.Window(
        Seal.SIZE,
        List.of(new Span(0, partition, from, from + count + 1, count + 1, number)),
        List.of(new Reject(0, partition, from, 0, "unreadable")),
        rows);
  }
}
