package dev.gradstream.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FigureNamesTest {

  @ParameterizedTest
  @EnumSource(LabelKind.class)
  void the_names_are_those_of_a_long_stream(LabelKind kind) {
    Stream stream = Stream.random(kind, 400, 5);
    String name = kind.name().toLowerCase(Locale.ROOT);
    Prequential figures = PrequentialFigures.of(name, stream.classes);
    figures.observe(
        stream.predictions, stream.width + 1, stream.targets, 2, stream.losses, stream.rows);
    assertEquals(List.copyOf(figures.figures().keySet()), FigureNames.of(name, stream.classes));
  }

  // Snapshots hold the last validation in this order.
  @Test
  void validation_measures_the_plain_ones() {
    assertEquals(List.of("loss", "mae", "rmse", "r2"), FigureNames.plain("real"));
    assertEquals(
        List.of(
            "loss",
            "accuracy",
            "precision",
            "recall",
            "f1",
            "balancedAccuracy",
            "macroF1",
            "kappa",
            "rocAuc",
            "logLoss",
            "calibrationError"),
        FigureNames.plain("binary"));
    assertEquals(
        List.of(
            "loss",
            "accuracy",
            "balancedAccuracy",
            "macroF1",
            "kappa",
            "top3Accuracy",
            "logLoss",
            "calibrationError"),
        FigureNames.plain("class"));
  }

  @Test
  void a_thousand_classes_have_no_tables() {
    List<String> names = FigureNames.of("class", 1000);
    assertEquals(FigureNames.of("class", 11), names);
    assertEquals(List.of(), names.stream().filter(Prequential::isCell).toList());
  }
}
