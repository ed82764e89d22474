package dev.gradstream.codec;

import dev.gradstream.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** How a record of each format is written, by somebody else's code where there is some. */
enum SampleFormat {
  CSV {
    @Override
    Settings settings(List<String> columns) {
      return Settings.of(Map.of("format", "csv", "columns", columns));
    }

    @Override
    byte[] record(List<String> columns, double[] values) {
      return IntStream.range(0, values.length)
          .mapToObj(i -> Double.isNaN(values[i]) ? "" : "" + values[i])
          .collect(Collectors.joining(","))
          .replace("Infinity", "1e999")
          .getBytes(StandardCharsets.UTF_8);
    }
  },

  JSON {
    @Override
    Settings settings(List<String> columns) {
      return Settings.of(Map.of("format", "json"));
    }

    @Override
    byte[] record(List<String> columns, double[] values) {
      return IntStream.range(0, values.length)
          .mapToObj(
              i -> "\"" + columns.get(i) + "\": " + (Double.isNaN(values[i]) ? null : values[i]))
          .collect(Collectors.joining(", ", "{", "}"))
          .replace("Infinity", "1e999")
          .getBytes(StandardCharsets.UTF_8);
    }
  },

  AVRO {
    @Override
    Settings settings(List<String> columns) {
      return Settings.of(
          Map.of("format", "avro", "framing", "bare", "schemaText", schema(columns).toString()));
    }

    private Schema schema(List<String> columns) {
      var fields = SchemaBuilder.record("Sample").fields();
      columns.forEach(column -> fields.optionalDouble(column));
      return fields.endRecord();
    }

    @Override
    byte[] record(List<String> columns, double[] values) {
      GenericData.Record row = new GenericData.Record(schema(columns));
      for (int i = 0; i < values.length; i++) {
        row.put(i, Double.isNaN(values[i]) ? null : (Double) values[i]);
      }
      return bytes(row);
    }
  },

  VW {
    @Override
    Settings settings(List<String> columns) {
      return Settings.of(Map.of("format", "vw"));
    }

    @Override
    byte[] record(List<String> columns, double[] values) {
      int label = columns.indexOf("y");
      String features =
          IntStream.range(0, values.length)
              .filter(i -> i != label && !Double.isNaN(values[i]))
              .mapToObj(i -> columns.get(i) + ":" + values[i])
              .collect(Collectors.joining(" "));
      return ((Double.isNaN(values[label]) ? "" : values[label]) + " | " + features)
          .replace("Infinity", "1e999")
          .getBytes(StandardCharsets.UTF_8);
    }
  };

  /** The {@code source} settings for records of these columns. */
  abstract Settings settings(List<String> columns);

  /** A record; a NaN is written as the format writes a missing value. */
  abstract byte[] record(List<String> columns, double[] values);

  String formatName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static byte[] bytes(GenericRecord row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(row.getSchema()).write(row, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
