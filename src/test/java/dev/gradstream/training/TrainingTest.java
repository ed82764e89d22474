package dev.gradstream.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingTest {

  @Test
  void equal_inputs_give_equal_events_and_certificates() {
    State one = SampleRun.state(SampleRun.settings());
    State other = SampleRun.state(SampleRun.settings());
    for (int i = 0; i < 40; i += 4) {
      assertEquals(
          Training.apply(one, SampleRun.window(one, i, i + 4)),
          Training.apply(other, SampleRun.window(other, i, i + 4)));
    }
    assertArrayEquals(one.certificate(), other.certificate());
  }

  @Test
  void one_bit_of_one_example_changes_the_digest_of_its_step() {
    State one = SampleRun.state(SampleRun.settings());
    State other = SampleRun.state(SampleRun.settings());
    Input.Window window = SampleRun.window(other, 0, 4);
    window.rows().values()[0] += 1e-3;
    assertNotEquals(
        digest(Training.apply(one, SampleRun.window(one, 0, 4))),
        digest(Training.apply(other, window)));
  }

  @Test
  void a_window_larger_than_a_mini_batch_is_several_steps() {
    State state = SampleRun.state(SampleRun.settings());
    Report report = Training.apply(state, SampleRun.window(state, 0, 10));
    var applied = assertInstanceOf(Event.WindowApplied.class, report.event());
    assertEquals(3, applied.steps().size());
    assertEquals(2, applied.steps().get(2).examples());
    assertEquals(3, state.step());
    assertEquals(10, state.examples());
    assertEquals(Map.of(0, 10L), state.positions());
  }

  @Test
  void a_state_restored_from_its_snapshot_goes_on_bit_for_bit() {
    State whole = SampleRun.state(SampleRun.settings());
    for (int i = 0; i < 20; i += 4) {
      Training.apply(whole, SampleRun.window(whole, i, i + 4));
    }
    State restored = SampleRun.state(SampleRun.settings());
    Snapshots.restore(Snapshots.of(whole, 7), restored);
    assertEquals(whole.step(), restored.step());
    for (int i = 20; i < 60; i += 4) {
      assertEquals(
          Training.apply(whole, SampleRun.window(whole, i, i + 4)),
          Training.apply(restored, SampleRun.window(restored, i, i + 4)));
    }
    assertArrayEquals(whole.certificate(), restored.certificate());
    assertEquals(whole.figures(), restored.figures());
  }

  @Test
  void a_snapshot_of_another_network_is_refused_by_name() {
    State small = SampleRun.state(SampleRun.settings());
    Map<String, String> settings = SampleRun.settings();
    settings.put("model.layers[0].dense", "6");
    State large = SampleRun.state(settings);
    var refused =
        assertThrows(
            IllegalStateException.class, () -> Snapshots.restore(Snapshots.of(small, 0), large));
    assertTrue(refused.getMessage().contains("layers[0].weight"), refused.getMessage());
  }

  @Test
  void a_span_that_does_not_follow_the_last_one_is_a_broken_invariant() {
    State state = SampleRun.state(SampleRun.settings());
    Training.apply(state, SampleRun.window(state, 0, 4));
    assertThrows(
        IllegalStateException.class, () -> Training.apply(state, SampleRun.window(state, 8, 12)));
  }

  @Test
  void a_window_that_diverges_gives_no_event_and_counts_for_nothing() {
    Map<String, String> settings = SampleRun.settings();
    settings.put("optimizer.learningRate", "1000000");
    settings.put("model.layers[0].activation", "relu");
    State state = SampleRun.state(settings);
    Report report = null;
    for (int i = 0; report == null || report.divergence() == null; i += 4) {
      report = Training.apply(state, SampleRun.window(state, i, i + 4));
      assertTrue(i < 4000, "it must diverge");
    }
    assertEquals(null, report.event());
    assertEquals(state.window() * 4, state.examples());
    assertTrue(report.divergence().startsWith("step " + (state.step() + 1)), report::divergence);
  }

  @Test
  void names_and_operation_are_outside_the_certificate_and_arithmetic_is_inside() {
    assertFalse(Certificate.covers("run"));
    assertFalse(Certificate.covers("source.topic"));
    assertFalse(Certificate.covers("snapshot.everySteps"));
    assertTrue(Certificate.covers("optimizer.learningRate"));
    assertTrue(Certificate.covers("seed"));
    Map<String, String> renamed = SampleRun.settings();
    renamed.put("run", "another");
    renamed.put("source.topic", "copy");
    assertArrayEquals(
        SampleRun.state(SampleRun.settings()).certificate(),
        SampleRun.state(renamed).certificate());
  }

  private static long digest(Report report) {
    return ((Event.WindowApplied) report.event()).steps().getFirst().digest();
  }
}
