package dev.gradstream.nn;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a mini-batch B's losses make up, by the setting {@code reduction}; d(objective)/d(loss of an
 * example) is
 *
 * <pre>
 *   mean      1 / |B|        the mean, where nothing is said
 *   sum       1              the sum: with all of D in one batch, the lecture's L(D)
 *   dataset   |D| / |B|      an estimate of the sum over all of D from a part of it; |D| is the
 *                            setting datasetSize
 * </pre>
 */
final class Reduction {
  /** The reduction that estimates a sum over a whole topic. */
  static final String DATASET = "dataset";

  private static final Map<String, BiFunction<Graph, Settings, Node>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("mean", (g, s) -> g.share());
    ALL.put("sum", (g, s) -> g.constant(1));
    ALL.put(DATASET, (g, s) -> g.mul(g.constant(datasetSize(s)), g.share()));
  }

  private Reduction() {}

  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The node of d(objective)/d(loss of an example). */
  static Node scale(Settings model, Graph graph) {
    // Read only where it is there: earlier runs did not record it.
    String name =
        model.has("reduction") ? model.choice("reduction", names(), null) : names().getFirst();
    return ALL.get(name).apply(graph, model);
  }

  private static long datasetSize(Settings model) {
    long size = model.whole("datasetSize", 0, 1, 1L << 40);
    if (size == 0) {
      throw model.problem(
          "datasetSize", "is required with reduction: dataset; how many examples the topic holds");
    }
    return size;
  }
}
