package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.management.ThreadMXBean;
import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Decoding makes no object: neither a feature's nor a record's, in Avro and in CSV. */
class DecodeAllocationTest {
  private static final int FEATURES = 32;
  private static final List<String> NAMES =
      IntStream.range(0, FEATURES).mapToObj(i -> "x" + i).toList();
  private static final RowLayout LAYOUT =
      new RowLayout(NAMES, "y", Optional.empty(), List.of("x30"), List.of("x31"));

  @Test
  void avro_of_unions_texts_and_times_makes_no_object() throws IOException {
    String schema = schema();
    Map<String, ?> source = Map.of("format", "avro", "framing", "bare", "schemaText", schema);
    assertEquals(0, allocated(source, avro(new Schema.Parser().parse(schema))));
  }

  @Test
  void csv_of_quotes_texts_and_times_makes_no_object() {
    List<String> columns = IntStream.rangeClosed(0, FEATURES).mapToObj(i -> "x" + i).toList();
    List<String> named = new java.util.ArrayList<>(columns.subList(0, FEATURES));
    named.add("y");
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      line.append(i % 5 == 0 ? "?" : i % 3 == 0 ? "\"" + i * 0.25 + "\"" : "" + i * 0.25)
          .append(',');
    }
    line.append("\"São \"\"Paulo\"\"\",2024-02-29T12:00:00.5+01:00,1");
    assertEquals(
        0,
        allocated(
            Map.of("format", "csv", "columns", named),
            line.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static String schema() {
    StringBuilder fields = new StringBuilder();
    for (String name : NAMES) {
      String type = name.equals("x30") ? "string" : name.equals("x31") ? "long" : "double";
      fields.append("{\"name\":\"%s\",\"type\":[\"null\",\"%s\"]},".formatted(name, type));
    }
    return "{\"type\":\"record\",\"name\":\"E\",\"fields\":["
        + fields
        + "{\"name\":\"y\",\"type\":\"float\"}]}";
  }

  private static byte[] avro(Schema schema) throws IOException {
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < 30; i++) {
      record.put(i, i % 5 == 0 ? null : i * 0.25);
    }
    record.put("x30", "São Paulo");
    record.put("x31", 1_709_204_400L);
    record.put("y", 1f);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new GenericDatumWriter<GenericRecord>(schema)
        .write(record, EncoderFactory.get().directBinaryEncoder(bytes, null));
    return bytes.toByteArray();
  }

  /** Bytes that 1,000 records take, once memory for them is there and the code is compiled. */
  private static long allocated(Map<String, ?> source, byte[] record) {
    RowDecoder decoder =
        RowFormats.of(Settings.of(source), LAYOUT, LabelColumn.real(), column -> true);
    Rows rows = new Rows(LAYOUT, 1000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 100 && least > 0; round++) {
      rows.clear();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        String problem = decoder.decode(record, rows);
        if (problem != null) {
          assertNull(problem);
        }
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(1000, rows.count());
    return least;
  }
}
