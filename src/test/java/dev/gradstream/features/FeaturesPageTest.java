package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.config.ConfigFile;
import dev.gradstream.pipeline.port.CheckedSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of docs/features.md works, and the page tells of every member. */
class FeaturesPageTest {
  private static final Path PAGE = Path.of("docs", "features.md");
  private static final Pattern SNIPPET = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir Path dir;

  @Test
  void the_configuration_works_and_its_blocks_are_what_the_page_says() throws IOException {
    Matcher snippets = SNIPPET.matcher(Files.readString(PAGE));
    assertTrue(snippets.find());
    Path file = Files.writeString(dir.resolve("page.yaml"), snippets.group(1));
    CheckedSpecification read = ConfigFile.read(file, List.of()).as(CheckedSpecification::of);
    FeatureStage stage =
        FeatureStages.of(read.specification().features(), read.specification().layout());
    assertEquals(
        List.of(
            "distance",
            "passengers",
            "distance.missing",
            "passengers.missing",
            "tip",
            "started.hour.sin",
            "started.hour.cos"),
        stage.names().subList(0, 7));
    assertTrue(stage.names().contains("fare.lag3"));
    assertTrue(stage.names().contains("distance.lag1.missing"));
    assertEquals(4096, stage.sparseWidth());
  }

  @Test
  void the_page_names_every_member() throws IOException {
    String page = Files.readString(PAGE);
    Stream.of(
            Transformers.names(),
            Encoders.names(),
            Gatherings.names(),
            TimePart.words(),
            List.of("zero", "indicator", "reject", "value"))
        .flatMap(List::stream)
        .forEach(name -> assertTrue(page.matches("(?s).*`([a-z]+: )?" + name + "`.*"), name));
  }
}
