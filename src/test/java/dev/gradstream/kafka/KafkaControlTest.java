package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.ControlContract;
import dev.gradstream.pipeline.port.Control;
import dev.gradstream.training.Command;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaControlTest extends ControlContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  protected Control open(String run) {
    return new KafkaControl(TestCluster.connection(), RunTopics.of(run));
  }

  @Test
  void what_a_stranger_writes_into_the_topic_is_told_from_a_command() throws Exception {
    String run = TestCluster.newName("strange");
    try (Control control = open(run)) {
      control.send(new Command(new Command.Pause(), 0, 1));
      try (var producer = TestCluster.connection().producer(Map.of(), Map.of())) {
        producer
            .send(new ProducerRecord<>(RunTopics.of(run).control(), 0, null, new byte[] {7}))
            .get();
      }
      Control.Placed strange =
          control.read(1).concatMapIterable(Control.Poll::commands).blockFirst(PATIENCE);
      assertEquals(1, strange.position());
      assertTrue(strange.problem().startsWith("control command: "), strange::problem);
    }
  }

  @Test
  void a_topic_that_was_made_anew_is_named() {
    String run = TestCluster.newName("anew");
    try (Control control = open(run)) {
      control.send(new Command(new Command.Pause(), 0, 1));
      var refused =
          assertThrows(IllegalStateException.class, () -> control.read(9).blockFirst(PATIENCE));
      assertEquals(
          "topic %s.control ends at 1, and the run has answered commands up to 8: it was deleted or made anew"
              .formatted(run),
          refused.getMessage());
    }
  }
}
