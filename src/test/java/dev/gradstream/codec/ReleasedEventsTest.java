package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was ever released stays readable. */
class ReleasedEventsTest {

  static List<String> schemaNames() {
    return GoldenEvents.schemas().keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void golden_files_of_every_version_decode_to_their_values(int version) throws IOException {
    Same.blocks(
        GoldenEvents.started(),
        JournalBlocks.decode(GoldenEvents.golden(version, "journal-block-started")));
    Same.blocks(
        GoldenEvents.applied(),
        JournalBlocks.decode(GoldenEvents.golden(version, "journal-block-applied")));
    Same.blocks(
        GoldenEvents.ended(),
        JournalBlocks.decode(GoldenEvents.golden(version, "journal-block-ended")));
    assertEquals(
        GoldenEvents.metrics(), MetricsEvents.decode(GoldenEvents.golden(version, "metrics")));
    byte[] chunks = GoldenEvents.golden(version, "snapshot-chunks");
    byte[] manifest = GoldenEvents.golden(version, "snapshot-manifest");
    List<byte[]> cut = new java.util.ArrayList<>();
    for (int from = 0; from < chunks.length; from += GoldenEvents.CHUNK_BYTES) {
      cut.add(
          java.util.Arrays.copyOfRange(
              chunks, from, Math.min(chunks.length, from + GoldenEvents.CHUNK_BYTES)));
    }
    Same.snapshots(GoldenEvents.snapshot(), SnapshotChunks.read(manifest, cut.iterator()));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void golden_files_of_a_steered_run_decode_to_their_values(int version) throws IOException {
    Same.blocks(
        GoldenEvents.steered(),
        JournalBlocks.decode(GoldenEvents.golden(version, "journal-block-steered")));
    Same.blocks(
        GoldenEvents.branched(),
        JournalBlocks.decode(GoldenEvents.golden(version, "journal-block-branched")));
    assertEquals(
        GoldenEvents.commands().getFirst(),
        ControlCommands.decode(GoldenEvents.golden(version, "control-command")));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void golden_files_of_a_drift_decode_to_their_values(int version) throws IOException {
    Same.blocks(
        GoldenEvents.drifted(),
        JournalBlocks.decode(GoldenEvents.golden(version, "journal-block-drifted")));
  }

  @ParameterizedTest
  @ValueSource(ints = {4})
  void golden_files_of_a_validation_decode_to_their_values(int version) throws IOException {
    Same.blocks(
        GoldenEvents.validated(),
        JournalBlocks.decode(GoldenEvents.golden(version, "journal-block-validated")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void golden_indexes_of_snapshots_decode_to_their_values(int version) throws IOException {
    SnapshotIndexes.Index index =
        SnapshotIndexes.decode(GoldenEvents.golden(version, "snapshot-index"));
    assertEquals(GoldenEvents.index().entries(), index.entries());
    assertEquals(GoldenEvents.index().pinsReadUntil(), index.pinsReadUntil());
    assertArrayEquals(GoldenEvents.index().journalStart(), index.journalStart());
  }

  @ParameterizedTest
  @MethodSource("schemaNames")
  void the_newest_released_schema_is_the_one_that_is_written(String name) {
    Schema newest = ReleasedSchemas.of(name).getLast();
    assertEquals(
        SchemaNormalization.toParsingForm(GoldenEvents.schemas().get(name)),
        SchemaNormalization.toParsingForm(newest),
        name + " has changed: release it under schemas-released/" + (ReleasedSchemas.NEWEST + 1));
  }

  @ParameterizedTest
  @MethodSource("schemaNames")
  void new_and_released_schemas_read_each_other(String name) {
    Schema current = GoldenEvents.schemas().get(name);
    for (Schema released : ReleasedSchemas.of(name)) {
      compatible(current, released);
      compatible(released, withEventsOf(released, current));
    }
  }

  private static void compatible(Schema reader, Schema writer) {
    assertEquals(
        SchemaCompatibilityType.COMPATIBLE,
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType());
  }

  // A kind of event that an older reader does not know makes its block unreadable for that reader,
  // and has to; blocks of the kinds it knows must stay readable.
  private static Schema withEventsOf(Schema released, Schema current) {
    if (!current.getName().equals("JournalBlock")) {
      return current;
    }
    List<String> known =
        released.getField("events").schema().getElementType().getTypes().stream()
            .map(Schema::getFullName)
            .toList();
    List<Schema> kept =
        current.getField("events").schema().getElementType().getTypes().stream()
            .filter(event -> known.contains(event.getFullName()))
            .toList();
    assertEquals(known.size(), kept.size(), "an event is gone");
    List<Schema.Field> fields = new java.util.ArrayList<>();
    for (Schema.Field field : current.getFields()) {
      Schema type =
          field.name().equals("events")
              ? Schema.createArray(Schema.createUnion(kept))
              : field.schema();
      fields.add(new Schema.Field(field.name(), type, field.doc(), field.defaultVal()));
    }
    return Schema.createRecord(
        current.getName(), current.getDoc(), current.getNamespace(), false, fields);
  }

  @ParameterizedTest
  @MethodSource("schemaNames")
  void every_field_and_type_is_documented(String name) {
    documented(GoldenEvents.schemas().get(name));
  }

  private static void documented(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        assertFalse(schema.getDoc() == null || schema.getDoc().isBlank(), schema.getFullName());
        for (Schema.Field field : schema.getFields()) {
          assertFalse(
              field.doc() == null || field.doc().isBlank(),
              schema.getFullName() + "." + field.name());
          documented(field.schema());
        }
      }
      case ENUM, FIXED -> assertFalse(schema.getDoc() == null, schema.getFullName());
      case ARRAY -> documented(schema.getElementType());
      case UNION -> schema.getTypes().forEach(ReleasedEventsTest::documented);
      default -> {}
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal-block-applied",
        "journal-block-started",
        "journal-block-ended",
        "journal-block-steered",
        "journal-block-drifted",
        "journal-block-validated"
      })
  void somebody_elses_reader_of_single_objects_can_read_a_block(String name) throws IOException {
    byte[] bytes = GoldenEvents.encoded().get(name);
    assertArrayEquals(GoldenEvents.golden(ReleasedSchemas.NEWEST, name), bytes);
    GenericRecord block =
        new BinaryMessageDecoder<GenericRecord>(
                new GenericData(), GoldenEvents.schemas().get("journal-block"))
            .decode(ByteBuffer.wrap(bytes));
    assertEquals("writer-1", block.get("writer").toString());
  }
}
