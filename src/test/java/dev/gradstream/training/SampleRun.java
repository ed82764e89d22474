package dev.gradstream.training;

import dev.gradstream.features.Rows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small run to try the fold on: two features, a number to learn. */
final class SampleRun {
  private SampleRun() {}

  static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("run", "sample");
    settings.put("source.topic", "examples");
    settings.put("source.format", "csv");
    settings.put("label.name", "y");
    settings.put("label.kind", "real");
    settings.put("features[0].columns[0]", "a");
    settings.put("features[0].columns[1]", "b");
    settings.put("features[0].scale", "standard");
    settings.put("window.size", "4");
    settings.put("model.layers[0].dense", "5");
    settings.put("model.layers[0].activation", "tanh");
    settings.put("model.layers[1].dense", "1");
    settings.put("model.loss", "squared");
    settings.put("optimizer.name", "momentum");
    settings.put("optimizer.learningRate", "0.05");
    return settings;
  }

  static State state(Map<String, String> settings) {
    return State.of(
        new Event.RunStarted(
            settings.get("run"), settings, 1, "test", "id", Map.of(0, 0L), Map.of(), 0));
  }

  /** The window of examples {@code [from, to)} of partition 0. */
  static Input.Window window(State state, int from, int to) {
    Rows rows = new Rows(state.specification().layout(), to - from);
    long hash = RecordHash.EMPTY;
    for (int i = from; i < to; i++) {
      int start = rows.add();
      rows.values()[start] = Math.sin(i);
      rows.values()[start + 1] = i % 7;
      rows.values()[start + 2] = Math.sin(i) - (i % 7) / 3.0;
      hash = RecordHash.fold(hash, i);
    }
    return new Input.Window(
        Seal.SIZE, List.of(new Span(0, 0, from, to, to - from, hash)), List.of(), rows);
  }
}
