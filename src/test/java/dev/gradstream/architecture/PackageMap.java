package dev.gradstream.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which package may import which, and where each library lives. A new package, or a new library,
 * gets its line here.
 *
 * <pre>
 *   settings state                                      imported by everybody
 *   kernel &lt;- autodiff &lt;- nn optim features evaluation &lt;- training            the core
 *   training &lt;- codec &lt;- pipeline.port &lt;- memory, window &lt;- replay, tuning &lt;- pipeline &lt;- app
 *                        pipeline.port &lt;- kafka registry meters web &lt;- app
 *   console &lt;- files &lt;- config &lt;- app, console &lt;- calculus, lab &lt;- app    what a person meets
 *   console kafka pipeline &lt;- bench &lt;- app                              what a pass costs
 * </pre>
 */
final class PackageMap {
  static final Set<String> BOTTOM = Set.of("settings", "state");
  static final List<String> CORE =
      List.of(
          "kernel",
          "autodiff",
          "nn",
          "optim",
          "features",
          "evaluation.drift",
          "evaluation",
          "training");

  /** Package, and the packages of ours that it may import besides itself and the bottom ones. */
  static final Map<String, Set<String>> IMPORTS = new LinkedHashMap<>();

  /** First part of a library's name, and the packages that may use it. */
  static final Map<String, Set<String>> LIBRARIES = new LinkedHashMap<>();

  static {
    IMPORTS.put("settings", Set.of());
    IMPORTS.put("state", Set.of());
    IMPORTS.put("kernel", Set.of());
    IMPORTS.put("autodiff", Set.of("kernel"));
    IMPORTS.put("nn", Set.of("autodiff", "kernel")); // kernel: initial weights are drawn
    IMPORTS.put("optim", Set.of("autodiff", "kernel"));
    IMPORTS.put("features", Set.of("autodiff", "kernel")); // kernel: digest of what is learned
    IMPORTS.put("evaluation.drift", Set.of());
    IMPORTS.put("evaluation", Set.of("autodiff", "evaluation.drift"));
    IMPORTS.put("training", except("training"));
    IMPORTS.put("event", Set.of());
    IMPORTS.put("codec", with(CORE, "event"));
    IMPORTS.put("pipeline.port", with(CORE, "codec"));
    IMPORTS.put("pipeline.memory", Set.of("pipeline.port", "training"));
    IMPORTS.put("pipeline.window", with(CORE, "codec", "pipeline.port"));
    List<String> replayed = List.of("pipeline.port", "pipeline.window", "pipeline.memory");
    IMPORTS.put("pipeline.replay", with(IMPORTS.get("pipeline.window"), replayed));
    IMPORTS.put("pipeline.tuning", with(IMPORTS.get("pipeline.window"), "pipeline.window"));
    IMPORTS.put("pipeline", with(IMPORTS.get("pipeline.replay"), List.of("pipeline.replay")));
    IMPORTS.put("kafka", Set.of("pipeline.port", "codec", "training"));
    IMPORTS.put("kafka.broker", Set.of("codec", "training"));
    IMPORTS.put("registry", Set.of("pipeline.port"));
    IMPORTS.put("meters", Set.of("pipeline.port", "training"));
    IMPORTS.put("web", Set.of("pipeline.port", "training"));
    IMPORTS.put(
        "console", Set.of("pipeline.port", "pipeline.replay")); // its exceptions become messages
    IMPORTS.put("files", Set.of("console", "codec"));
    IMPORTS.put("config", Set.of("console", "files", "codec", "kernel"));
    IMPORTS.put("calculus", with(CORE, "console", "config", "codec", "pipeline.port"));
    IMPORTS.put(
        "bench",
        Set.of(
            "kernel",
            "training",
            "codec",
            "pipeline",
            "pipeline.port",
            "kafka",
            "meters",
            "console"));
    IMPORTS.put("lab", Set.of("autodiff", "kernel", "optim", "console"));
    IMPORTS.put("app", with(IMPORTS.keySet()));
    IMPORTS.get("app").remove("event"); // what is generated from schemas stays within codec

    Set<String> flow =
        Set.of(
            "pipeline", "pipeline.port", "pipeline.memory", "pipeline.replay", "pipeline.tuning");
    Set<String> outer = with(flow, List.of("kafka", "kafka.broker", "meters", "web", "app"));
    Set<String> reactive = with(flow, List.of("kafka", "web", "console", "bench", "app"));
    LIBRARIES.put("jdk.incubator.vector", Set.of("kernel"));
    LIBRARIES.put("reactor", reactive);
    LIBRARIES.put("org.reactivestreams", reactive);
    // The composition root binds the clients' own metrics to meters, so it sees the clients' types.
    LIBRARIES.put("org.apache.kafka", Set.of("kafka", "kafka.broker", "app"));
    LIBRARIES.put("kafka", Set.of("kafka.broker"));
    LIBRARIES.put("scala", Set.of("kafka.broker"));
    LIBRARIES.put("org.apache.avro", Set.of("codec", "event"));
    LIBRARIES.put(
        "com.fasterxml.jackson.core", Set.of("codec", "web", "files", "config", "registry"));
    LIBRARIES.put("io.micrometer", Set.of("meters", "app"));
    LIBRARIES.put("io.prometheus", Set.of("meters"));
    LIBRARIES.put("com.sun.net.httpserver", Set.of("web"));
    LIBRARIES.put("com.sun.management", Set.of("bench"));
    LIBRARIES.put("picocli", Set.of("app", "calculus"));
    LIBRARIES.put("org.yaml", Set.of("config"));
    LIBRARIES.put("com.github.luben.zstd", Set.of("files"));
    LIBRARIES.put("org.slf4j", outer);
  }

  private PackageMap() {}

  private static Set<String> except(String name) {
    Set<String> names = with(CORE);
    names.remove(name);
    return names;
  }

  private static Set<String> with(Iterable<String> names, String... more) {
    return with(names, List.of(more));
  }

  private static Set<String> with(Iterable<String> names, List<String> more) {
    Set<String> all = new TreeSet<>(more);
    names.forEach(all::add);
    return all;
  }
}
