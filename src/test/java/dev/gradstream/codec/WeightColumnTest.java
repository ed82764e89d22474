package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightColumnTest {
  private final RowLayout layout = new RowLayout(List.of("x"), "y", Optional.of("w"));
  private final Rows rows = new Rows(layout, 1);
  private final RowDecoder decoder = decoder(LabelColumn.real());

  private RowDecoder decoder(LabelColumn label) {
    return RowFormats.of(
        Settings.of(Map.of("format", "csv", "columns", List.of("w", "x", "y"))),
        layout,
        label,
        column -> true);
  }

  private String decode(RowDecoder decoder, String line) {
    return decoder.decode(line.getBytes(StandardCharsets.UTF_8), rows);
  }

  @Test
  void a_weight_stands_behind_the_label() {
    assertNull(decode(decoder, "0.5,1,-2"));
    assertEquals(1, rows.value(0, 0));
    assertEquals(-2, rows.value(0, layout.labelIndex()));
    assertEquals(0.5, rows.value(0, layout.weightIndex()));
    assertNull(decode(decoder, "0,1,2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-1,1,2; weight 'w': expected a number from 0 to 1000000000, got -1.0",
        "1e10,1,2; weight 'w': expected a number from 0 to 1000000000, got 1.0E10",
        "'?,1,2'; column 'w'",
        "',1,2'; column 'w': expected a number, got nothing",
      })
  void a_record_without_a_usable_weight_is_rejected(String line, String wanted) {
    String problem = decode(decoder, line);
    assertTrue(problem != null && problem.startsWith(wanted), problem);
    assertEquals(0, rows.count());
  }

  @Test
  void a_label_below_the_least_is_rejected() {
    RowDecoder counts = decoder(LabelColumn.real().from(0));
    assertNull(decode(counts, "1,1,0"));
    assertEquals(
        "label 'y': expected a number from 0 up to " + Float.MAX_VALUE + ", got -1.0",
        decode(counts, "1,1,-1"));
  }
}
