package dev.gradstream.codec;

import dev.gradstream.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
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

  AVRO(AvroFraming.BARE) {
    @Override
    Settings settings(List<String> columns) {
      return avro("schemaText", schema(columns).toString());
    }
  },

  AVRO_SINGLE_OBJECT(AvroFraming.SINGLE_OBJECT) {
    @Override
    Settings settings(List<String> columns) {
      return avro("schemaTexts", List.of(other().toString(), schema(columns).toString()));
    }

    @Override
    byte[] header(List<String> columns) {
      return EventFormat.header(SchemaNormalization.parsingFingerprint64(schema(columns)));
    }
  },

  AVRO_REGISTRY(AvroFraming.REGISTRY) {
    @Override
    Settings settings(List<String> columns) {
      return avro("schemas", Map.of("7", other().toString(), "300", schema(columns).toString()));
    }

    @Override
    byte[] header(List<String> columns) {
      return new byte[] {0, 0, 0, 1, 44};
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

  private final AvroFraming framing; // null of what is no Avro

  SampleFormat() {
    this(null);
  }

  SampleFormat(AvroFraming framing) {
    this.framing = framing;
  }

  /** Null of what is no Avro. */
  AvroFraming framing() {
    return framing;
  }

  Settings avro(String key, Object schemas) {
    return Settings.of(Map.of("format", "avro", "framing", framing.word(), key, schemas));
  }

  static Schema schema(List<String> columns) {
    var fields = SchemaBuilder.record("Sample").fields();
    columns.forEach(column -> fields.optionalDouble(column));
    return fields.endRecord();
  }

  /** What another writer of the topic may use. */
  static Schema other() {
    return SchemaBuilder.record("Sample").fields().requiredString("a1").endRecord();
  }

  /** What stands before a record. */
  byte[] header(List<String> columns) {
    return new byte[0];
  }

  /** The {@code source} settings for records of these columns. */
  abstract Settings settings(List<String> columns);

  /** A record; a NaN is written as the format writes a missing value. */
  byte[] record(List<String> columns, double[] values) {
    GenericData.Record row = new GenericData.Record(schema(columns));
    for (int i = 0; i < values.length; i++) {
      row.put(i, Double.isNaN(values[i]) ? null : (Double) values[i]);
    }
    byte[] header = header(columns);
    byte[] record = bytes(row);
    byte[] whole = Arrays.copyOf(header, header.length + record.length);
    System.arraycopy(record, 0, whole, header.length, record.length);
    return whole;
  }

  /** The word in {@code source.format}. */
  String formatName() {
    return framing == null ? name().toLowerCase(Locale.ROOT) : "avro";
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
