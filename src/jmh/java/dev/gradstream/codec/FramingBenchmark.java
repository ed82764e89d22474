package dev.gradstream.codec;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/**
 * What the framings of Avro cost beside each other on 32 floats and a label, and a line of Vowpal
 * Wabbit's. Run with {@code -prof gc} to see that a record makes no object.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FramingBenchmark {
  private static final int RECORDS = 1024;
  private static final int FLOATS = 32;

  private final byte[][] single = new byte[RECORDS][];
  private final byte[][] registry = new byte[RECORDS][];
  private final byte[][] alternating = new byte[RECORDS][];
  private final byte[][] vw = new byte[RECORDS][];
  private RowDecoder singleDecoder;
  private RowDecoder registryDecoder;
  private RowDecoder vwDecoder;
  private Rows rows;
  private Rows vwRows;

  @Setup
  public void setUp() {
    Random random = new Random(1);
    ExampleWriter writer = new ExampleWriter(FLOATS);
    for (int r = 0; r < RECORDS; r++) {
      byte[] framed = writer.write(random.doubles(FLOATS).toArray(), 1);
      single[r] = framed;
      registry[r] = numbered(framed, 7);
      alternating[r] = numbered(framed, 7 + r % 2);
      vw[r] =
          "1 0.5 'r%d|user age:%d country=US plan=%d |page sports news:0.5 weather"
              .formatted(r, 18 + r % 60, r % 5)
              .getBytes(StandardCharsets.US_ASCII);
    }
    RowLayout vector =
        new RowLayout(IntStream.range(0, FLOATS).mapToObj(i -> "x[" + i + "]").toList(), "y");
    String schema = ExampleWriter.schemaText();
    singleDecoder = decoder(Map.of("format", "avro", "schemaText", schema), vector);
    registryDecoder =
        decoder(
            Map.of(
                "format",
                "avro",
                "framing",
                "registry",
                "schemas",
                Map.of("7", schema, "8", schema)),
            vector);
    RowLayout texts =
        new RowLayout(
            List.of("user", "page", "user.age"), "y", Optional.of("w"), List.of("user", "page"));
    vwDecoder = decoder(Map.of("format", "vw"), texts);
    rows = new Rows(vector, RECORDS);
    vwRows = new Rows(texts, RECORDS);
  }

  private static byte[] numbered(byte[] framed, int number) {
    byte[] record = new byte[framed.length - 5];
    record[4] = (byte) number;
    System.arraycopy(framed, 10, record, 5, framed.length - 10);
    return record;
  }

  private static RowDecoder decoder(Map<String, ?> source, RowLayout layout) {
    return RowFormats.of(Settings.of(source), layout, LabelColumn.real());
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public double singleObject() {
    return all(singleDecoder, single, rows);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public double registry() {
    return all(registryDecoder, registry, rows);
  }

  /** Every record is of another schema than the one before. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public double registryAlternating() {
    return all(registryDecoder, alternating, rows);
  }

  /** A label, a weight, a tag, two namespaces of three features. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public double vowpalWabbit() {
    return all(vwDecoder, vw, vwRows);
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
