package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.TestCluster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** An example whose label is far off. */
  private static final int POISONED = 900;

  @TempDir static Path dir;
  private static Commands commands;
  private static String run;
  private static Map<String, Object> trained;

  @BeforeAll
  static void train() throws Exception {
    commands = Commands.onTestCluster();
    run = TestCluster.newName("past");
    Path csv = FriedmanFile.write(dir.resolve("friedman.csv"), EXAMPLES);
    List<String> lines = new ArrayList<>(Files.readAllLines(csv));
    lines.set(POISONED + 1, lines.get(POISONED + 1).replaceFirst(",[^,]*$", ",900"));
    Files.write(csv, lines);
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
  void two_runs_are_shown_with_their_fork_and_the_branch_with_its_parent() {
    String faster = TestCluster.newName("faster");
    commands.done(
        "branch",
        run,
        "--at",
        "100",
        "--as",
        faster,
        "--no-page",
        "--set",
        "optimizer.learningRate=0.02");
    Map<String, Object> both = commands.done("show", run, faster);
    assertEquals(100, both.get("sharedSteps"));
    assertEquals("0.01 -> 0.02", Commands.inner(both, "settings").get("optimizer.learningRate"));
    assertEquals(run + "@100", Commands.inner(both, "b").get("parent"));
    List<?> lossesA = (List<?>) both.get("lossesA");
    List<?> lossesB = (List<?>) both.get("lossesB");
    assertEquals(lossesA.subList(0, 80), lossesB.subList(0, 80));
    assertNotEquals(lossesA, lossesB);

    Captured captured = new Captured(false);
    captured.run(
        "show", run, faster, "--bootstrap-servers", TestCluster.connection().bootstrapServers());
    assertTrue(captured.out().contains("share steps 1 to 100, bit for bit"), captured::out);
  }

  @Test
  void a_step_is_explained_with_the_examples_that_the_topic_holds() {
    Map<String, Object> step = commands.done("explain", run, "--step", "61", "--examples", "3");
    assertEquals(31, step.get("window"));
    assertEquals(8, step.get("batch"));
    List<?> examples = (List<?>) step.get("examples");
    assertEquals(3, examples.size());
    assertEquals(11, ((Map<?, ?>) examples.getFirst()).get("value").toString().split(",").length);
    Captured captured = new Captured(false);
    captured.run(
        "explain",
        run,
        "--step",
        "150",
        "--bootstrap-servers",
        TestCluster.connection().bootstrapServers());
    assertTrue(captured.out().contains("the run ended: end of topic"), captured::out);
    assertTrue(captured.out().contains("examples, 8 of 8"), captured::out);
    commands.refused(ExitStatus.FAILED, "has no step 151", "explain", run, "--step", "151");
  }

  @Test
  void a_run_is_bisected_and_recomputed_without_a_record() {
    Map<String, Object> jump = commands.done("bisect", run);
    assertEquals(true, jump.get("jumps"));
    assertTrue(Commands.number(jump, "lossAfter") > Commands.number(jump, "lossBefore"));
    assertEquals(POISONED / 16 + 1, jump.get("window"));
    Map<String, Object> effect = commands.done("replay", run, "--without", "0@" + POISONED / 2);
    assertTrue(
        Commands.number(Commands.inner(effect, "figuresWithout"), "rmse")
            < Commands.number(Commands.inner(effect, "figures"), "rmse") / 2,
        effect::toString);
    assertTrue(Commands.number(effect, "distance") > 0, effect::toString);
    assertTrue(Commands.number(effect, "predictionMoveMean") > 0, effect::toString);
    assertEquals(trained.get("figures"), effect.get("figures"));
    assertNotEquals(trained.get("figures"), effect.get("figuresWithout"));
    commands.refused(ExitStatus.FAILED, "never learned from", "replay", run, "--without", "1@9999");
    commands.refused(ExitStatus.USAGE, "0@1042", "replay", run, "--without", "9999");
  }

  // No option names a Kafka where the file is replayed: none is there.
  @Test
  void a_run_in_a_file_is_verified_without_kafka() throws Exception {
    Path whole = dir.resolve("whole.capsule");
    commands.done("export", run, "--to", whole.toString(), "--with-examples");
    Captured captured = new Captured(false);
    assertEquals(
        ExitStatus.DONE, captured.run("replay", whole.toString(), "--json"), captured::err);
    Map<String, Object> replayed = Commands.object(captured.out());
    assertEquals(true, replayed.get("identical"));
    assertEquals(trained.get("certificate"), replayed.get("certificate"));

    Path bare = dir.resolve("bare.capsule");
    commands.done("export", run, "--to", bare.toString());
    assertTrue(Files.size(bare) < Files.size(whole));
    captured = new Captured(false);
    assertEquals(ExitStatus.DONE, captured.run("replay", bare.toString()), captured::err);
    assertTrue(captured.out().startsWith("whole: every link"), captured::out);
    assertEquals(
        trained.get("certificate"), commands.done("replay", bare.toString()).get("certificate"));
  }

  @Test
  void a_file_that_was_cut_off_or_is_something_else_is_refused_in_one_line() throws Exception {
    Path file = dir.resolve("cut.capsule");
    commands.done("export", run, "--to", file.toString());
    byte[] bytes = Files.readAllBytes(file);
    for (byte[] broken :
        List.of(Arrays.copyOf(bytes, bytes.length - 20), "run: phishing".getBytes(), new byte[0])) {
      Files.write(file, broken);
      Captured captured = new Captured(false);
      assertEquals(ExitStatus.FAILED, captured.run("replay", file.toString()), captured::out);
      assertEquals(1, captured.err().lines().count(), captured::err);
      assertTrue(captured.err().startsWith("gradstream: capsule"), captured::err);
    }
  }

  // Every command that knows it is used; then everything they wrote is searched.
  @Test
  void a_password_of_the_clients_properties_is_found_nowhere() throws Exception {
    String secret = "planted-secret-2718281828";
    Path properties =
        Files.writeString(
            dir.resolve("client.properties"),
            "bootstrap.servers="
                + TestCluster.connection().bootstrapServers()
                + "\nssl.truststore.password="
                + secret
                + "\nsasl.jaas.config=PlainLoginModule required username=u password=\""
                + secret
                + "\";\n");
    String branch = TestCluster.newName("secretive");
    Path file = dir.resolve("secret.capsule");
    Path model = dir.resolve("secret.avro");
    StringBuilder said = new StringBuilder();
    for (List<String> words :
        List.of(
            List.of("branch", run, "--at", "60", "--as", branch, "--no-page"),
            List.of("runs"),
            List.of("show", run, branch),
            List.of("replay", branch, "--snapshot", model.toString()),
            List.of("export", branch, "--to", file.toString(), "--with-examples"))) {
      for (String form : List.of("--json", "-v")) {
        Captured captured = new Captured(false);
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(form, "--client-config", properties.toString()));
        captured.run(all.toArray(String[]::new));
        said.append(captured.out()).append(captured.err());
      }
    }
    assertTrue(said.toString().contains(branch), "the commands did nothing: " + said);
    assertFalse(said.toString().contains(secret), "a command said it");
    assertFalse(text(Files.readAllBytes(model)).contains(secret), "the model's file has it");
    assertFalse(entries(file).contains(secret), "the capsule has it");
    assertTrue(entries(file).contains(branch), "the capsule was not read");
    for (String topic : List.of("journal", "metrics", "snapshots", "rejected")) {
      String records = TopicText.of(branch + "." + topic);
      assertFalse(records.contains(secret), topic + " has it");
      assertEquals(topic.equals("rejected"), records.isEmpty(), topic + " was not read");
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Everything in a capsule, unpacked. */
  private static String entries(Path capsule) throws Exception {
    StringBuilder text = new StringBuilder();
    try (DataFileReader<GenericRecord> file =
        new DataFileReader<>(capsule.toFile(), new GenericDatumReader<>())) {
      for (GenericRecord entry : file) {
        GenericRecord inner = (GenericRecord) entry.get("entry");
        for (var field : inner.getSchema().getFields()) {
          Object value = inner.get(field.pos());
          text.append(value instanceof ByteBuffer bytes ? text(bytes.array()) : "" + value);
        }
      }
    }
    return text.toString();
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
