package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetStagesTest {

  @Test
  void no_scale_passes_labels_and_predictions_as_they_are() {
    TargetStage stage = TargetStages.of(Settings.of(Map.of("kind", "class")));
    assertArrayEquals(new float[] {2, 4, 9}, targets(stage, rows(2, 4, 9)));
    assertEquals(0.25, stage.back(0.25));
  }

  // 2 and 4: mean 3, deviation 1.
  @Test
  void a_standardised_label_by_hand() {
    TargetStage stage = standard();
    Rows rows = rows(2, 4, 9);
    assertEquals(0, stage.back(5)); // nothing seen: the prediction is 0
    stage.observe(rows, new int[] {0}, 0, 1);
    assertEquals(2, stage.back(5)); // one label seen: that label
    stage.observe(rows, new int[] {1}, 0, 1);
    assertArrayEquals(new float[] {-1, 1, 6}, targets(stage, rows));
    assertEquals(9, stage.back(6));
  }

  @Test
  void the_way_back_undoes_the_way_there() {
    TargetStage stage = standard();
    Rows rows = rows(-3, 0.5, 17, 1e6, 4);
    stage.observe(rows, new int[] {0, 1, 2, 3, 4}, 0, 5);
    float[] targets = targets(stage, rows);
    for (int r = 0; r < rows.count(); r++) {
      assertEquals(rows.value(r, 1), stage.back(targets[r]), 0.05);
    }
  }

  @Test
  void its_state_is_all_there_is() {
    TargetStage original = standard();
    original.observe(rows(1, 5, 7), new int[] {0, 1, 2}, 0, 3);
    TargetStage copy = standard();
    StateImage.of(original).restore(copy);
    assertEquals(original.back(1.5), copy.back(1.5));
    assertEquals(StateImage.of(original), StateImage.of(copy));
    assertEquals(3, StateImage.of(original).bits().size());
  }

  @Test
  void a_label_that_is_no_real_number_is_not_scaled() {
    Settings label = Settings.of(Map.of("label", Map.of("kind", "binary", "scale", "standard")));
    String message =
        assertThrows(SettingsException.class, () -> TargetStages.of(label.child("label")))
            .getMessage();
    assertTrue(message.startsWith("label.scale"), message);
  }

  private static TargetStage standard() {
    return TargetStages.of(Settings.of(Map.of("kind", "real", "scale", "standard")));
  }

  private static float[] targets(TargetStage stage, Rows rows) {
    int[] order = java.util.stream.IntStream.range(0, rows.count()).toArray();
    float[] into = new float[rows.count()];
    stage.transform(rows, order, 0, rows.count(), into, 1);
    return into;
  }

  private static Rows rows(double... labels) {
    Rows rows = new Rows(new RowLayout(List.of("a"), "y"), labels.length);
    for (double label : labels) {
      rows.values()[rows.add() + 1] = label;
    }
    return rows;
  }
}
