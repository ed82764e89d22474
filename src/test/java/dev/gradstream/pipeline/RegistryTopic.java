package dev.gradstream.pipeline;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.SchemaSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A topic whose records name their schemas by number, and change them in its middle; and the
 * registry that knows most of them.
 */
final class RegistryTopic implements SchemaSource {
  static final int RECORDS = 600;
  static final int UNKNOWN = 99;
  static final int OUTLIER = 300;

  private static final Map<Long, String> FIELDS =
      new TreeMap<>(
          Map.of(
              1L, "{'name': 'a', 'type': 'double'}, {'name': 'b', 'type': 'double'}, %y",
              2L,
                  "%y, {'name': 'note', 'type': 'string'}, {'name': 'b', 'type': 'float'},"
                      + "{'name': 'a', 'type': ['null', 'double']}",
              3L, "%y, {'name': 'a', 'type': 'float'}",
              4L, "{'name': 'b', 'type': 'long'}, {'name': 'a', 'type': 'int'}, %y"));

  final List<Long> asked = new ArrayList<>();
  final Map<Long, String> known = new TreeMap<>();

  RegistryTopic() {
    FIELDS.forEach((number, fields) -> known.put(number, written(number).toString()));
  }

  private static Schema written(long number) {
    String fields = FIELDS.get(number).replace("%y", "{'name': 'y', 'type': 'double'}");
    return new Schema.Parser()
        .parse(
            "{'type': 'record', 'name': 'Order', 'fields': [%s]}"
                .formatted(fields)
                .replace('\'', '"'));
  }

  /** Three partitions: schema 1, later 2 beside it, 3 for a while, at last 4; some are broken. */
  static MemorySource records(IntUnaryOperator recordsOfPoll) {
    MemorySource source = new MemorySource("id-1", 3, recordsOfPoll, System::currentTimeMillis);
    for (int i = 0; i < RECORDS; i++) {
      source.append(i % 3, record(i));
    }
    return source;
  }

  /** The same records as single objects. */
  static MemorySource singleObjects() {
    MemorySource source = new MemorySource("id-1", 3);
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = record(i);
      int number = record[4];
      byte[] header =
          number == UNKNOWN
              ? new byte[10]
              : ByteBuffer.allocate(10)
                  .putShort((short) 0xc301)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(SchemaNormalization.parsingFingerprint64(written(number)))
                  .array();
      byte[] single = Arrays.copyOf(header, header.length + record.length - 5);
      System.arraycopy(record, 5, single, header.length, record.length - 5);
      source.append(i % 3, single);
    }
    return source;
  }

  private static byte[] record(int i) {
    if (i % 97 == 5) {
      return new byte[] {0, 0, 0, 0, UNKNOWN, 1, 2, 3};
    }
    if (i % 89 == 7) {
      return new byte[] {0, 0, 0, 0, 1, 1};
    }
    long number = i < 200 ? 1 : i < 350 ? 1 + i % 2 : i < 450 ? 3 : i < 470 ? 1 : 4;
    Schema schema = written(number);
    double a = number == 4 ? i % 3 - 1 : (i * 37 % 101) / 50.0 - 1;
    double b = number == 4 ? i % 5 - 2 : (i * 53 % 97) / 48.0 - 1;
    GenericData.Record row = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      row.put(
          field.name(),
          switch (field.name()) {
            case "a" -> value(field, a);
            case "b" -> value(field, b);
            case "y" -> i == OUTLIER ? 20.0 : 0.5 * a - b + a * a;
            default -> "note " + i;
          });
    }
    return framed(number, row);
  }

  private static Object value(Schema.Field field, double value) {
    return switch (field.schema().getType()) {
      case FLOAT -> (float) value;
      case INT -> (int) value;
      case LONG -> (long) value;
      default -> value;
    };
  }

  private static byte[] framed(long number, GenericData.Record row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt((int) number).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericData.Record>(row.getSchema()).write(row, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A run of it; the column that schema 3 lacks may be missing. */
  TrainingRun run(MemorySource source) {
    TrainingRun run =
        new TrainingRun(source)
            .with("source.format", "avro")
            .with("source.framing", "registry")
            .with("source.registry", "http://nowhere:8081")
            .without("source.columns[0]")
            .without("source.columns[1]")
            .without("source.columns[2]")
            .with("snapshot.everySteps", "5");
    run.schemas = this;
    return run;
  }

  @Override
  public Found schema(long number) {
    asked.add(number);
    String text = known.get(number);
    return text == null
        ? Found.nothing("schema " + number + " is not known")
        : new Found(List.of(text), null);
  }
}
