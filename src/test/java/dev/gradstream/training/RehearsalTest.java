package dev.gradstream.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final int STEPS = 5;

  @Test
  void it_makes_as_many_steps_as_are_wanted_and_changes_no_state() {
    State before = Configurations.fresh(SampleRun.settings());
    int[] asked = {0};
    long steps = Rehearsal.of(before.specification(), () -> asked[0]++ == STEPS);
    State after = Configurations.fresh(SampleRun.settings());
    assertEquals(STEPS, steps);
    assertEquals(before.digest(), after.digest());
    assertEquals(List.of(0L, 0L), List.of(before.step(), after.step()));
  }
}
