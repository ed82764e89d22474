package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.SharedData;
import dev.gradstream.kafka.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures that the River project publishes for logistic and linear regression on two streams,
 * reached by the program's own commands over Kafka with the configurations that users are given.
 */
@Timeout(120)
final class PublishedResultsTest {
  private static final String CONFIG = Path.of("examples", "phishing.yaml").toString();
  private static final String RATING = Path.of("examples", "trump-approval.yaml").toString();

  /** In single precision. */
  @ParameterizedTest
  @CsvSource({
    // rate, variant, accuracy, F1; where both variants are published alike, both are here
    "0.1,   L, 0.8896, 0.878521",
    "0.1,   P, 0.8896, 0.878521",
    "0.005, L, 0.8872, 0.871233",
    "0.005, P, 0.8880, 0.872263",
  })
  void publishing_training_and_replaying_gives_the_published_figures(
      String rate, String variant, double accuracy, double f1) {
    String csv = SharedData.file("phishing.csv").toString();
    Commands commands = Commands.onTestCluster();
    String topic = TestCluster.newName("phishing");
    String run = topic + "-run";

    Map<String, Object> published = commands.done("publish", csv, "--topic", topic);
    assertEquals(1250, published.get("records"));
    assertEquals(1, published.get("partitions"));

    Map<String, Object> trained =
        commands.done(
            "train",
            CONFIG,
            "--no-page",
            "--set",
            "run=" + run,
            "--set",
            "source.topic=" + topic,
            "--set",
            "optimizer.learningRate=" + rate,
            "--set",
            "features[0].variant=" + variant);
    assertEquals("end of topic", trained.get("reason"));
    assertEquals(1250, trained.get("examples"));
    assertEquals(1250, trained.get("steps"));
    assertEquals(0, trained.get("rejected"));
    checkFigures(accuracy, f1, trained);

    Map<String, Object> replayed = commands.done("replay", run);
    assertEquals(true, replayed.get("identical"));
    assertEquals(1250, replayed.get("steps"));
    assertEquals(trained.get("certificate"), replayed.get("certificate"));
    checkFigures(accuracy, f1, replayed);

    Map<String, Object> shown = commands.done("show", run);
    assertEquals("ended: end of topic", shown.get("state"));
    assertEquals(trained.get("certificate"), shown.get("certificate"));
    checkFigures(accuracy, f1, shown);
    assertTrue(
        ((List<?>) commands.done("runs").get("runs"))
            .stream().map(Map.class::cast).anyMatch(one -> run.equals(one.get("run"))));
  }

  /** River's multi-layer perceptron, whose output layer is rectified as well. */
  @Test
  void a_network_from_initial_weights_has_the_published_errors() {
    Commands commands = Commands.onTestCluster();
    String run = TestCluster.newName("perceptron");
    Map<String, Object> trained =
        PublishedTableTest.train(
            commands,
            run,
            "trump_approval.csv",
            RATING,
            "optimizer.learningRate=0.001 optimizer.groups[0].learningRate=0.001"
                + " model.layers=[{\"dense\":5,\"activation\":\"relu\"},{\"dense\":1,\"activation\":\"relu\"}]"
                + " model.initialWeights="
                + SharedData.file("published/river_mlp_initial_weights.csv").toAbsolutePath());
    Map<String, Object> figures = Commands.inner(trained, "figures");
    assertEquals(1.580578, Commands.number(figures, "mae"), 5e-7);
    assertEquals(5.03392, Commands.number(figures, "rmse"), 5e-6);
    assertEquals(true, commands.done("replay", run).get("identical"));
    Map<String, Object> shown = Commands.inner(commands.done("show", run), "specification");
    assertTrue(shown.get("model.initialWeightsText").toString().contains("0.20278270381604144"));
    assertFalse(shown.containsKey("model.initialWeights"));
  }

  @Test
  void the_final_weights_are_the_published_ones(@TempDir Path dir) throws IOException {
    Commands commands = Commands.onTestCluster();
    String run = TestCluster.newName("weights");
    PublishedTableTest.train(
        commands,
        run,
        "trump_approval.csv",
        RATING,
        "optimizer.learningRate=0.01 optimizer.groups[0].learningRate=0.1");
    Path model = dir.resolve("model.avro");
    commands.done("replay", run, "--snapshot", model.toString());
    assertArrayEquals(
        new double[] {3.45162, 0.43568, 0.62689, 0.24180, 0.28118, 0.03123},
        doubles(model, "parameters/layers[0].weight"),
        5e-6);
    // Cut off after six digits, not rounded: 35.617670...
    double intercept = doubles(model, "parameters/layers[0].bias")[0];
    assertEquals(35_617_670, (long) (intercept * 1e6));
  }

  /** The numbers of one array of a model file. */
  private static double[] doubles(Path model, String array) throws IOException {
    List<Double> numbers = new ArrayList<>();
    try (var parts =
        new DataFileReader<>(model.toFile(), new GenericDatumReader<GenericRecord>())) {
      for (GenericRecord part : parts) {
        if (part.get("name").toString().equals(array)) {
          ((List<?>) part.get("doubles")).forEach(number -> numbers.add((Double) number));
        }
      }
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void the_configuration_does_as_its_comment_says() {
    String csv = SharedData.file("phishing.csv").toString();
    Commands commands = Commands.onTestCluster();
    commands.done("publish", csv, "--topic", "phishing");
    checkFigures(0.8896, 0.878521, commands.done("train", CONFIG, "--no-page"));
  }

  // Beyond what a linear model reaches in one pass (0.90, measured with the same protocol).
  @Test
  void a_small_network_reads_digits_in_one_pass() {
    Commands commands = Commands.onTestCluster();
    String images = SharedData.file("mnist-60k-images-idx3-ubyte.gz").toString();
    String labels = SharedData.file("mnist-60k-labels-idx1-ubyte.gz").toString();
    commands.done("publish", images, "--labels", labels, "--topic", "mnist");
    String config = Path.of("examples", "mnist.yaml").toString();
    Map<String, Object> trained = commands.done("train", config, "--no-page");
    assertEquals(60_000, trained.get("examples"));
    double accuracy = Commands.number(Commands.inner(trained, "figures"), "accuracy");
    assertEquals(0.942283, accuracy, 5e-7);
  }

  private static void checkFigures(double accuracy, double f1, Map<String, Object> result) {
    Map<String, Object> figures = Commands.inner(result, "figures");
    assertEquals(accuracy, Commands.number(figures, "accuracy"), 1e-12);
    assertEquals(f1, Commands.number(figures, "f1"), 5e-7);
  }
}
