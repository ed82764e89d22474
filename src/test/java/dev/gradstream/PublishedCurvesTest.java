package dev.gradstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.codec.RowDecoder;
import dev.gradstream.config.ConfigFile;
import dev.gradstream.features.Rows;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.training.Event;
import dev.gradstream.training.Input;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Span;
import dev.gradstream.training.State;
import dev.gradstream.training.Training;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The learning curves that the deep-river project publishes, 50 checkpoints each, of the models and
 * baselines that are ours too: every number of them from one pass of the fold over the same rows.
 */
class PublishedCurvesTest {
  /** Columns of the published file behind track, data set, model and step. */
  private static final List<String> FIGURES = List.of("accuracy", "f1", "mae", "rmse", "r2");

  @ParameterizedTest
  @CsvSource({
    "phishing.yaml, phishing.csv, Phishing, Logistic regression, '', 100",
    "phishing.yaml, phishing.csv, Phishing, [baseline] Prior class, baseline.majority., 50",
    "trump-approval.yaml, trump_approval.csv, TrumpApproval, Linear regression, '', 153",
    "trump-approval.yaml, trump_approval.csv, TrumpApproval, [baseline] Mean predictor, baseline.mean., 102",
  })
  void every_checkpoint_is_reached_to_the_last_digit(
      String config, String data, String dataset, String model, String prefix, int numbers) {
    Map<Long, Map<String, Double>> ours = curve(config, data);
    int checked = 0;
    for (String line : SharedData.lines("published/deep_river_curves.csv")) {
      String[] cells = line.split(",", -1);
      if (!cells[1].equals(dataset) || !cells[2].equals(model)) {
        continue;
      }
      long step = Long.parseLong(cells[3]);
      Map<String, Double> figures = ours.get(step);
      for (int i = 0; i < FIGURES.size(); i++) {
        Double figure = figures.get(prefix + FIGURES.get(i));
        if (!cells[4 + i].isEmpty() && figure != null) {
          double published = Double.parseDouble(cells[4 + i]);
          double most = 1e-12 * Math.max(1, Math.abs(published));
          assertEquals(published, figure, most, FIGURES.get(i) + " at step " + step);
          checked++;
        }
      }
    }
    assertEquals(numbers, checked);
  }

  // With the rate that was published, and doubles as in Python.
  private static Map<Long, Map<String, Double>> curve(String config, String data) {
    List<String> settings = List.of("precision=float64", "optimizer.learningRate=0.005");
    CheckedSpecification specification =
        ConfigFile.read(Path.of("examples", config), settings).as(CheckedSpecification::of);
    var started =
        new Event.RunStarted(
            "curve",
            specification.resolved(),
            Training.ARITHMETIC,
            "",
            "",
            Map.of(0, 0L),
            Map.of(),
            0);
    State state = State.of(started);
    RowDecoder decoder = CheckedSpecification.decoder(state.specification());
    Rows rows = new Rows(state.specification().layout(), 1);
    Map<Long, Map<String, Double>> curve = new TreeMap<>();
    List<String> lines = SharedData.lines(data);
    for (int i = 1; i < lines.size(); i++) {
      rows.clear();
      assertEquals(null, decoder.decode(lines.get(i).getBytes(StandardCharsets.UTF_8), rows));
      Span span = new Span(0, 0, i - 1, i, 1, i);
      Training.apply(state, new Input.Window(Seal.SIZE, List.of(span), List.of(), rows));
      curve.put((long) i, state.figures());
    }
    return curve;
  }
}
