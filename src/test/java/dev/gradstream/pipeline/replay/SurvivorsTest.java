package dev.gradstream.pipeline.replay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class SurvivorsTest {

  @Test
  void what_the_last_block_left_is_history_unless_it_is_gone_back_behind_it() {
    Survivors none = Survivors.of(Flux.empty(), 4); // block 3 is the journal's last
    assertTrue(none.holds(3, 1));
    assertTrue(none.backTo(2).holds(3, 1));
    // Right after window 1 is a place before block 3, which may have gone back to it already.
    assertFalse(none.backTo(1).holds(3, 1));
    assertFalse(none.backTo(1).holds(3, 2));
  }
}
