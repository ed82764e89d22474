package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code backprop} as a person types it, against the formulas that are derived by hand. */
final class BackpropCommandTest {
  @TempDir Path dir;

  private Path config;
  private Path file;

  @BeforeEach
  void files() throws IOException {
    file = Files.writeString(dir.resolve("examples.csv"), "a,b,y\n0.5,-1,2\n3,x,1\n1.5,0.25,-1\n");
    config =
        Files.writeString(
            dir.resolve("net.yaml"),
            """
            run: net
            source: { topic: examples, format: csv, columns: [a, b, y], until: end }
            label: { name: y, kind: real }
            features: [ { columns: [a, b], missing: reject } ]
            model:
              layers: [ { dense: 3, activation: tanh, bias: false }, { dense: 1, bias: false } ]
              loss: squared
            optimizer: { name: sgd, learningRate: 0.1 }
            """);
  }

  private Captured run(int status, String... words) {
    Captured captured = new Captured(false);
    List<String> all = new ArrayList<>(List.of("backprop", config.toString()));
    all.addAll(List.of("--file", file.toString()));
    all.addAll(List.of(words));
    assertEquals(status, captured.run(all.toArray(String[]::new)), captured::err);
    return captured;
  }

  @SuppressWarnings("unchecked")
  private static double[][] value(Map<String, Object> object, String list, String symbol) {
    for (Map<String, Object> entry : (List<Map<String, Object>>) object.get(list)) {
      if (entry.get("symbol").equals(symbol)) {
        return ((List<List<Number>>) entry.get("value"))
            .stream()
                .map(row -> row.stream().mapToDouble(Number::doubleValue).toArray())
                .toArray(double[][]::new);
      }
    }
    throw new AssertionError("no " + symbol + " in " + object);
  }

  /**
   * P = X W1, A = f(P), Y-hat = A W2, L = (Y - Y-hat)^2, differentiated by hand:
   *
   * <pre>
   *   dL/dY-hat = -2 (Y - Y-hat)      dL/dW2_h    = dL/dY-hat A_h
   *   dL/dA_h   = dL/dY-hat W2_h      dL/dP_h     = dL/dA_h f'(P_h)
   *                                   dL/dW1_ih   = dL/dP_h X_i
   * </pre>
   */
  @ParameterizedTest
  @CsvSource({"tanh", "sigmoid", "relu", "softplus"})
  void both_weight_layers_have_the_slopes_derived_by_hand(String activation) {
    Map<String, Object> pass =
        Commands.object(
            run(0, "--json", "--set", "model.layers[0].activation=" + activation).out());
    double[] x = {0.5, -1};
    double[][] w1 = value(pass, "forward", "W1");
    double[][] w2 = value(pass, "forward", "W2");
    double[] p = new double[3];
    double[] a = new double[3];
    double prediction = 0;
    for (int h = 0; h < 3; h++) {
      p[h] = x[0] * w1[0][h] + x[1] * w1[1][h];
      a[h] = function(activation).applyAsDouble(p[h]);
      prediction += a[h] * w2[h][0];
    }
    double slope = -2 * (2 - prediction);
    assertEquals((2 - prediction) * (2 - prediction), value(pass, "forward", "L")[0][0], 1e-12);
    assertEquals(slope, value(pass, "backward", "dL/dY-hat")[0][0], 1e-12);
    for (int h = 0; h < 3; h++) {
      assertEquals(p[h], value(pass, "forward", "P")[0][h], 1e-12);
      assertEquals(a[h], value(pass, "forward", "A")[0][h], 1e-12);
      assertEquals(slope * a[h], value(pass, "backward", "dL/dW2")[h][0], 1e-12);
      double byA = slope * w2[h][0];
      assertEquals(byA, value(pass, "backward", "dL/dA")[0][h], 1e-12);
      double byP = byA * derivative(activation).applyAsDouble(p[h]);
      assertEquals(byP, value(pass, "backward", "dL/dP")[0][h], 1e-12);
      for (int i = 0; i < 2; i++) {
        assertEquals(byP * x[i], value(pass, "backward", "dL/dW1")[i][h], 1e-12);
      }
    }
  }

  private static DoubleUnaryOperator function(String name) {
    return switch (name) {
      case "tanh" -> Math::tanh;
      case "sigmoid" -> p -> 1 / (1 + Math.exp(-p));
      case "relu" -> p -> Math.max(0, p);
      default -> p -> Math.log(1 + Math.exp(p));
    };
  }

  private static DoubleUnaryOperator derivative(String name) {
    return switch (name) {
      case "tanh" -> p -> 1 / (Math.cosh(p) * Math.cosh(p));
      case "sigmoid" -> p -> Math.exp(-p) / ((1 + Math.exp(-p)) * (1 + Math.exp(-p)));
      case "relu" -> p -> p > 0 ? 1 : 0;
      default -> p -> 1 / (1 + Math.exp(-p));
    };
  }

  @Test
  void a_page_shows_formulas_values_and_differences() {
    String page = run(0, "--set", "model.layers[1].bias=true").out();
    assertTrue(
        page.startsWith("example 1 through 2 -> 3 tanh -> 1, squared loss, 10 parameters\n"), page);
    for (String line :
        List.of(
            "P = X W1    (1 x 3)",
            "A = tanh(P)    (1 x 3)",
            "Y-hat = A W2 + b2    (1 x 1)",
            "L = (Y-hat - Y)^2    (1 x 1)",
            "dL/dL = 1 / |B|    (1 x 1)",
            "dL/dY-hat = dL/dL * 2 (Y-hat - Y)    (1 x 1)",
            "dL/db2 = dL/dY-hat    (1 x 1)",
            "dL/dW2 = A^T dL/dY-hat    (3 x 1)",
            "dL/dA = dL/dY-hat W2^T    (1 x 3)",
            "dL/dP = dL/dA * tanh'(P)    (1 x 3)",
            "dL/dW1 = X^T dL/dP    (2 x 3)")) {
      assertTrue(page.contains("\n  " + line + "\n"), () -> "no " + line + " in " + page);
    }
    assertEquals(7, page.split("by differences", -1).length - 1, page);
    assertTrue(page.contains("\nthey agree: the largest relative difference is "), page);
  }

