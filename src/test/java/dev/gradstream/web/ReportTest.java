package dev.gradstream.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.training.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String HOSTILE = "</script><script>alert(1)</script><!-- {{script}}";

  @Test
  void what_came_from_a_topic_stays_data() {
    RunFeed feed = new RunFeed();
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.step("r", 1, 2.5));
    feed.committed(Blocks.event("r", 2, new Event.RunEnded(HOSTILE)));
    String page = html(feed);
    assertFalse(page.contains("alert(1)</"), "markup from a reason");
    assertTrue(page.contains("\\u003c/script>\\u003cscript>alert(1)"), "the reason is not there");
    assertEquals(1, count(page, "const \\{ runs, environment \\}"), "the script is there once");
    assertEquals(3, count(page, "</script>"), "data, library, script");
  }

  @Test
  void nothing_is_asked_for_from_anywhere() {
    RunFeed feed = new RunFeed();
    feed.started(Blocks.started("r"), 0);
    feed.committed(Blocks.step("r", 1, 2.5));
    String page = html(feed);
    assertTrue(page.contains("default-src 'none'"));
    for (String asking : List.of("\\bsrc=", "\\bhref=", "url\\(", "@import", "(?m)^import ")) {
      assertEquals(0, count(page, asking), asking);
    }
    assertEquals(0, count(page, "(?m)^export "));
    assertFalse(page.contains("{{"), "a place was not filled");
  }

  private static String html(RunFeed feed) {
    byte[] page = Report.of(List.of(feed), Map.of("made", "now"));
    return new String(page, StandardCharsets.UTF_8);
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
