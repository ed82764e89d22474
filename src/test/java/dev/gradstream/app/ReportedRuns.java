package dev.gradstream.app;

import dev.gradstream.kafka.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run that has ended and a branch of it that learns faster.
 *
 * @param trained what the command said of the run
 */
record ReportedRuns(
    Commands commands,
    Path config,
    String topic,
    String run,
    String branch,
    Map<String, Object> trained) {
  static final int EXAMPLES = 1_200; // 150 steps of 8, two a window
  static final int FORK = 100;

  static ReportedRuns train(Path dir) throws IOException {
    Commands commands = Commands.onTestCluster();
    String run = TestCluster.newName("reported");
    String branch = TestCluster.newName("faster");
    String topic = TestCluster.newName("friedman");
    Path csv = FriedmanFile.write(dir.resolve("friedman.csv"), EXAMPLES);
    commands.done("publish", csv.toString(), "--topic", topic, "--partitions", "2");
    Path config = FriedmanFile.writeConfig(dir.resolve("config.yaml"), run);
    Map<String, Object> trained =
        commands.done("train", config.toString(), "--no-page", "--set", "source.topic=" + topic);
    commands.done(
        "branch",
        run,
        "--at",
        "" + FORK,
        "--as",
        branch,
        "--no-page",
        "--set",
        "optimizer.learningRate=0.02");
    return new ReportedRuns(commands, config, topic, run, branch, trained);
  }
}
