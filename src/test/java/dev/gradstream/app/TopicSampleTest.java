package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first records of a topic. */
@Timeout(30)
class TopicSampleTest {

  @Test
  void holes_of_a_load_that_was_broken_off_are_read_past() {
    MemorySource source = new MemorySource("id", 2, poll -> 3, System::currentTimeMillis);
    source.skip(0, 1000);
    for (int i = 0; i < 20; i++) {
      source.append(i % 2, ("" + i).getBytes(StandardCharsets.US_ASCII));
    }
    TopicSample sample = TopicSample.of(source, 8);
    assertEquals(
        List.of("0", "2", "4", "6", "1", "3", "5", "7"),
        sample.values().stream().map(String::new).toList());
    assertEquals(1020, sample.records());
    assertEquals(20, TopicSample.of(source, 100).values().size());
  }

  @Test
  void tombstones_do_not_count_and_an_empty_topic_is_empty() {
    MemorySource source = new MemorySource("id", 1);
    assertTrue(TopicSample.of(source, 5).values().isEmpty());
    source.append(0, null);
    source.append(0, new byte[] {1});
    assertEquals(1, TopicSample.of(source, 1).values().size());
  }
}
