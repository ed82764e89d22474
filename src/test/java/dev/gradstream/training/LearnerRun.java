package dev.gradstream.training;

import com.sun.management.ThreadMXBean;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.Team;
import dev.gradstream.kernel.Digest;
import dev.gradstream.kernel.Generator;
import dev.gradstream.nn.Model;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.pipeline.SpinningTeam;
import dev.gradstream.settings.Settings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Trains a network with a learner; started by {@link LearnerForksTest} in JVMs of its own. */
public final class LearnerRun {
  private final Plan plan;
  private final FloatLearner learner;
  private final Digest digest = new Digest();
  private final int rows;
  private long step;

  LearnerRun(int inputs, int hidden, int rows, String optimizer) {
    List<Map<String, String>> layers =
        List.of(
            Map.of("dense", "" + hidden, "activation", "relu"),
            Map.of("dense", "" + hidden, "activation", "tanh"),
            Map.of("dense", "10"));
    Model model =
        Model.of(Settings.of(Map.of("layers", layers, "loss", "softmax")), inputs, 10, 42);
    this.rows = rows;
    plan = model.compile(rows);
    Settings settings = Settings.of(Map.of("name", optimizer, "learningRate", "0.001"));
    learner = new FloatLearner(plan, Optimizers.of(settings, plan.parameters()), false);
    Generator random = Generator.of(42, 1);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < inputs; j++) {
        plan.input()[i * plan.inputStride() + j] = 2 * random.nextFloat() - 1;
      }
      plan.target()[i * plan.targetStride()] = random.nextInt(10);
    }
  }

  /** One step as a run has it: update, norm, finite check, digest. */
  long step() {
    double loss = learner.learn(rows, ++step, 0.001);
    if (!learner.finite()) {
      throw new IllegalStateException("step " + step + " is not finite");
    }
    digest.reset();
    learner.digest(digest);
    return digest.value()
        ^ Double.doubleToLongBits(loss)
        ^ Long.rotateLeft(Double.doubleToLongBits(learner.gradientNorm()), 32);
  }

  /**
   * Arguments: {@code digest} or {@code bytes}, threads, optimizer, steps, width of the hidden
   * layers, and for a digest the numbers of rows. Prints the digest of all steps, or the bytes that
   * the caller's thread allocated in the quietest round.
   */
  public static void main(String[] arguments) {
    int threads = Integer.parseInt(arguments[1]);
    int steps = Integer.parseInt(arguments[3]);
    int hidden = Integer.parseInt(arguments[4]);
    try (SpinningTeam team = new SpinningTeam(threads)) {
      if (threads > 1) {
        Team.choose(team);
      }
      System.out.println(
          arguments[0].equals("digest")
              ? digest(
                  arguments[2], steps, hidden, Arrays.copyOfRange(arguments, 5, arguments.length))
              : Long.toString(bytes(arguments[2], steps, hidden)));
    }
  }

  private static String digest(String optimizer, int steps, int hidden, String[] rows) {
    long all = 0;
    for (String batch : rows) {
      LearnerRun run = new LearnerRun(200, hidden, Integer.parseInt(batch), optimizer);
      for (int i = 0; i < steps; i++) {
        all = 31 * all + run.step();
      }
    }
    return Long.toHexString(all);
  }

  private static long bytes(String optimizer, int steps, int hidden) {
    LearnerRun run = new LearnerRun(200, hidden, 128, optimizer);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Interpreted vector code allocates; the compiler decides when that ends.
    long bytes = Long.MAX_VALUE;
    for (int round = 0; round < 400 && bytes > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < steps; i++) {
        run.step();
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes;
  }
}
