package dev.gradstream.bench;

import dev.gradstream.codec.ExampleWriter;
import dev.gradstream.console.Failure;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A network by its widths: {@code 32-64-1} has 32 features, a hidden layer of 64 relu and one
 * output; {@code 32-1} is linear; {@code 784-128-10} tells 10 classes apart.
 */
public record Network(List<Integer> widths) {
  private static final int WIDEST = 100_000;

  /**
   * @throws Failure of usage where it is none
   */
  public static Network of(String text) {
    try {
      List<Integer> widths =
          Arrays.stream(text.equals("linear") ? new String[] {"32", "1"} : text.split("-", -1))
              .map(Integer::valueOf)
              .toList();
      if (widths.size() >= 2 && widths.stream().allMatch(width -> width >= 1 && width <= WIDEST)) {
        return new Network(widths);
      }
    } catch (NumberFormatException none) {
      // Told below, like every other text that is none.
    }
    throw Failure.usage(
        "--model "
            + text
            + ": expected the widths of a network, such as 32-64-1 or, with 10 classes, 784-128-10; or linear");
  }

  public int features() {
    return widths.getFirst();
  }

  /** Classes to tell apart; 1 where a number is learned. */
  public int classes() {
    return widths.getLast();
  }

  /** Examples for it. */
  public BenchTopic examples() {
    return new BenchTopic(features(), classes());
  }

  /** {@code 32-64-1}. */
  public String name() {
    return widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  /** A run of it on a {@link BenchTopic}, with further settings after its own. */
  public CheckedSpecification run(String run, String topic, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("run", run);
    settings.put("source.topic", topic);
    settings.put("source.format", "avro");
    settings.put("source.schemaText", ExampleWriter.schemaText());
    settings.put("source.until", "end");
    settings.put("label.name", "y");
    settings.put("label.kind", classes() == 1 ? "real" : "class");
    if (classes() > 1) {
      settings.put("label.classes", Integer.toString(classes()));
    }
    settings.put("features[0].columns[0]", "x[0.." + (features() - 1) + "]");
    settings.put("model.loss", classes() == 1 ? "squared" : "softmax");
    settings.put("optimizer.name", "sgd");
    settings.put("optimizer.learningRate", "0.01");
    for (int layer = 1; layer < widths.size(); layer++) {
      String path = "model.layers[%d].".formatted(layer - 1);
      settings.put(path + "dense", widths.get(layer).toString());
      if (layer < widths.size() - 1) {
        settings.put(path + "activation", "relu");
      }
    }
    settings.putAll(more);
    return CheckedSpecification.of(Settings.ofFlat(settings));
  }
}
