package dev.gradstream.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kernel.Generator;
import dev.gradstream.kernel.TouchedRows;
import dev.gradstream.nn.Model;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks whose first layer has a table, alone or beside a dense part. */
class SparsePlanTest {
  private static final String TABLE = "layers[0].table";

  private static Model model(int hidden, boolean bias, int dense, int sparse) {
    Map<String, String> last = Map.of("dense", "1", "bias", "" + bias);
    Map<String, String> first = Map.of("dense", "" + hidden, "bias", "" + bias);
    List<Map<String, String>> layers = new ArrayList<>();
    if (hidden > 0) {
      Map<String, String> active = new java.util.TreeMap<>(first);
      active.put("activation", "tanh");
      layers.add(active);
    }
    layers.add(last);
    return Model.of(
        Settings.of(Map.of("layers", layers, "loss", "logistic")),
        new Model.Examples(dense, List::of, 2, false, new Model.Encoded(sparse, 6)),
        42);
  }

  private static void fill(Plan plan, int rows, int dense, Generator random) {
    SparseRows sparse = plan.sparse();
    sparse.clear();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < dense; j++) {
        plan.input()[i * plan.inputStride() + j] = (float) random.gaussian();
      }
      for (int k = random.nextInt(7); k > 0; k--) { // some twice, some rows without any
        sparse.add(random.nextInt(sparse.width()), random.nextInt(4) == 0 ? -0.5f : 1f);
      }
      sparse.endRow();
      plan.target()[i * plan.targetStride()] = random.nextInt(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // hidden, bias, dense, sparse, rows
    "0, true, 0, 50, 32",
    "0, true, 3, 50, 33",
    "0, false, 0, 7, 1",
    "0, false, 5, 1000, 257",
    "16, true, 0, 200, 100",
    "16, true, 9, 200, 256",
    "33, false, 0, 40, 31",
    "5, true, 1, 3, 1023",
  })
  void gradients_agree_with_the_reference_and_are_zero_in_untouched_rows(
      int hidden, boolean bias, int dense, int columns, int rows) {
    Model model = model(hidden, bias, dense, columns);
    Plan plan = model.compile(rows);
    for (int batch = 1; batch <= 3; batch++) {
      fill(plan, rows, dense, Generator.of(3, batch));
      double mean = plan.gradient(rows);
      Twin twin = new Twin(model.objective(), plan, rows);
      assertEquals(twin.meanLoss(), mean, 1e-5 * Math.max(1, Math.abs(mean)), "mean loss");
      for (Tensor tensor : plan.parameters().tensors()) {
        assertClose(twin.slope(tensor.name()), tensor, plan.parameters().gradients());
      }
      assertEquals(touchedByHand(plan.sparse()), touched(plan));
    }
  }

  private static void assertClose(Matrix wanted, Tensor tensor, float[] got) {
    double error = 0;
    double norm = 0;
    for (int i = 0; i < tensor.rows(); i++) {
      for (int j = 0; j < tensor.columns(); j++) {
        double difference = got[tensor.offset() + i * tensor.stride() + j] - wanted.at(i, j);
        error += difference * difference;
        norm += wanted.at(i, j) * wanted.at(i, j);
        assertTrue(wanted.at(i, j) != 0 || difference == 0, "a row that nobody touched");
      }
    }
    double relative = Math.sqrt(error) / Math.max(1e-6, Math.sqrt(norm));
    assertTrue(relative < 1e-5, tensor.name() + ": off by " + relative);
  }

  private static Set<Integer> touchedByHand(SparseRows sparse) {
    Set<Integer> columns = new TreeSet<>();
    for (int k = 0; k < sparse.count(); k++) {
      columns.add(sparse.column(k));
    }
    return columns;
  }

  private static Set<Integer> touched(Plan plan) {
    TouchedRows rows = plan.parameters().touched(plan.parameters().tensor(TABLE));
    Set<Integer> columns = new LinkedHashSet<>();
    for (int i = 0; i < rows.count(); i++) {
      assertTrue(columns.add(rows.row(i)), "touched twice");
    }
    return new TreeSet<>(columns);
  }

  /** The orders of arithmetic 1, written out for one column of the table. */
  @Test
  void a_sum_goes_from_the_bias_over_the_entries_and_a_gradient_over_the_examples() {
    Plan plan = model(0, true, 0, 20).compile(300);
    Parameters parameters = plan.parameters();
    Generator random = Generator.of(5, 5);
    for (int i = 0; i < parameters.size(); i++) {
      parameters.values()[i] = (float) random.gaussian();
    }
    fill(plan, 300, 0, Generator.of(5, 1));
    plan.gradient(300);
    SparseRows x = plan.sparse();
    Tensor table = parameters.tensor(TABLE);
    float bias = parameters.values()[parameters.tensor("layers[0].bias").offset()];
    float[] slopes = new float[20];
    for (int i = 0; i < 300; i++) {
      float sum = bias;
      for (int k = x.start(i); k < x.start(i + 1); k++) {
        sum = Math.fma(x.value(k), parameters.values()[table.offset() + x.column(k)], sum);
      }
      assertEquals(sum, plan.output()[i]);
      float d = (1f / 300) * (plan.prediction()[i] - plan.target()[i]);
      for (int k = x.start(i); k < x.start(i + 1); k++) {
        slopes[x.column(k)] = Math.fma(x.value(k), d, slopes[x.column(k)]);
      }
    }
    assertArrayEquals(
        slopes, Arrays.copyOfRange(parameters.gradients(), table.offset(), table.offset() + 20));
  }

  @Test
  void a_small_batch_is_computed_as_if_the_plan_were_made_for_it() {
    Model model = model(16, true, 4, 90);
    Plan large = model.compile(600);
    Plan small = model.compile(5);
    fill(large, 600, 4, Generator.of(1, 1));
    large.gradient(600);
    fill(large, 5, 4, Generator.of(1, 2));
    fill(small, 5, 4, Generator.of(1, 2));
    assertEquals(small.gradient(5), large.gradient(5));
    assertArrayEquals(small.parameters().gradients(), large.parameters().gradients());
  }

  @ParameterizedTest
  @CsvSource({"0, 33", "16, 17", "16, 300"})
  void a_step_changes_the_parameters_as_gradient_and_sgd_do(int hidden, int rows) {
    Model model = model(hidden, true, 3, 60);
    Plan fused = model.compile(rows);
    Plan plain = model.compile(rows);
    Optimizer sgd = Optimizers.of(Settings.of(Map.of("name", "sgd")), plain.parameters());
    for (int step = 1; step <= 20; step++) {
      fill(fused, rows, 3, Generator.of(8, step));
      fill(plain, rows, 3, Generator.of(8, step));
      double rate = 0.1 / step;
      assertEquals(plain.gradient(rows), fused.step(rows, rate));
      sgd.update(step, rate);
      assertArrayEquals(plain.parameters().values(), fused.parameters().values());
    }
  }

  @Test
  void a_batch_without_its_entries_and_a_table_that_others_read_are_refused() {
    Plan plan = model(0, true, 0, 20).compile(4);
    fill(plan, 3, 0, Generator.of(1, 1));
    String problem =
        assertThrows(IllegalArgumentException.class, () -> plan.gradient(4)).getMessage();
    assertEquals("rows=4: the sparse input holds 3", problem);
    Graph graph = new Graph();
    Node table = graph.parameter("t", 20, 1);
    graph.square(graph.sparseProduct(graph.sparse("x", 20), table));
    graph.square(table);
    assertThrows(IllegalArgumentException.class, () -> Parameters.of(graph));
  }
}
