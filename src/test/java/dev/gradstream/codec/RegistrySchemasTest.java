package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Schemas that become known on the way. */
class RegistrySchemasTest {
  private static final RowLayout LAYOUT = new RowLayout(List.of("a"), "y");
  private static final String ITEM =
      "{\"type\": \"record\", \"name\": \"Item\", \"fields\": [{\"name\": \"a\", \"type\": \"int\"}]}";
  private static final String ORDER =
      "{\"type\": \"record\", \"name\": \"Order\", \"fields\": ["
          + "{\"name\": \"in\", \"type\": \"Item\"}, {\"name\": \"y\", \"type\": \"int\"}]}";

  private final RowDecoder decoder = decoder(Map.of(), new RowLayout(List.of("in.a"), "y"));
  private final Rows rows = new Rows(LAYOUT, 1);

  private static RowDecoder decoder(Map<String, ?> more, RowLayout layout) {
    Map<String, Object> source = new LinkedHashMap<>(more);
    source.put("format", "avro");
    source.put("framing", "registry");
    return RowFormats.of(Settings.of(source), layout, LabelColumn.real());
  }

  @Test
  void a_schema_with_what_it_refers_to_is_kept_as_one_text_that_stands_for_itself() {
    byte[] record = {0, 0, 0, 0, 9, 6, 8};
    WriterSchemas schemas = decoder.schemas();
    assertEquals(9, schemas.numberOf(record));
    assertEquals(
        "expected a record of schema (none is known yet), got one of schema 9",
        decoder.decode(record, rows));
    assertNull(schemas.add(9, List.of(ITEM, ORDER)));
    assertNull(decoder.decode(record, rows));
    assertEquals(3, rows.value(0, 0));
    RowDecoder again =
        decoder(
            Map.of("schemas", Map.of("9", schemas.text(9))), new RowLayout(List.of("in.a"), "y"));
    assertNull(again.decode(record, rows));
    assertTrue(again.schemas().isSettled(9));
  }

  @Test
  void a_schema_of_no_use_says_why_and_its_records_are_turned_down_for_it() {
    WriterSchemas schemas = decoder.schemas();
    assertTrue(schemas.add(1, List.of("{\"type\": 5}")).startsWith("schema 1 is no Avro schema: "));
    assertEquals(
        "schema 2: expected a record, got type string", schemas.add(2, List.of("\"string\"")));
    String large = ITEM.replace("\"Item\"", "\"Item\", \"doc\": \"" + "x".repeat(200_000) + "\"");
    assertEquals("schema 3 has more than 131072 bytes", schemas.add(3, List.of(large)));
    assertEquals(
        "schema 4: column 'in.a' is of type map, and no number",
        schemas.add(
            4,
            List.of(ITEM.replace("\"int\"", "{\"type\": \"map\", \"values\": \"int\"}"), ORDER)));
    schemas.refuse(4, "for a reason");
    assertTrue(schemas.isSettled(4));
    assertEquals("for a reason", decoder.decode(new byte[] {0, 0, 0, 0, 4, 0}, rows));
  }

  @Test
  void numbers_that_nobody_knows_are_remembered_up_to_a_bound_and_then_nobody_is_asked() {
    WriterSchemas schemas = decoder.schemas();
    for (int number = 0; number < 4096; number++) {
      assertTrue(!schemas.isSettled(number), "number " + number);
      schemas.refuse(number, "unknown");
    }
    assertTrue(schemas.isSettled(1_000_000));
  }

  @Test
  void settings_that_cannot_be_meant_are_refused() {
    assertEquals(
        "schemas.x: expected the number of a schema",
        assertThrows(
                SettingsException.class,
                () -> decoder(Map.of("schemas", Map.of("x", ORDER)), LAYOUT))
            .getMessage());
    assertTrue(
        assertThrows(
                SettingsException.class,
                () -> decoder(Map.of("schemaTexts", List.of(ITEM, ITEM)), LAYOUT))
            .getMessage()
            .startsWith("schema: with a registry, one schema says the defaults"));
  }
}
