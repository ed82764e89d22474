package dev.gradstream.codec;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.kernel.Conversions;
import dev.gradstream.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a record: bytes to a checked row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
  private static final int RECORDS = 1024;
  private static final int FLOATS = 32;
  private static final int COLUMNS = 10;

  private final byte[][] avro = new byte[RECORDS][];
  private final byte[][] avroFields = new byte[RECORDS][];
  private final byte[][] avroUnions = new byte[RECORDS][];
  private final byte[][] csv = new byte[RECORDS][];
  private final byte[][] json = new byte[RECORDS][];
  private RowDecoder avroDecoder;
  private RowDecoder fieldsDecoder;
  private RowDecoder unionsDecoder;
  private RowDecoder csvDecoder;
  private RowDecoder jsonDecoder;
  private Rows avroRows;
  private Rows fieldRows;
  private Rows rows;
  private GenericDatumReader<GenericRecord> avroReader;

  /** Numbers with four digits after the point, as data sets have them. */
  @Setup
  public void setUp() {
    Conversions.byVectors(); // as in a run that is some seconds old
    Random random = new Random(1);
    ExampleWriter writer = new ExampleWriter(FLOATS);
    List<String> names = IntStream.range(0, COLUMNS).mapToObj(i -> "column" + i).toList();
    for (int r = 0; r < RECORDS; r++) {
      avro[r] = writer.write(random.doubles(FLOATS).toArray(), 1);
      List<String> numbers =
          DoubleStream.generate(() -> random.nextGaussian() * 100)
              .limit(COLUMNS)
              .mapToObj(number -> String.format(Locale.ROOT, "%.4f", number))
              .toList();
      csv[r] = String.join(",", numbers).getBytes(StandardCharsets.UTF_8);
      json[r] =
          IntStream.range(0, COLUMNS)
              .mapToObj(i -> "\"" + names.get(i) + "\":" + numbers.get(i))
              .collect(Collectors.joining(",", "{", "}"))
              .getBytes(StandardCharsets.UTF_8);
    }
    RowLayout vector =
        new RowLayout(IntStream.range(0, FLOATS).mapToObj(i -> "x[" + i + "]").toList(), "y");
    RowLayout flat = new RowLayout(names.subList(0, COLUMNS - 1), names.getLast());
    avroDecoder =
        decoder(Map.of("format", "avro", "schemaText", ExampleWriter.schemaText()), vector);
    csvDecoder = decoder(Map.of("format", "csv", "columns", names), flat);
    jsonDecoder = decoder(Map.of("format", "json"), flat);
    avroRows = new Rows(vector, RECORDS);
    rows = new Rows(flat, RECORDS);
    fields(random);
    avroReader = new GenericDatumReader<>(new Schema.Parser().parse(ExampleWriter.schemaText()));
  }

  // The same numbers as fields of their own: doubles, and unions of null and a double.
  private void fields(Random random) {
    List<String> names = IntStream.range(0, FLOATS).mapToObj(i -> "x" + i).toList();
    RowLayout layout = new RowLayout(names, "y");
    String plain = fieldsSchema(names, "\"double\"");
    String union = fieldsSchema(names, "[\"null\",\"double\"]");
    for (int r = 0; r < RECORDS; r++) {
      double[] numbers = random.doubles(FLOATS).toArray();
      avroFields[r] = record(plain, numbers);
      avroUnions[r] = record(union, numbers);
    }
    fieldsDecoder = decoder(bare(plain), layout);
    unionsDecoder = decoder(bare(union), layout);
    fieldRows = new Rows(layout, RECORDS);
  }

  private static Map<String, ?> bare(String schema) {
    return Map.of("format", "avro", "framing", "bare", "schemaText", schema);
  }

  private static String fieldsSchema(List<String> names, String type) {
    return names.stream()
        .map(name -> "{\"name\":\"" + name + "\",\"type\":" + type + "}")
        .collect(
            Collectors.joining(
                ",",
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[",
                ",{\"name\":\"y\",\"type\":\"double\"}]}"));
  }

  private static byte[] record(String schemaText, double[] numbers) {
    Schema schema = new Schema.Parser().parse(schemaText);
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < numbers.length; i++) {
      record.put(i, numbers[i]);
    }
    record.put("y", 1.0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new GenericDatumWriter<GenericRecord>(schema)
          .write(record, EncoderFactory.get().directBinaryEncoder(bytes, null));
    } catch (IOException e) {
      throw new IllegalStateException("an array takes every byte", e);
    }
    return bytes.toByteArray();
  }

  private static RowDecoder decoder(Map<String, ?> source, RowLayout layout) {
    return RowFormats.of(Settings.of(source), layout, LabelColumn.real());
  }

  /** 32 floats and a label, single-object encoding. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public double avro() {
    return all(avroDecoder, avro, avroRows);
  }

  /** 32 doubles and a label, a field each. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public double avroFields() {
    return all(fieldsDecoder, avroFields, fieldRows);
  }

  /** 32 doubles that may be null, and a label, a field each. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public double avroUnions() {
    return all(unionsDecoder, avroUnions, fieldRows);
  }

  /** 10 columns of decimal numbers. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public double csv() {
    return all(csvDecoder, csv, rows);
  }

  /** A flat object of 10 numbers. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public double json() {
    return all(jsonDecoder, json, rows);
  }

  /** The beaten design: Avro's own reader, records only, without taking the numbers out. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Object avroGeneric() throws IOException {
    BinaryDecoder decoder = null;
    GenericRecord row = null;
    for (byte[] record : avro) {
      decoder = DecoderFactory.get().binaryDecoder(record, 10, record.length - 10, decoder);
      row = avroReader.read(row, decoder);
    }
    return row;
  }

  private static double all(RowDecoder decoder, byte[][] records, Rows rows) {
    rows.clear();
    for (byte[] record : records) {
      String problem = decoder.decode(record, rows);
      if (problem != null) {
        throw new IllegalStateException(problem);
      }
    }
    return rows.value(rows.count() - 1, rows.width() - 1);
  }
}
