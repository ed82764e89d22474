package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.SharedData;
import dev.gradstream.kafka.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The adult data set, words included, by the program's own commands over Kafka: the figures of
 * logistic regression in one pass over the train file and then the test file.
 *
 * <p>They were computed apart from this program, in double precision, by the protocol of the River
 * project with a weight a word. With 2^18 buckets no two of the 102 words fall together, so hashing
 * has them too.
 */
@Timeout(300)
final class AdultTest {
  private static final Path CONFIG = Path.of("examples", "adult.yaml");
  private static final Path NETWORK = Path.of("examples", "adult-network.yaml");
  private static final String COLUMNS =
      "age,workclass,fnlwgt,education,education-num,marital-status,occupation,relationship,race,sex,"
          + "capital-gain,capital-loss,hours-per-week,native-country,income";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"onehot, float32", "onehot, float64", "hash, float32"})
  void one_pass_gives_the_figures_and_its_replay_is_identical(String encoder, String precision)
      throws IOException {
    Commands commands = Commands.onTestCluster();
    String topic = published(commands);
    String run = topic + "-run";
    Map<String, Object> trained =
        commands.done(
            "train",
            config(encoder),
            "--no-page",
            "--set",
            "run=" + run,
            "--set",
            "source.topic=" + topic,
            "--set",
            "precision=" + precision);
    assertEquals(48_842, trained.get("examples"));
    assertEquals(0, trained.get("rejected"));
    Map<String, Object> figures = Commands.inner(trained, "figures");
    assertEquals(0.846566, Commands.number(figures, "accuracy"), 5e-7);
    assertEquals(0.638913, Commands.number(figures, "f1"), 5e-7);
    assertEquals(0.329720, Commands.number(figures, "logLoss"), 5e-7);

    Map<String, Object> replayed = commands.done("replay", run);
    assertEquals(true, replayed.get("identical"));
    assertEquals(trained.get("certificate"), replayed.get("certificate"));
  }

  @Test
  void a_small_network_does_better_than_the_line() {
    Commands commands = Commands.onTestCluster();
    String topic = published(commands);
    Map<String, Object> trained =
        commands.done("train", NETWORK.toString(), "--no-page", "--set", "source.topic=" + topic);
    Map<String, Object> figures = Commands.inner(trained, "figures");
    assertEquals(0.853200, Commands.number(figures, "accuracy"), 5e-7);
    assertEquals(0.317464, Commands.number(figures, "logLoss"), 5e-7);
  }

  /** The topic that holds both files. */
  private static String published(Commands commands) {
    String topic = TestCluster.newName("adult");
    Map<String, Object> published =
        commands.done(
            "publish",
            SharedData.file("adult-train.csv.gz").toString(),
            SharedData.file("adult-test.csv.gz").toString(),
            "--topic",
            topic,
            "--columns",
            COLUMNS);
    assertEquals(48_842, published.get("records"));
    return topic;
  }

  private String config(String encoder) throws IOException {
    String yaml = Files.readString(CONFIG);
    if (encoder.equals("hash")) {
      yaml = yaml.replaceAll("encode: onehot.*", "encode: hash").replaceAll("most: .*", "");
    }
    return Files.writeString(folder.resolve("adult.yaml"), yaml).toString();
  }
}
