package dev.gradstream.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kernel.Generator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final int WIDTH = 33;

  private static float[] ones(int rows) {
    Buffer x = Buffer.allocate(Shape.batch(WIDTH), rows);
    for (int i = 0; i < rows; i++) {
      Arrays.fill(x.array(), x.at(i), x.at(i) + WIDTH, 1f);
    }
    return x.array();
  }

  private static float[] dropped(double rate, long seed, long step, int rows, int... cuts) {
    Buffer x = Buffer.allocate(Shape.batch(WIDTH), rows);
    System.arraycopy(ones(rows), 0, x.array(), 0, x.array().length);
    Buffer digits = Buffer.allocate(new Leaf.StepNumber().shape(), 1);
    Leaf.StepNumber.write(step, digits.array());
    Buffer output = Buffer.allocate(Shape.batch(WIDTH), rows);
    Step dropout = new Dropout(rate, seed).compile(java.util.List.of(x, digits), output);
    int from = 0;
    for (int cut : cuts) {
      dropout.run(from, cut);
      from = cut;
    }
    dropout.run(from, rows);
    return output.array();
  }

  @Test
  void as_many_are_dropped_as_the_rate_says_and_the_others_are_scaled_up() {
    int rows = 1000;
    float[] y = dropped(0.25, 1, 1, rows);
    long kept = 0;
    for (float value : y) {
      assertTrue(value == 0f || value == (float) (1 / 0.75), "got " + value);
      kept += value == 0f ? 0 : 1;
    }
    // Four standard deviations of a binomial count.
    assertEquals(0.75 * rows * WIDTH, kept, 4 * Math.sqrt(0.75 * 0.25 * rows * WIDTH));
  }

  @Test
  void blocks_of_rows_do_not_change_what_is_dropped() {
    assertArrayEquals(dropped(0.5, 1, 9, 100), dropped(0.5, 1, 9, 100, 1, 17, 64, 99));
  }

  @Test
  void another_step_or_seed_drops_others_and_the_same_drops_the_same() {
    float[] first = dropped(0.5, 1, 9, 10);
    assertArrayEquals(first, dropped(0.5, 1, 9, 10));
    assertFalse(Arrays.equals(first, dropped(0.5, 2, 9, 10)));
    for (long step : new long[] {8, 10, 9 + (1L << 20), 9 + (1L << 40), 9 + (1L << 24)}) {
      assertFalse(Arrays.equals(first, dropped(0.5, 1, step, 10)), "step " + step);
    }
  }

  @Test
  void outside_of_training_all_pass() {
    assertArrayEquals(ones(5), dropped(0.5, 1, 0, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 31, 300})
  void a_plan_drops_in_gradients_only_and_as_the_reference_does(int rows) {
    Graph g = new Graph();
    Node input = g.input("features", 9);
    Node target = g.input("target", 1);
    Node hidden = g.tanh(g.matmul(input, g.parameter("w", 9, 17)));
    Node output = g.matmul(g.dropout(hidden, 0.3, 5), g.parameter("v", 17, 1));
    Node loss = g.square(g.sub(output, target));
    Objective objective = new Objective(g, input, target, output, output, loss);
    Parameters parameters = Parameters.of(g);
    Generator random = Generator.of(2, rows);
    for (Tensor t : parameters.tensors()) {
      for (int i = 0; i < t.rows(); i++) {
        for (int j = 0; j < t.columns(); j++) {
          parameters.values()[t.offset() + i * t.stride() + j] = (float) random.gaussian();
        }
      }
    }
    Plan plan = objective.compile(parameters, rows);
    PlanTest.fill(plan, rows, 2, random);
    long step = (1L << 41) + 12345;
    plan.at(step);
    double mean = plan.gradient(rows);
    Twin twin = new Twin(objective, plan, rows, step);
    assertEquals(twin.meanLoss(), mean, 1e-5 * mean);
    assertTrue(PlanTest.error(twin, parameters, "w") < 1e-5);
    assertTrue(PlanTest.error(twin, parameters, "v") < 1e-5);
    double whole = plan.loss(rows);
    assertEquals(new Twin(objective, plan, rows).meanLoss(), whole, 1e-5 * whole);
    assertEquals(mean, plan.gradient(rows));
    assertEquals(mean, plan.step(rows, 0));
  }
}
