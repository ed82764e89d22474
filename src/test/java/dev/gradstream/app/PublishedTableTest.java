package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.SharedData;
import dev.gradstream.kafka.TestCluster;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One table of figures, reached by the program's own commands over Kafka with the configurations
 * that users are given: what the River project publishes for logistic and linear regression, and
 * what an independent script found by the same protocol on data that nobody published figures of.
 *
 * <p>In double precision unless the settings say otherwise. A replay has the same figures.
 */
@Timeout(120)
final class PublishedTableTest {
  /** What {@code publish} must be told of files without a header. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "winequality-white.csv",
          "fixed_acidity,volatile_acidity,citric_acid,residual_sugar,chlorides,free_sulfur_dioxide,"
              + "total_sulfur_dioxide,density,ph,sulphates,alcohol,quality",
          "phoneme.csv",
          "h1,h2,h3,h4,h5,oral",
          "horse-colic.csv",
          "surgery,age,hospital,rectal_temperature,pulse,respiratory_rate,extremities,"
              + "peripheral_pulse,membranes,refill_time,pain,peristalsis,distension,reflux_tube,"
              + "reflux,reflux_ph,feces,abdomen,cell_volume,protein,abdominocentesis,"
              + "abdominal_protein,outcome,surgical_lesion,lesion1,lesion2,lesion3,cp_data");

  /** Words of the table. */
  private static final Map<String, String> SHORT =
      Map.of(
          "$linear", "model.layers=[{\"dense\":1,\"init\":\"zeros\"}]",
          "$intercept",
              "optimizer.groups=[{\"parameters\":\"*.bias\",\"name\":\"sgd\",\"learningRate\":0.01}]",
          "$everywhere", "features[0].clip=1e30",
          "$straight",
              "model.layers=[{\"dense\":1,\"init\":\"zeros\"}] optimizer.name=sgd features=[{\"columns\":[\"MedInc\",\"HouseAge\",\"AveRooms\",\"AveBedrms\",\"Population\",\"AveOccup\",\"Latitude\",\"Longitude\"],\"scale\":\"standard\"}] optimizer.groups=[{\"parameters\":\"*.bias\",\"name\":\"sgd\",\"learningRate\":0.01}]",
          "$sgd", "optimizer.name=sgd optimizer.groups[0].decay=none",
          "$rated", "optimizer.groups[0].decay=none");

