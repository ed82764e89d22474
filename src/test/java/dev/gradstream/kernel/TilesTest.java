package dev.gradstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TilesTest {
  private static final Path FILE = Path.of("src/main/java/dev/gradstream/kernel/Tiles.java");

  /**
   * Run with {@code -Dgradstream.regenerate=true} and then the formatter to write the file anew.
   */
  @Test
  void the_committed_tiles_are_what_the_generator_writes() throws IOException {
    if (Boolean.getBoolean("gradstream.regenerate")) {
      Files.writeString(FILE, TileGenerator.source());
    }
    String wanted = bare(TileGenerator.source());
    String found = bare(Files.readString(FILE));
    int same = 0;
    while (same < Math.min(wanted.length(), found.length())
        && wanted.charAt(same) == found.charAt(same)) {
      same++;
    }
    assertEquals(around(wanted, same), around(found, same));
  }

  // The formatter decides white space and where comment lines break.
  private static String bare(String source) {
    return source.replaceAll("\\n\\s*\\*(?!/)", "").replaceAll("\\s+", "");
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40));
  }
}
