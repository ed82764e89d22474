package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.config.ConfigFile;
import dev.gradstream.pipeline.port.CheckedSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configurations of docs/formats.md can be used as they stand. */
final class FormatsPageTest {
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
  private static final String REST =
      """
      run: page
      model: { layers: [ { dense: 1 } ], loss: logistic }
      optimizer: { name: sgd, learningRate: 0.1 }
      """;

  @TempDir Path directory;

  @Test
  void every_configuration_of_the_page_can_be_used() throws IOException {
    String page = Files.readString(Path.of("docs/formats.md"));
    List<String> schemas = blocks(page, "json");
    assertEquals(2, schemas.size());
    for (int i = 0; i < schemas.size(); i++) {
      Files.writeString(directory.resolve("order-v" + (i + 1) + ".avsc"), schemas.get(i));
    }
    List<String> formats = new ArrayList<>();
    for (String block : blocks(page, "yaml")) {
      Path file = Files.writeString(directory.resolve("page.yaml"), block + REST);
      CheckedSpecification checked =
          ConfigFile.read(file, List.of()).withTexts().as(CheckedSpecification::of);
      formats.add(checked.resolved().get("source.format"));
    }
    assertEquals(List.of("csv", "json", "avro", "avro", "vw"), formats);
  }

  private static List<String> blocks(String page, String language) {
    List<String> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(page);
    while (found.find()) {
      if (found.group(1).equals(language)) {
        blocks.add(found.group(2));
      }
    }
    return blocks;
  }
}
