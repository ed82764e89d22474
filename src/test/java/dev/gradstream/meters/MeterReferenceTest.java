package dev.gradstream.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MeterReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/meters.md");

  @Test
  void the_reference_page_is_the_rendering_of_the_meters() throws IOException {
    if (Boolean.getBoolean("gradstream.write.reference")) {
      Files.writeString(PAGE, Meter.reference());
    }
    assertEquals(
        Meter.reference(),
        Files.readString(PAGE),
        PAGE + " is out of date: run this test with -Dgradstream.write.reference=true");
  }
}
