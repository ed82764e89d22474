package dev.gradstream.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What every experiment keeps to. */
final class ExperimentContractTest {
  private static final Path PICTURES = Path.of("docs/images/lab");

  static List<Experiment> experiments() {
    return Experiments.all();
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void it_finds_the_same_each_time_and_draws_it(Experiment experiment) throws Exception {
    keeps(experiment);
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void its_picture_on_the_page_is_the_one_it_draws(Experiment experiment) throws Exception {
    Path file = PICTURES.resolve(experiment.name() + ".svg");
    String picture = experiment.run().picture();
    if (Boolean.getBoolean("gradstream.write.reference")) {
      Files.writeString(file, picture);
    }
    assertEquals(picture, Files.readString(file), file + ": -Dgradstream.write.reference=true");
    assertTrue(
        Files.readString(Path.of("docs/lab.md")).contains("images/lab/" + file.getFileName()));
  }

  @Test
  void their_names_differ() {
    Set<String> names = new HashSet<>();
    experiments().forEach(experiment -> assertTrue(names.add(experiment.name())));
  }

  @Test
  void one_that_does_nothing_is_found() {
    Experiment nothing =
        new Experiment() {
          @Override
          public String name() {
            return "nothing";
          }

          @Override
          public String question() {
            return "What?";
          }

          @Override
          public Findings run() {
            return new Findings(List.of(), "", "");
          }
        };
    assertThrows(AssertionError.class, () -> keeps(nothing));
  }

  private static void keeps(Experiment experiment) throws Exception {
    assertTrue(experiment.name().matches("[a-z]+(-[a-z]+)*"), experiment.name());
    assertTrue(experiment.question().endsWith("?"), experiment.question());
    Findings findings = experiment.run();
    assertFalse(findings.numbers().isEmpty());
    assertTrue(findings.numbers().stream().allMatch(line -> line.matches(".*\\d.*")));
    assertTrue(findings.seen().endsWith("."), findings.seen());
    assertEquals(findings, experiment.run());
    Element svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(findings.picture().getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertEquals("svg", svg.getTagName());
    int drawn = svg.getElementsByTagName("path").getLength();
    drawn += svg.getElementsByTagName("circle").getLength();
    assertTrue(drawn > 15, "hardly anything is drawn");
    assertFalse(findings.picture().contains("NaN"));
  }
}
