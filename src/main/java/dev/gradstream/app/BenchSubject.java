package dev.gradstream.app;

import dev.gradstream.bench.Network;
import dev.gradstream.config.ConfigFile;
import dev.gradstream.pipeline.port.CheckedSpecification;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a bench measures: a model with a window, as a run of any name on any topic. */
interface BenchSubject {

  /** For people. */
  String name();

  /** The topic it names itself; null where one is made for it. */
  String topic();

  /** A bounded run of it. */
  CheckedSpecification run(String run, String topic);

  static BenchSubject of(Network network, int window) {
    return new BenchSubject() {
      @Override
      public String name() {
        return network.name() + ", windows of " + window;
      }

      @Override
      public String topic() {
        return null;
      }

      @Override
      public CheckedSpecification run(String run, String topic) {
        return network.run(run, topic, Map.of("window.size", Integer.toString(window)));
      }
    };
  }

  /**
   * Of a configuration file.
   *
   * @param config reads it with further settings
   */
  static BenchSubject of(String name, Function<Map<String, String>, ConfigFile> config) {
    CheckedSpecification asked = config.apply(Map.of()).as(CheckedSpecification::of);
    return new BenchSubject() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String topic() {
        return asked.specification().source().topic();
      }

      @Override
      public CheckedSpecification run(String run, String topic) {
        Map<String, String> more = new TreeMap<>(Map.of("run", run, "source.until", "end"));
        return config.apply(more).as(CheckedSpecification::of);
      }
    };
  }
}
