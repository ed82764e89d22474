package dev.gradstream.codec;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A record is one Avro record of a known writer's schema.
 *
 * <p>Options:
 *
 * <pre>
 *   framing: single-object       10 bytes before each record name its schema (default)
 *            bare                nothing does
 *            registry            5 bytes name it by its number in a registry
 *   schema: order.avsc           the writer's schema; of single objects also several, the newest
 *                              last, as a list or a directory; with registry the reader's, which
 *                              is needed for its defaults only
 * </pre>
 *
 * The program puts the files' texts into {@code schemaText} or {@code schemaTexts}, so that the
 * run's record holds them; what a registry said stands in {@code schemas}.
 *
 * <p>Columns are found by their names in whatever schema wrote the record. What the writer lacks
 * has the default of the newest schema, or is missing.
 *
 * <p>Reads 32 floats and a label about four times as fast as Avro's own reader, which makes an
 * object of each number; see {@code DecodeBenchmark}.
 */
final class AvroReader implements RowReader {
  private final AvroFraming framing;
  private final AvroWriters writers;
  private final WriterSchemas schemas;
  private final AvroInput in = new AvroInput();

  private AvroReader(AvroFraming framing, AvroWriters writers, WriterSchemas schemas) {
    this.framing = framing;
    this.writers = writers;
    this.schemas = schemas;
  }

  static AvroReader of(Settings source, RowLayout layout) {
    AvroFraming framing = AvroFraming.of(source);
    AvroWriters writers = new AvroWriters();
    if (framing == AvroFraming.REGISTRY) {
      return new AvroReader(framing, writers, RegistrySchemas.of(source, layout, writers));
    }
    List<String> texts = AvroTexts.of(source);
    if (texts.isEmpty()) {
      throw source.problem(
          "schema", "format avro needs the schema of the records, for instance schema: order.avsc");
    }
    if (framing == AvroFraming.BARE && texts.size() > 1) {
      throw source.problem(
          "schema", "bare records do not say which of several schemas is theirs; name one");
    }
    List<Schema> parsed = texts.stream().map(text -> AvroTexts.parse(source, text)).toList();
    Map<Long, AvroStep> programs = compile(source, parsed, layout);
    if (framing == AvroFraming.BARE) {
      writers.add(AvroFraming.NAMELESS, programs.values().iterator().next());
    } else {
      programs.forEach(writers::add);
    }
    return new AvroReader(framing, writers, WriterSchemas.NONE);
  }

  private static Map<Long, AvroStep> compile(
      Settings source, List<Schema> writers, RowLayout layout) {
    Map<Long, AvroStep> programs = new TreeMap<>();
    List<String> lacking = new ArrayList<>(layout.columns());
    AvroProgram.Compiled newest = null;
    for (Schema writer : writers) {
      try {
        newest =
            AvroProgram.compile(writer, writers.size() == 1 ? null : writers.getLast(), layout);
      } catch (UnusableSchema unusable) {
        String which = writers.size() == 1 ? "" : writer.getFullName() + ": ";
        throw source.problem("schema", which + unusable.getMessage());
      }
      lacking.retainAll(newest.lacking());
      programs.putIfAbsent(SchemaNormalization.parsingFingerprint64(writer), newest.step());
    }
    if (!lacking.isEmpty()) {
      throw source.problem("schema", newest.problems().apply(lacking.getFirst()));
    }
    return programs;
  }

  @Override
  public WriterSchemas schemas() {
    return schemas;
  }

  @Override
  public void read(byte[] value, Rows rows, int start) {
    AvroStep program = writers.program(framing.writer(value), framing.radix());
    in.open(value, framing.headerBytes(), rows);
    program.run(in, rows.values(), start);
    if (in.remaining() > 0) {
      throw new MalformedRecord(in.remaining() + " bytes are left over after the record");
    }
  }
}
