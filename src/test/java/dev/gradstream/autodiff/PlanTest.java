package dev.gradstream.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kernel.Generator;
import dev.gradstream.nn.Model;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The float32 plan of a network computes what the double reference of the same graph does. */
class PlanTest {

  static Model model(String activation, int hidden, String loss, int inputs, int classes) {
    int outputs = loss.equals("softmax") ? classes : 1;
    List<Map<String, String>> layers =
        hidden == 0
            ? List.of(Map.of("dense", "" + outputs))
            : List.of(
                Map.of("dense", "" + hidden, "activation", activation),
                Map.of("dense", "" + (hidden + 3), "activation", activation),
                Map.of("dense", "" + outputs));
    return Model.of(Settings.of(Map.of("layers", layers, "loss", loss)), inputs, classes, 42);
  }

  static void fill(Plan plan, int rows, int classes, Generator random) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < plan.inputs(); j++) {
        plan.input()[i * plan.inputStride() + j] = (float) random.gaussian();
      }
      plan.target()[i * plan.targetStride()] = random.nextInt(Math.max(2, classes));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "relu, 0, squared, 32, 0, 32",
    "relu, 0, logistic, 9, 2, 1",
    "relu, 0, softmax, 5, 3, 7",
    "relu, 64, squared, 32, 0, 33",
    "tanh, 17, logistic, 9, 2, 100",
    "sigmoid, 15, softmax, 33, 10, 31",
    "relu, 31, softmax, 100, 17, 256",
    "tanh, 1, squared, 3, 0, 3",
    "relu, 16, squared, 10, 0, 257",
    "relu, 33, logistic, 17, 2, 1023",
    "sigmoid, 130, softmax, 257, 130, 40",
  })
  void gradients_agree_with_the_reference(
      String activation, int hidden, String loss, int inputs, int classes, int rows) {
    Model model = model(activation, hidden, loss, inputs, classes);
    Plan plan = model.compile(rows);
    fill(plan, rows, classes, Generator.of(3, rows));
    double mean = plan.gradient(rows);

    Twin twin = new Twin(model.objective(), plan, rows);
    assertEquals(twin.meanLoss(), mean, 1e-5 * Math.max(1, Math.abs(mean)), "mean loss");
    for (Tensor tensor : plan.parameters().tensors()) {
      double relative = error(twin, plan.parameters(), tensor.name());
      assertTrue(relative < 1e-5, tensor.name() + ": off by " + relative);
    }
  }

  /** Norm-relative difference of a parameter's gradient and the reference's. */
  static double error(Twin twin, Parameters parameters, String name) {
    Tensor tensor = parameters.tensor(name);
    Matrix wanted = twin.slope(name);
    double error = 0;
    double norm = 0;
    for (int i = 0; i < tensor.rows(); i++) {
      for (int j = 0; j < tensor.columns(); j++) {
        float got = parameters.gradients()[tensor.offset() + i * tensor.stride() + j];
        error += (got - wanted.at(i, j)) * (got - wanted.at(i, j));
        norm += wanted.at(i, j) * wanted.at(i, j);
      }
    }
    return Math.sqrt(error) / Math.max(1e-6, Math.sqrt(norm));
  }

  @Test
  void a_small_batch_is_computed_as_if_the_plan_were_made_for_it() {
    Model model = model("relu", 16, "logistic", 9, 2);
    Plan large = model.compile(300);
    Plan small = model.compile(5);
    fill(large, 300, 2, Generator.of(1, 1));
    large.gradient(300);
    fill(large, 5, 2, Generator.of(1, 2));
    fill(small, 5, 2, Generator.of(1, 2));
    assertEquals(small.gradient(5), large.gradient(5));
    assertArrayEquals(small.parameters().gradients(), large.parameters().gradients());
  }

  @ParameterizedTest
  @CsvSource({
    "relu, 31, softmax, 17",
    "tanh, 16, logistic, 256",
    "relu, 0, squared, 33",
    "sigmoid, 3, squared, 300"
  })
  void a_fused_step_changes_the_parameters_as_gradient_and_sgd_do(
      String activation, int hidden, String loss, int rows) {
    Model model = model(activation, hidden, loss, 9, 5);
    Plan fused = model.compile(rows);
    Plan plain = model.compile(rows);
    Optimizer sgd = Optimizers.of(Settings.of(Map.of("name", "sgd")), plain.parameters());
    for (int step = 1; step <= 20; step++) {
      fill(fused, rows, loss.equals("softmax") ? 5 : 2, Generator.of(8, step));
      fill(plain, rows, loss.equals("softmax") ? 5 : 2, Generator.of(8, step));
      double rate = 0.1 / step;
      assertEquals(plain.gradient(rows), fused.step(rows, rate));
      sgd.update(step, rate);
      assertArrayEquals(plain.parameters().values(), fused.parameters().values());
    }
  }
}
