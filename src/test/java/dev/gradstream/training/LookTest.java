package dev.gradstream.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookTest {

  @Test
  void numbers_are_counted_where_they_lie() {
    double[] numbers = {-2, 0, 0, 2, Double.NaN, 1};
    Histogram histogram = Histogram.of(3, 2, 100, (row, column) -> numbers[row * 2 + column]);
    assertEquals(-2, histogram.least());
    assertEquals(2, histogram.greatest());
    assertEquals(Math.sqrt(9.0 / 5), histogram.rms());
    int[] bins = new int[Histogram.BINS];
    bins[0] = 1;
    bins[20] = 2;
    bins[30] = 1;
    bins[39] = 1;
    assertArrayEquals(bins, histogram.bins());
  }

  @Test
  void of_many_numbers_some_rows_are_looked_at_and_of_none_nothing_is_said() {
    Histogram many = Histogram.of(10_000, 10, 1_000, (row, column) -> row);
    assertEquals(1_000, Arrays.stream(many.bins()).sum());
    Histogram none = Histogram.of(1, 2, 10, (row, column) -> Double.NaN);
    assertEquals(0, Arrays.stream(none.bins()).sum());
    assertEquals(0, none.greatest());
    Histogram equal = Histogram.of(4, 1, 10, (row, column) -> 7);
    assertEquals(4, equal.bins()[0]);
  }

  @Test
  void the_norms_are_those_of_the_update_and_of_the_next_gradient() {
    Map<String, String> settings = SampleRun.settings();
    settings.put("optimizer.name", "sgd");
    settings.put("features[0].scale", "none");
    State state = SampleRun.state(settings);
    assertNull(state.look());
    state.watched(true);
    StepReport step = step(state);
    Look look = state.look();
    assertEquals(step.learningRate() * step.gradientNorm(), look.updateNorm(), 1e-6);
    assertEquals(
        List.of("layers[0].weight", "layers[0].bias", "layers[1].weight", "layers[1].bias"),
        look.tensors().stream().map(Look.Part::name).toList());
    assertTrue(look.parameterNorm() > 0.1);
    double squares =
        look.tensors().stream()
            .mapToDouble(part -> Math.pow(part.gradient().rms(), 2) * part.rows() * part.columns())
            .sum();
    // The same rows again: their gradient is now that of a step.
    assertEquals(step(state).gradientNorm(), Math.sqrt(squares), 1e-6);
  }

  private static StepReport step(State state) {
    Input.Window first = SampleRun.window(state, 0, 4);
    long at = state.positions().get(0);
    Span span = new Span(0, 0, at, at + 4, 4, first.spans().getFirst().hash());
    Report report =
        Training.apply(state, new Input.Window(Seal.SIZE, List.of(span), List.of(), first.rows()));
    return assertInstanceOf(Event.WindowApplied.class, report.event()).steps().getFirst();
  }
}
