package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.SharedData;
import dev.gradstream.kafka.TestCluster;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** By file; published once. */
  private static final Map<String, String> TOPICS = new HashMap<>();

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

  /**
   * All results of an optimizer that are published, in double precision and to every digit; the
   * intercept always goes by plain SGD with a rate of 0.01.
   */
  @ParameterizedTest
  @CsvSource({
    // optimizer, variant, accuracy (where published), F1
    "name=sgd learningRate=0.1,      L, 0.8896, 0.878521",
    "name=sgd learningRate=0.1,      P, 0.8896, 0.878521",
    "name=sgd learningRate=0.005,    L, 0.8872, 0.871233",
    "name=sgd learningRate=0.005,    P, 0.8880, 0.872263",
    "name=adam learningRate=0.1,     P,       , 0.8650",
    "name=adam learningRate=0.1,     L,       , 0.865198",
    "name=rmsprop learningRate=0.1,  L,       , 0.8724",
    "name=rmsprop learningRate=0.1,  P,       , 0.8724",
    "name=adagrad learningRate=0.1,  L,       , 0.8801",
    "name=adagrad learningRate=0.1,  P,       , 0.8801",
    "name=momentum learningRate=0.1, P,       , 0.8416",
    "name=momentum learningRate=0.1, L,       , 0.840909",
    "name=adamax learningRate=0.1,   P,       , 0.875332",
    "name=adamax learningRate=0.1,   L,       , 0.876106",
    "name=adadelta learningRate=1,   L,       , 0.8056",
    "name=adadelta learningRate=1,   P,       , 0.8056",
    "name=ftrl learningRate=0.05 l2=1 weightsFirst=true, L,     , 0.8756",
    "name=ftrl learningRate=0.05 l2=1 weightsFirst=true, P,     , 0.876588",
  })
  void every_published_optimizer_gives_its_published_figures_on_phishing(
      String optimizer, String variant, String accuracy, String f1) {
    Map<String, Object> figures =
        figures(
            "phishing.csv",
            CONFIG,
            "precision=float64 features[0].variant=%s optimizer.groups[0].decay=none %s"
                .formatted(variant, optimizer.replaceAll("(\\w+=)", "optimizer.$1")));
    requirePublished(f1, figures, "f1");
    if (accuracy != null) {
      requirePublished(accuracy, figures, "accuracy");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // settings beside those of the example, MAE, RMSE
    "optimizer.learningRate=0.005, 1.620282946229109, 4.536070448143657",
    "optimizer.learningRate=0.01, 1.31455, 3.91198",
    "optimizer.learningRate=0.01 optimizer.groups[0].learningRate=0.1, 0.558735, 2.235314",
    "optimizer.learningRate=0.01 optimizer.l2=1, 1.87151, 4.13052",
    "optimizer.learningRate=0.01 optimizer.l1=1, 1.15377, 3.82872",
  })
  void linear_regression_gives_the_published_errors_on_the_approval_rating(
      String settings, String mae, String rmse) {
    Map<String, Object> figures = figures("trump_approval.csv", RATING, settings);
    requirePublished(mae, figures, "mae");
    requirePublished(rmse, figures, "rmse");
  }

  /** River's multi-layer perceptron, whose output layer is rectified as well. */
  @Test
  void a_network_from_initial_weights_has_the_published_errors() {
    Commands commands = Commands.onTestCluster();
    String run = TestCluster.newName("perceptron");
    Map<String, Object> trained =
        train(
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
    train(
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

  /** The figures of an example's configuration with other settings; the replay has the same. */
  private static Map<String, Object> figures(String file, String config, String settings) {
    Commands commands = Commands.onTestCluster();
    String run = TestCluster.newName("published");
    Map<String, Object> trained = train(commands, run, file, config, settings);
    Map<String, Object> replayed = commands.done("replay", run);
    assertEquals(true, replayed.get("identical"));
    assertEquals(trained.get("certificate"), replayed.get("certificate"));
    assertEquals(trained.get("figures"), replayed.get("figures"));
    return Commands.inner(trained, "figures");
  }

  private static Map<String, Object> train(
      Commands commands, String run, String file, String config, String settings) {
    String topic = TOPICS.computeIfAbsent(file, f -> published(commands, f));
    List<String> words = new ArrayList<>(List.of("train", config, "--no-page"));
    String names = "run=" + run + " source.topic=" + topic + " ";
    for (String setting : (names + settings).split(" ")) {
      words.add("--set");
      words.add(setting);
    }
    return commands.done(words.toArray(String[]::new));
  }

  private static String published(Commands commands, String file) {
    String topic = TestCluster.newName("stream");
    commands.done("publish", SharedData.file(file).toString(), "--topic", topic);
    return topic;
  }

  /** Within half a unit of the last digit that is published; a relative 1e-12 at the closest. */
  private static void requirePublished(
      String published, Map<String, Object> figures, String figure) {
    BigDecimal wanted = new BigDecimal(published);
    double tolerance = Math.max(0.5 * wanted.ulp().doubleValue(), 1e-12 * wanted.doubleValue());
    assertEquals(wanted.doubleValue(), Commands.number(figures, figure), tolerance, figure);
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
    assertTrue(accuracy >= 0.93, "accuracy " + accuracy);
  }

  private static void checkFigures(double accuracy, double f1, Map<String, Object> result) {
    Map<String, Object> figures = Commands.inner(result, "figures");
    assertEquals(accuracy, Commands.number(figures, "accuracy"), 1e-12);
    assertEquals(f1, Commands.number(figures, "f1"), 5e-7);
  }
}
