package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of a run's past, as a user asks it, on a real broker. */
@Timeout(180)
class HistoryCommandsTest {
  private static final int EXAMPLES = 1_200; // 150 steps of 8, two a window

  @TempDir static Path dir;
  private static Commands commands;
  private static String run;
  private static Map<String, Object> trained;

  @BeforeAll
  static void train() throws Exception {
    commands = Commands.onTestCluster();
    run = TestCluster.newName("past");
    Path csv = FriedmanFile.write(dir.resolve("friedman.csv"), EXAMPLES);
    String topic = TestCluster.newName("friedman");
    commands.done("publish", csv.toString(), "--topic", topic, "--partitions", "2");
    Path config = FriedmanFile.writeConfig(dir.resolve("config.yaml"), run);
    trained =
        commands.done(
            "train",
            config.toString(),
            "--no-page",
            "--set",
            "source.topic=" + topic,
            "--set",
            "snapshot.everySteps=20");
  }

  @Test
  void a_stretch_is_replayed_from_a_snapshot_and_the_model_of_a_step_is_written() throws Exception {
    Map<String, Object> whole = commands.done("replay", run);
    assertEquals(trained.get("certificate"), whole.get("certificate"));
    Map<String, Object> part = commands.done("replay", run, "--from", "149");
    assertTrue(Commands.number(part, "fromStep") > 0, part::toString);
    assertEquals(trained.get("certificate"), part.get("certificate"));

    Path file = dir.resolve("model.avro");
    Map<String, Object> until =
        commands.done("replay", run, "--until", "60", "--snapshot", file.toString());
    assertEquals(60.0, Commands.number(until, "steps"));
    try (DataFileReader<GenericRecord> model =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      assertEquals("60", model.getMetaString("gradstream.step"));
      assertEquals(until.get("certificate"), model.getMetaString("gradstream.certificate"));
      assertEquals(
          "parameters/layers[0].weight", named(model, "parameters/").get("name").toString());
    }
    assertFalse(Files.exists(dir.resolve("model.avro.part")));
  }

  private static GenericRecord named(DataFileReader<GenericRecord> model, String prefix) {
    for (GenericRecord part : model) {
      if (part.get("name").toString().startsWith(prefix)) {
        return part;
      }
    }
    throw new AssertionError("no array " + prefix);
  }

  @Test
  void a_branch_without_changes_on_recorded_windows_ends_as_its_parent() {
    String twin = TestCluster.newName("twin");
    Map<String, Object> outcome =
        commands.done(
            "branch", run, "--at", "60", "--as", twin, "--windows", "recorded", "--no-page");
    assertEquals(trained.get("figures"), outcome.get("figures"));
    assertEquals(trained.get("steps"), outcome.get("steps"));
    assertNotEquals(
        trained.get("certificate"), outcome.get("certificate"), "it has a past of its own");
    Map<String, Object> alone = commands.done("replay", twin);
    assertEquals(60.0, Commands.number(alone, "fromStep"));
    assertEquals(outcome.get("certificate"), alone.get("certificate"));
    assertEquals(
        outcome.get("certificate"),
        commands.done("replay", twin, "--through-parents").get("certificate"));
  }

  @Test
  void a_branch_that_was_made_only_is_trained_by_its_name_and_branched_again() {
    String slower = TestCluster.newName("slower");
    Map<String, Object> made =
        commands.done(
            "branch",
            run,
            "--at",
            "60",
            "--as",
            slower,
            "--no-train",
            "--no-page",
            "--set",
            "optimizer.learningRate=0.001");
    assertEquals(run, made.get("parent"));
    assertEquals("0.001", Commands.inner(made, "changed").get("optimizer.learningRate"));
    Map<String, Object> outcome = commands.done("train", slower, "--no-page");
    assertEquals(trained.get("examples"), outcome.get("examples"));
    assertNotEquals(trained.get("figures"), outcome.get("figures"));
    String again = TestCluster.newName("again");
    commands.done("branch", slower, "--at", "100", "--as", again, "--no-page");
    Map<String, Object> replayed = commands.done("replay", again, "--through-parents");
    assertEquals(100.0, Commands.number(replayed, "fromStep"));
  }

  @Test
  void what_cannot_be_branched_is_refused_in_one_line() {
    Captured captured = new Captured(false);
    int status =
        captured.run(
            "branch",
            run,
            "--at",
            "61",
            "--as",
            "never",
            "--no-page",
            "--bootstrap-servers",
            TestCluster.connection().bootstrapServers());
    assertEquals(ExitStatus.USAGE, status, captured::err);
    assertTrue(captured.err().contains("branch at step 60 or 62"), captured::err);
    assertFalse(captured.err().contains("\tat "), captured::err);
  }
}