  @Test
  void every_kind_of_layer_and_loss_is_shown() {
    for (List<String> settings :
        List.of(
            List.of("model.layers[0].norm=layer", "model.reduction=sum"),
            List.of("model.layers[0].dropout=0.5", "model.loss=huber"),
            List.of("model.reduction=dataset", "model.datasetSize=1250", "model.loss=absolute"),
            List.of("label.kind=binary", "model.loss=logistic", "features[0].scale=standard"),
            List.of("label.kind=binary", "model.loss=softmax", "model.layers[1].dense=2"),
            List.of("model.layers[0].dense=2", "model.layers[0].residual=true"))) {
      List<String> words = new ArrayList<>(List.of("--json"));
      settings.forEach(setting -> words.addAll(List.of("--set", setting)));
      boolean binary = settings.contains("label.kind=binary");
      if (binary) {
        words.addAll(List.of("--set", "label.name=b", "--set", "features[0].columns=[a]"));
      }
      words.addAll(List.of("--set", "features[0].missing=zero"));
      Map<String, Object> pass = object(binary, words);
      assertEquals(true, pass.get("agree"), settings + ": " + pass);
      value(pass, "backward", settings.contains("model.reduction=dataset") ? "dJ/dW1" : "dL/dW1");
    }
  }

  private Map<String, Object> object(boolean binary, List<String> words) {
    try {
      if (binary) {
        Files.writeString(file, "a,b,y\n0.5,1,2\n");
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Commands.object(run(0, words.toArray(String[]::new)).out());
  }

  @Test
  void embeddings_and_encoded_texts_are_shown_with_their_tables() throws IOException {
    Files.writeString(file, "a,b,y\n2,red,2\n1,blue,1\n");
    String page =
        run(
                0,
                "--example",
                "2",
                "--set",
                "features=[{columns: [a]}, {columns: [b], encode: hash, buckets: 4}]",
                "--set",
                "model.embeddings=[{column: a, size: 3, width: 2}]")
            .out();
    for (String line :
        List.of(
            "P = S W1 + (gather(embeddings[0].weight, slice(X))) layers[0].weight    (1 x 3)",
            "dL/dW1 = S^T dL/dP    (4 x 3)",
            "dL/dembeddings[0].weight = scatter(slice(X), dL/dP layers[0].weight^T)    (4 x 2)")) {
      assertTrue(page.contains("\n  " + line + "\n"), () -> "no " + line + " in " + page);
    }
    assertTrue(
        page.contains("dL/dembeddings[0].weight = scatter(") && page.contains("(4 x 2)"), page);
  }

  @Test
  void a_drawing_holds_both_passes_with_their_values() {
    String dot = run(0, "--dot").out();
    assertTrue(dot.startsWith("digraph gradient {"), dot);
    assertTrue(dot.contains("label=\"backward: the chain rule\""), dot);
    assertTrue(dot.contains("\\nY\\n2\""), dot);
    assertTrue(dot.contains("dL/dW1\\n2 x 3"), dot);
    assertEquals(dot, run(0, "--show", "graph").out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--example 0; --example 0: expected at least 1; 2",
        "--example 4; has only 3 records; 2",
        "--example 2; record 2 of; 1",
        "--show picture; --show picture: expected graph; 2",
        "--set model.layers[0].residual=true; layers[0].residual: adds the layer's input; 2",
      })
  void what_cannot_be_shown_is_told(String words, String wanted, int status) {
    Captured captured = run(status, words.split(" "));
    assertTrue(captured.err().contains(wanted), captured.err());
    assertEquals("", captured.out());
  }

  @Test
  void the_third_record_is_counted_past_one_that_cannot_be_used() {
    Map<String, Object> pass = Commands.object(run(0, "--json", "--example", "3").out());
    assertEquals(1.5, value(pass, "forward", "X")[0][0]);
    assertEquals(-1, value(pass, "forward", "Y")[0][0]);
  }

  @Test
  void a_record_of_a_topic_is_the_same_as_that_of_the_file() throws IOException {
    Commands commands = Commands.onTestCluster();
    String topic = "backprop-" + System.nanoTime();
    Files.writeString(file, "a,b,y\n0.5,-1,2\n1.5,0.25,-1\n");
    commands.done("publish", file.toString(), "--topic", topic);
    String set = "source.topic=" + topic;
    Map<String, Object> pass =
        commands.done("backprop", config.toString(), "--example", "2", "--set", set);
    assertEquals(
        Commands.object(run(0, "--json", "--example", "2").out()).get("backward"),
        pass.get("backward"));
    Captured captured = new Captured(false);
    List<String> words =
        List.of(
            "backprop",
            config.toString(),
            "--example",
            "3",
            "--set",
            set,
            "--bootstrap-servers",
            TestCluster.connection().bootstrapServers());
    assertEquals(2, captured.run(words.toArray(String[]::new)));
    assertTrue(captured.err().contains("has only 2 records"), captured.err());
  }
}
