package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.training.Command;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlCommandsTest {

  @Test
  void a_command_of_every_kind_survives_the_round_trip() {
    assertEquals(
        Command.Wish.class.getPermittedSubclasses().length,
        GoldenEvents.commands().stream()
            .map(command -> command.wish().getClass())
            .distinct()
            .count());
    for (Command command : GoldenEvents.commands()) {
      assertEquals(command, ControlCommands.decode(ControlCommands.encode(command)));
    }
  }

  @Test
  void whatever_a_stranger_sends_the_answer_is_a_command_or_corrupt() {
    byte[] good = ControlCommands.encode(GoldenEvents.commands().getFirst());
    Broken.each(
        good, EventFormat.HEADER, new Random(1), 5_000, ControlCommandsTest::decodeOrCorrupt);
    assertTrue(
        assertThrows(CorruptEventException.class, () -> ControlCommands.decode(new byte[3]))
            .getMessage()
            .startsWith("control command: expected at least 10 bytes"));
  }

  private static void decodeOrCorrupt(byte[] bytes) {
    try {
      ControlCommands.decode(bytes);
    } catch (CorruptEventException e) {
      assertTrue(e.getMessage().startsWith("control command: "), e.getMessage());
    }
  }
}
