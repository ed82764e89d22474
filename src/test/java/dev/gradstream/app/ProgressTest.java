package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgressTest {
  private static void run(Captured captured) {
    try (Progress progress = new Progress(captured.context, "publishing", 1024)) {
      captured.nanos.set(4_000_000_000L);
      progress.at(256);
      captured.nanos.set(8_000_000_000L);
      progress.at(511);
      progress.at(512);
    }
  }

  @Test
  void a_terminal_has_one_line_that_is_rewritten_and_taken_away() {
    Captured captured = new Captured(true);
    run(captured);
    assertEquals(
        "\rpublishing [######..................]  25% 256 records, 64/s, 12s left\u001b[K"
            + "\rpublishing [############............]  50% 512 records, 64/s, 8s left\u001b[K"
            + "\r\u001b[K",
        captured.err());
  }

  @Test
  void elsewhere_a_line_is_written_every_few_seconds() {
    Captured captured = new Captured(false);
    run(captured);
    assertEquals(
        "publishing [############............]  50% 512 records, 64/s, 8s left\n", captured.err());
  }

  @ParameterizedTest
  @CsvSource({"0,0s", "59.4,59s", "65,1m05s", "3599.6,1h00m", "7380,2h03m", "-1,0s"})
  void durations_read_as_people_write_them(double seconds, String text) {
    assertEquals(text, Progress.clock(seconds));
  }
}
