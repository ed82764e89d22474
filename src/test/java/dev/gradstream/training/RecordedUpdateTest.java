package dev.gradstream.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Digest;
import dev.gradstream.kernel.Generator;
import dev.gradstream.nn.Model;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One pass gives the bits of one pass after another, for every optimizer. */
class RecordedUpdateTest {
  private static final int ROWS = 37;
  private static final int INPUTS = 145; // its matrix has rows of 33, odd, and of 1

  static List<String> optimizers() {
    return Optimizers.names();
  }

  private static Plan plan(int rows) {
    List<Map<String, String>> layers =
        List.of(
            Map.of("dense", "33", "activation", "relu"),
            Map.of("dense", "20", "activation", "tanh"),
            Map.of("dense", "1"));
    Plan plan =
        Model.of(Settings.of(Map.of("layers", layers, "loss", "squared")), INPUTS, 0, 7)
            .compile(rows);
    Generator random = Generator.of(5, 1);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < INPUTS; j++) {
        plan.input()[i * plan.inputStride() + j] = 2 * random.nextFloat() - 1;
      }
      plan.target()[i * plan.targetStride()] = random.nextFloat();
    }
    return plan;
  }

  private static Optimizer optimizer(String name, Plan plan) {
    Settings settings = Settings.of(Map.of("name", name, "learningRate", "0.01"));
    return Optimizers.of(settings, plan.parameters());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void loss_norm_and_digest_are_those_of_separate_passes(String name) {
    for (int rows : new int[] {1, ROWS, 300}) {
      Plan apart = plan(rows);
      Optimizer rule = optimizer(name, apart);
      Plan together = plan(rows);
      FloatLearner learner = new FloatLearner(together, optimizer(name, together), false);
      for (long step = 1; step <= 5; step++) {
        double loss = apart.gradient(rows);
        double norm = Math.sqrt(squaredNorm(apart.parameters()));
        rule.update(step, 0.01);
        assertEquals(loss, learner.learn(rows, step, 0.01));
        assertEquals(norm, learner.gradientNorm());
        Digest followed = new Digest();
        learner.digest(followed);
        assertEquals(Digest.digest(apart.parameters(), rule), followed.value());
      }
    }
  }

  private static double squaredNorm(Parameters parameters) {
    double sum = 0;
    for (Tensor tensor : parameters.tensors()) {
      sum += parameters.squaredNorm(parameters.gradients(), tensor);
    }
    return sum;
  }

  private static long digest(FloatLearner learner) {
    Digest digest = new Digest();
    learner.digest(digest);
    return digest.value();
  }

  @Test
  void after_a_visitor_that_may_write_the_digest_is_computed_anew() {
    Plan plan = plan(ROWS);
    FloatLearner learner = new FloatLearner(plan, optimizer("sgd", plan), false);
    learner.learn(ROWS, 1, 0.01);
    long before = digest(learner);
    learner.visit(new Digest()); // like a restored snapshot
    plan.parameters().values()[plan.parameters().tensors().getFirst().offset()] += 1;
    assertFalse(before == digest(learner));
  }

  @Test
  void a_parameter_that_is_not_finite_is_found() {
    Plan plan = plan(ROWS);
    FloatLearner learner = new FloatLearner(plan, optimizer("sgd", plan), false);
    learner.learn(ROWS, 1, 0.01);
    assertEquals(true, learner.finite());
    plan.parameters().values()[plan.parameters().tensors().getLast().offset()] = 3e38f;
    learner.learn(ROWS, 2, 0.01);
    assertFalse(learner.finite());
  }
}
