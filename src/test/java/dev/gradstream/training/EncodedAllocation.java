package dev.gradstream.training;

import com.sun.management.ThreadMXBean;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.features.FeatureStage;
import dev.gradstream.features.FeatureStages;
import dev.gradstream.features.Rows;
import dev.gradstream.features.TargetStages;
import dev.gradstream.kernel.Digest;
import dev.gradstream.nn.Model;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Learns from texts until a hundred steps allocate nothing, and prints what they last did: features
 * observed and encoded, a step with its norm and finite check, and the digest of all.
 */
final class EncodedAllocation {
  private static final int STEPS = 100;
  private static final int ROUNDS = 1000;
  private static final int ROWS = 500;
  private static final int BATCH = 25;

  private EncodedAllocation() {}

  public static void main(String[] arguments) {
    System.out.println(bytes(arguments[0], arguments[1]));
  }

  private static long bytes(String hidden, String optimizer) {
    Map<String, String> settings = new TreeMap<>(SampleRun.settings());
    settings.put("label.kind", "binary");
    settings.put("model.loss", "logistic");
    settings.put("model.layers[0].dense", hidden);
    settings.put("features[0].columns[1]", "c");
    settings.put("features[1].columns[0]", "b");
    settings.put("features[1].encode", "onehot");
    settings.put("features[2].columns[0]", "d");
    settings.put("features[2].encode", "hash");
    Specification specification = Specification.ofRecorded(settings);
    FeatureStage features = FeatureStages.of(specification.features(), specification.layout());
    Model model = FittingModel.of(specification, features);
    Plan plan = model.compile(BATCH);
    Settings options = Settings.of(Map.of("name", optimizer, "learningRate", "1e-4"));
    Learner learner = new FloatLearner(plan, Optimizers.of(options, plan.parameters()), false);
    Rows rows = rows(specification);
    int[] order = IntStream.range(0, ROWS).toArray();
    var target = TargetStages.of(specification.label().settings());
    Digest digest = new Digest();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = Long.MAX_VALUE;
    long step = 0;
    for (int round = 0; round < ROUNDS && bytes > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < STEPS; i++) {
        int from = i * BATCH % ROWS;
        features.observe(rows, order, from, from + BATCH);
        learner.load(features, target, rows, order, from, from + BATCH);
        learner.learn(BATCH, ++step, 1e-4);
        digest.reset();
        learner.digest(digest);
        features.visit(digest);
        if (!learner.finite()) {
          throw new IllegalStateException("it diverges");
        }
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes;
  }

  private static Rows rows(Specification specification) {
    Rows rows = new Rows(specification.layout(), ROWS);
    List<String> columns = specification.layout().columns();
    for (int i = 0; i < ROWS; i++) {
      int start = rows.add();
      for (String column : List.of("b", "d")) {
        byte[] text = (column + i * 31 % 101).getBytes(StandardCharsets.UTF_8);
        rows.values()[start + columns.indexOf(column)] = rows.addText(text, 0, text.length);
      }
      rows.values()[start + columns.indexOf("a")] = i % 7;
      rows.values()[start + columns.indexOf("y")] = i % 2;
    }
    return rows;
  }
}
