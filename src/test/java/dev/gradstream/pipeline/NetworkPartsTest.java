package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Certificate;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whole runs of networks with dropout, layer normalisation, residuals, embeddings and weights. */
class NetworkPartsTest {
  private static TrainingRun run() {
    return new TrainingRun(TrainingRun.examples(2, 400))
        .with("model.layers[0].norm", "layer")
        .with("model.layers[1].dense", "8")
        .with("model.layers[1].activation", "relu")
        .with("model.layers[1].residual", "true")
        .with("model.layers[1].dropout", "0.4")
        .with("model.layers[2].dense", "1")
        .with("optimizer.learningRate", "0.01");
  }

  @Test
  void a_run_is_replayed_to_the_bit_and_another_seed_drops_others() {
    String certificate;
    try (TrainingRun run = run()) {
      certificate = Certificate.hex(run.train().certificate());
      Verdict verdict = run.replay();
      assertTrue(verdict.identical(), () -> "" + verdict);
    }
    try (TrainingRun again = run()) {
      assertEquals(certificate, Certificate.hex(again.train().certificate()));
    }
    try (TrainingRun other = run().with("model.layers[1].dropout", "0.39")) {
      assertNotEquals(certificate, Certificate.hex(other.train().certificate()));
    }
  }

  // With a rate this small nothing is learned, and whoever is scored without dropout has one score.
  @Test
  void figures_never_see_what_a_step_drops() {
    assertEquals(loss("0"), loss("0.9"));
  }

  private static double loss(String dropout) {
    try (TrainingRun run =
        run()
            .with("features[0].variant", "P") // scored by the step's own pass where that drops none
            .with("model.layers[1].dropout", dropout)
            .with("optimizer.learningRate", "1e-300")) {
      return run.train().figures().get("loss");
    }
  }

  @Test
  void a_weight_multiplies_the_loss_of_its_example_in_both_precisions() {
    for (String precision : new String[] {"float32", "float64"}) {
      assertEquals(2 * weighted("1", precision), weighted("2", precision), 1e-9);
    }
  }

  private static double weighted(String weight, String precision) {
    MemorySource source = new MemorySource("id-1", 1);
    for (int i = 0; i < 50; i++) {
      String line = new String(TrainingRun.line(i), StandardCharsets.US_ASCII) + "," + weight;
      source.append(0, line.getBytes(StandardCharsets.US_ASCII));
    }
    try (TrainingRun run =
        new TrainingRun(source)
            .with("source.columns[3]", "w")
            .with("label.weight", "w")
            .with("precision", precision)
            .with("optimizer.learningRate", "1e-300")) {
      return run.train().figures().get("loss");
    }
  }
}