  /** By file; published once. */
  private static final Map<String, String> TOPICS = new HashMap<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Published: logistic regression by every optimizer, the intercept always by SGD 0.01; both variants
          # where both are published or alike
          phishing | variant=L $sgd learningRate=0.1   | accuracy=0.8896 f1=0.878521
          phishing | variant=P $sgd learningRate=0.1   | accuracy=0.8896 f1=0.878521
          phishing | variant=L $sgd learningRate=0.005 | accuracy=0.8872 f1=0.871233
          phishing | variant=P $sgd learningRate=0.005 | accuracy=0.8880 f1=0.872263
          phishing | variant=P name=adam learningRate=0.1 $rated | f1=0.8650
          phishing | variant=L name=adam learningRate=0.1 $rated | f1=0.865198
          phishing | variant=L name=rmsprop learningRate=0.1 $rated | f1=0.8724
          phishing | variant=P name=rmsprop learningRate=0.1 $rated | f1=0.8724
          phishing | variant=L name=adagrad learningRate=0.1 $rated | f1=0.8801
          phishing | variant=P name=adagrad learningRate=0.1 $rated | f1=0.8801
          phishing | variant=P name=momentum learningRate=0.1 $rated | f1=0.8416
          phishing | variant=L name=momentum learningRate=0.1 $rated | f1=0.840909
          phishing | variant=P name=adamax learningRate=0.1 $rated | f1=0.875332
          phishing | variant=L name=adamax learningRate=0.1 $rated | f1=0.876106
          phishing | variant=L name=adadelta learningRate=1 $rated | f1=0.8056
          phishing | variant=P name=adadelta learningRate=1 $rated | f1=0.8056
          phishing | variant=L name=ftrl learningRate=0.05 l2=1 weightsFirst=true $rated | f1=0.8756
          phishing | variant=P name=ftrl learningRate=0.05 l2=1 weightsFirst=true $rated | f1=0.876588
          # Published: linear regression, and the mean of what was seen as a predictor
          trump_approval | learningRate=0.005 | mae=1.620282946229109 rmse=4.536070448143657
          trump_approval | learningRate=0.01 | mae=1.31455 rmse=3.91198
          trump_approval | learningRate=0.01 groups[0].learningRate=0.1 | mae=0.558735 rmse=2.235314
          trump_approval | learningRate=0.01 l2=1 | mae=1.87151 rmse=4.13052
          trump_approval | learningRate=0.01 l1=1 | mae=1.15377 rmse=3.82872
          trump_approval | learningRate=0.005 | baseline.mean.mae=1.56755 baseline.mean.rmse=2.20286
          # By the script: outliers of california, which a rate of 0.01 does not survive
          california_housing | $straight learningRate=0.001 | mae=0.4804 rmse=1.4259
          california_housing | $straight learningRate=0.01 | mae=3.8e10
          california_housing | learningRate=0.01 | baseline.previous.mae=0.3840 baseline.previous.rmse=0.6416
          winequality-white | $linear name=sgd $intercept learningRate=0.001 $everywhere label.scale=none | mae=0.6189 rmse=0.8597
          winequality-white | $linear name=sgd $intercept learningRate=0.01 $everywhere label.scale=none | mae=0.6229 rmse=0.8831
          phoneme | $linear name=sgd $intercept learningRate=0.01 | accuracy=0.7480 rocAuc=0.7991
          phoneme | $linear name=sgd $intercept learningRate=0.1 | accuracy=0.7489
          """)
  void a_row_of_the_table_comes_out_to_its_last_digit(String data, String settings, String wanted) {
    Map<String, Object> figures = figures(data, example(data), "precision=float64 " + settings);
    for (String one : wanted.split(" ")) {
      String[] figure = one.split("=");
      requirePublished(figure[1], figures, figure[0]);
    }
  }

  /**
   * The examples as they are, with the figures that docs/results.md shows: better than what knows
   * nothing, and than a line where a net can be.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          phishing | phishing-network | accuracy=0.9024 f1=0.889693 accuracy>0.8896
          trump_approval | trump-approval-lags | mae=0.228955 rmse=1.407934 mae<0.268533
          california_housing | california | mae=0.307881 rmse=0.486078 mae<baseline.previous.mae
          winequality-white | wine | mae=0.552480 rmse=0.734234 mae<baseline.mean.mae
          phoneme | phoneme | accuracy=0.798113 rocAuc=0.862591 accuracy>baseline.majority.accuracy
          horse-colic | horse-colic | accuracy=0.803333 rocAuc=0.830611 accuracy>baseline.majority.accuracy
          """)
  void an_example_does_what_the_page_of_results_says(String data, String example, String wanted)
      throws IOException {
    String page = Files.readString(Path.of("docs/results.md"));
    String config = Path.of("examples", example + ".yaml").toString();
    assertTrue(page.contains(example + ".yaml"), example);
    Map<String, Object> figures = figures(data, config, "");
    for (String one : wanted.split(" ")) {
      String[] sides = one.split("[<>=]");
      if (one.contains("=")) {
        requirePublished(sides[1], figures, sides[0]);
        assertTrue(page.contains(sides[1]), sides[1] + " is not on the page");
        continue;
      }
      double is = Commands.number(figures, sides[0]);
      double bound =
          figures.containsKey(sides[1])
              ? Commands.number(figures, sides[1])
              : Double.parseDouble(sides[1]);
      assertTrue(one.contains("<") ? is < bound : is > bound, one + ": " + is + ", " + bound);
    }
  }

  private static Map<String, Object> figures(String data, String config, String settings) {
    Commands commands = Commands.onTestCluster();
    String run = TestCluster.newName("published");
    String file = data + (data.startsWith("california") ? ".csv.gz" : ".csv");
    Map<String, Object> trained = train(commands, run, file, config, settings(settings));
    assertEquals("end of topic", trained.get("reason"));
    assertEquals(0, trained.get("rejected"));
    assertEquals(trained.get("examples"), trained.get("steps"));
    Map<String, Object> replayed = commands.done("replay", run);
    assertEquals(true, replayed.get("identical"));
    assertEquals(trained.get("certificate"), replayed.get("certificate"));
    assertEquals(trained.get("figures"), replayed.get("figures"));
    return Commands.inner(trained, "figures");
  }

  private static String example(String data) {
    String name = data.split("_housing|quality-")[0].replace('_', '-');
    return Path.of("examples", name + ".yaml").toString();
  }

  // Of the optimizer, unless they say of what.
  private static String settings(String words) {
    for (Map.Entry<String, String> word : SHORT.entrySet()) {
      words = words.replace(word.getKey(), word.getValue());
    }
    return words
        .replace("variant=", "features[0].variant=")
        .replaceAll(
            "(^| )((?:name|l1|l2|learningRate|weightsFirst|groups\\[0])[.=])", "$1optimizer.$2");
  }

  /** Trains a run of an example's configuration with other settings. */
  static Map<String, Object> train(
      Commands commands, String run, String file, String config, String settings) {
    String topic = TOPICS.computeIfAbsent(file, f -> published(commands, f));
    List<String> words = new ArrayList<>(List.of("train", config, "--no-page"));
    String names = "run=" + run + " source.topic=" + topic + " ";
    for (String setting : (names + settings).strip().split(" +")) {
      words.add("--set");
      words.add(setting);
    }
    return commands.done(words.toArray(String[]::new));
  }

  private static String published(Commands commands, String file) {
    String topic = TestCluster.newName("stream");
    List<String> words =
        new ArrayList<>(List.of("publish", SharedData.file(file).toString(), "--topic", topic));
    if (COLUMNS.containsKey(file)) {
      words.addAll(List.of("--columns", COLUMNS.get(file)));
    }
    commands.done(words.toArray(String[]::new));
    return topic;
  }

  /** Within half a unit of the last digit that is published; a relative 1e-12 at the closest. */
  private static void requirePublished(
      String published, Map<String, Object> figures, String figure) {
    BigDecimal wanted = new BigDecimal(published);
    double tolerance = Math.max(0.5 * wanted.ulp().doubleValue(), 1e-12 * wanted.doubleValue());
    assertEquals(wanted.doubleValue(), Commands.number(figures, figure), tolerance, figure);
  }
}
