package dev.gradstream.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTest {
  private static final List<String> NAMES = List.of("age", "job", "hours");

  private static Model model(Map<String, Object> settings, boolean weighted) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.putIfAbsent("loss", "squared");
    return Model.of(
        Settings.of(all), new Model.Examples(NAMES.size(), () -> NAMES, 2, weighted), 7);
  }

  private static Map<String, Object> layers(Map<String, String> first, String... then) {
    Map<String, Object> last = new LinkedHashMap<>(Map.of("dense", "1"));
    for (int i = 0; i < then.length; i += 2) {
      last.put(then[i], then[i + 1]);
    }
    return Map.of("layers", List.of(first, last));
  }

  @Test
  void a_description_names_every_part() {
    Map<String, Object> settings =
        new LinkedHashMap<>(
            layers(
                Map.of(
                    "dense",
                    "6",
                    "norm",
                    "layer",
                    "activation",
                    "relu",
                    "dropout",
                    "0.2",
                    "residual",
                    "true")));
    settings.put("embeddings", List.of(Map.of("column", "job", "size", "9", "width", "4")));
    assertEquals(
        "3[job 9x4] -> 6 norm relu dropout 0.2 residual -> 1, squared loss, 101 parameters",
        model(settings, false).describe());
  }

  @Test
  void whatever_is_no_category_gets_the_last_row_of_the_table() {
    Map<String, Object> settings =
        new LinkedHashMap<>(Map.of("layers", List.of(Map.of("dense", "1"))));
    settings.put("embeddings", List.of(Map.of("column", "job", "size", "3", "width", "2")));
    Plan plan = model(settings, false).compile(8);
    float[] jobs = {0, 1, 2, 2.9f, 3, -1, Float.NaN, 1e30f};
    for (int i = 0; i < jobs.length; i++) {
      plan.input()[i * plan.inputStride() + 1] = jobs[i];
    }
    plan.gradient(8);
    float[] y = new float[8];
    for (int i = 0; i < y.length; i++) {
      y[i] = plan.prediction()[i * plan.predictionStride()];
    }
    assertEquals(y[2], y[3]);
    for (int i = 5; i < 8; i++) {
      assertEquals(y[4], y[i]);
    }
    assertEquals(
        4,
        Arrays.stream(new float[][] {{y[0]}, {y[1]}, {y[2]}, {y[4]}})
            .map(Arrays::toString)
            .distinct()
            .count());
  }

  @ParameterizedTest
  @MethodSource("dev.gradstream.nn.Initializers#names")
  void initial_values_depend_on_the_seed_alone_and_have_their_deviation(String init) {
    Map<String, Object> settings =
        Map.of(
            "layers",
            List.of(Map.of("dense", "500", "init", init), Map.of("dense", "1", "init", init)),
            "loss",
            "squared");
    float[] values = Model.of(Settings.of(settings), 200, 1, 7).initial().values();
    assertArrayEquals(values, Model.of(Settings.of(settings), 200, 1, 7).initial().values());
    assertEquals(
        init.equals("zeros"),
        Arrays.equals(values, Model.of(Settings.of(settings), 200, 1, 8).initial().values()));
    Tensor weight =
        Parameters.of(Model.of(Settings.of(settings), 200, 1, 7).graph()).tensors().getFirst();
    double squares = 0;
    for (int i = 0; i < weight.length(); i++) {
      squares += values[weight.offset() + i] * values[weight.offset() + i];
    }
    double variance =
        switch (init) {
          case "he" -> 2.0 / 200;
          case "glorot" -> 2.0 / 700;
          case "lecun" -> 1.0 / 200;
          case "uniform" -> 1.0 / 600;
          case "zeros" -> 0;
          default -> throw new AssertionError("no variance known for " + init);
        };
    assertEquals(variance, squares / (200 * 500), 0.02 * variance + 1e-30);
  }

  @Test
  void a_table_gives_initial_values_and_the_layer_the_others() {
    Map<String, Object> settings =
        new LinkedHashMap<>(layers(Map.of("dense", "2", "init", "zeros"), "init", "he"));
    settings.put(
        "initialWeightsText",
        "source,layer,row,col,value\\nx,1,hours,0,3\\nx,1,hours,1,4\\nx,1,age,0,1\\nx,1,age,1,2\\nx,1,1,0,5\\nx,1,1,1,-6.5\\n"
            .replace("\\n", "\n"));
    Model model = model(settings, false);
    Parameters parameters = model.initial();
    Tensor weight = parameters.tensor("layers[0].weight");
    float[] got = new float[6];
    for (int i = 0; i < 6; i++) {
      got[i] = parameters.values()[weight.offset() + i / 2 * weight.stride() + i % 2];
    }
    assertArrayEquals(new float[] {1, 2, 5, -6.5f, 3, 4}, got);
    assertTrue(parameters.values()[parameters.tensor("layers[1].weight").offset()] != 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "layer,row,value|1,0,1; line 1 of the file: expected a heading with layer, row, column and value, got no column",
        "layer,row,column,value|1,0,0; line 2 of the file: expected 4 cells, got 3",
        "layer,row,column,value|0,0,0,1; line 2 of the file: expected a layer from 1 on, got 0",
        "layer,row,column,value|9,0,0,1; line 2 of the file: expected one of the tensors",
        "layer,row,column,value|1,x,0,1; line 2 of the file: expected a row from 0 to 2, got 'x'",
        "layer,row,column,value|1,age,1,1; line 2 of the file: expected a column from 0 to 0, got '1'",
        "layer,row,column,value|1,age,0,NaN; line 2 of the file: expected a number, got 'NaN'",
        "layer,row,column,value|1,age,0,1|1,0,0,1; line 3 of the file: layers[0].weight has a value there already",
        "layer,row,column,value|1,age,0,1; layers[0].weight: expected 3 x 1 = 3 values, got 1",
      })
  void a_table_that_does_not_fit_is_refused_with_its_line(String text, String wanted) {
    Map<String, Object> settings =
        Map.of(
            "layers", List.of(Map.of("dense", "1")), "initialWeightsText", text.replace("|", "\n"));
    SettingsException problem =
        assertThrows(SettingsException.class, () -> model(settings, false).initial());
    assertEquals("initialWeights", problem.path());
    assertTrue(problem.getMessage().contains(wanted), problem.getMessage());
  }

  static List<Object[]> impossible() {
    Map<String, Object> one = Map.of("layers", List.of(Map.of("dense", "1")));
    return List.of(
        new Object[] {
          layers(Map.of("dense", "4", "residual", "true")),
          "layers[0].residual",
          "expected an input of 4 values, got 3"
        },
        new Object[] {layers(Map.of("dense", "1", "norm", "layer")), "layers[0].norm", "always 0"},
        new Object[] {
          layers(Map.of("dense", "4"), "dropout", "0.5"), "layers[1].dropout", "the last layer"
        },
        new Object[] {
          layers(Map.of("dense", "4", "dropout", "1")), "layers[0].dropout", "from 0 to 0.99"
        },
        new Object[] {
          with(one, "embeddings", List.of(Map.of("column", "jobs", "size", "3", "width", "2"))),
          "embeddings[0].column",
          "did you mean 'job'"
        },
        new Object[] {
          with(one, "embeddings", List.of(Map.of("column", "job", "width", "2"))),
          "embeddings[0].size",
          "is required"
        },
        new Object[] {
          with(one, "classWeights", List.of("1", "2")), "classWeights", "knows no classes"
        },
        new Object[] {
          with(with(one, "loss", "logistic"), "classWeights", List.of("1")),
          "classWeights",
          "expected a weight a class, 2, got 1"
        },
        new Object[] {
          with(with(one, "loss", "logistic"), "classWeights", List.of("1", "-1")),
          "classWeights",
          "got '-1'"
        },
        new Object[] {with(one, "reduction", "dataset"), "datasetSize", "is required"},
        new Object[] {with(one, "reduction", "total"), "reduction", "mean, sum, dataset"});
  }

  private static Map<String, Object> with(Map<String, Object> settings, String key, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put(key, value);
    return all;
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void what_cannot_be_is_refused_where_it_stands(
      Map<String, Object> settings, String path, String wanted) {
    SettingsException problem = assertThrows(SettingsException.class, () -> model(settings, false));
    assertEquals(path, problem.path());
    assertTrue(problem.getMessage().contains(wanted), problem.getMessage());
  }

  @Test
  void settings_that_are_not_used_are_not_recorded() {
    Settings settings =
        Settings.of(Map.of("layers", List.of(Map.of("dense", "1")), "loss", "softmax"));
    assertThrows(SettingsException.class, () -> Model.of(settings, 3, 2, 1));
    Settings plain =
        Settings.of(Map.of("layers", List.of(Map.of("dense", "2")), "loss", "softmax"));
    Model.of(plain, 3, 2, 1);
    assertEquals(
        List.of(
            "layers[0].activation", "layers[0].bias", "layers[0].dense", "layers[0].init", "loss"),
        List.copyOf(plain.resolved().keySet()));
  }

  @Test
  void a_weight_of_two_counts_as_two_examples_and_one_of_zero_as_none() {
    Map<String, Object> settings =
        Map.of(
            "layers",
            List.of(Map.of("dense", "4", "activation", "tanh"), Map.of("dense", "1")),
            "reduction",
            "sum");
    Plan weighted = model(settings, true).compile(3);
    Plan repeated = model(settings, false).compile(3);
    assertTrue(weighted.weighted());
    assertFalse(repeated.weighted());
    float[][] rows = {{1, 2, 3}, {-1, 0.5f, 1}, {9, 9, 9}};
    for (int i = 0; i < 3; i++) {
      fill(weighted, i, rows[i]);
      fill(repeated, i, rows[i == 2 ? 1 : i]); // the second twice, the third never
    }
    weighted.weights()[0] = 1;
    weighted.weights()[1] = 2;
    weighted.weights()[2] = 0;
    assertEquals(repeated.gradient(3), weighted.gradient(3), 1e-6);
    assertArrayEquals(repeated.parameters().gradients(), weighted.parameters().gradients(), 1e-5f);
  }

  private static void fill(Plan plan, int row, float... values) {
    System.arraycopy(values, 0, plan.input(), row * plan.inputStride(), values.length);
    plan.target()[row] = values[0];
  }

  @Test
  void a_sum_is_as_many_means_as_there_are_rows_and_an_estimate_as_many_as_there_are_examples() {
    Map<String, Object> settings = layers(Map.of("dense", "4", "activation", "tanh"));
    float[] mean = gradients(settings);
    float[] sum = gradients(with(settings, "reduction", "sum"));
    float[] dataset =
        gradients(with(with(settings, "reduction", "dataset"), "datasetSize", "1250"));
    for (int i = 0; i < mean.length; i++) {
      assertEquals(2 * mean[i], sum[i], 1e-5 * Math.abs(sum[i]));
      assertEquals(1250 * mean[i], dataset[i], 1e-5 * Math.abs(dataset[i]));
    }
  }

  private static float[] gradients(Map<String, Object> settings) {
    Plan plan = model(settings, false).compile(2);
    fill(plan, 0, 1, 2, 3);
    fill(plan, 1, -1, 2, 0);
    plan.gradient(2);
    return plan.parameters().gradients();
  }
}
