package dev.gradstream.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/** A random schema with random records, and the numbers in them by the names of their columns. */
final class RandomAvro {
  private static final int VECTOR = 5;

  private final Random random;
  private final Schema schema;
  private final List<String> columns = new ArrayList<>();
  private int names;
  private GenericRecord row;

  RandomAvro(Random random) {
    this.random = random;
    this.schema = record("", 0);
  }

  Schema schema() {
    return schema;
  }

  /** Some of the columns in any order, at least one. */
  List<String> someColumns() {
    List<String> some = new ArrayList<>(columns);
    Collections.shuffle(some, random);
    return some.subList(0, 1 + random.nextInt(some.size()));
  }

  /** Makes the next record; its numbers by column, a missing one without an entry. */
  Map<String, Double> nextRecord() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    row = (GenericRecord) value(schema, "", numbers);
    return numbers;
  }

  byte[] plainBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return written(bytes, EncoderFactory.get().binaryEncoder(bytes, null));
  }

  /** The same record with arrays and maps in many small blocks of negative count. */
  byte[] blockedBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EncoderFactory small = new EncoderFactory().configureBlockSize(64);
    return written(bytes, small.blockingBinaryEncoder(bytes, null));
  }

  private byte[] written(ByteArrayOutputStream bytes, Encoder encoder) throws IOException {
    new GenericDatumWriter<GenericRecord>(schema).write(row, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private Schema record(String path, int depth) {
    List<Schema.Field> fields = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      String name = "f" + i;
      fields.add(new Schema.Field(name, type(path + name, depth), null, (Object) null));
    }
    columns.add(path + "last");
    fields.add(new Schema.Field("last", Schema.create(Schema.Type.DOUBLE), null, (Object) null));
    return Schema.createRecord("R" + names++, null, null, false, fields);
  }

  private Schema type(String path, int depth) {
    return switch (random.nextInt(depth < 2 ? 14 : 12)) {
      case 0 -> number(path, Schema.Type.INT);
      case 1 -> number(path, Schema.Type.LONG);
      case 2 -> number(path, Schema.Type.FLOAT);
      case 3 -> number(path, Schema.Type.BOOLEAN);
      case 4 -> Schema.create(Schema.Type.STRING);
      case 5 -> Schema.create(Schema.Type.BYTES);
      case 6 -> Schema.createFixed("X" + names++, null, null, random.nextInt(9));
      case 7 -> Schema.createEnum("E" + names++, null, null, List.of("A", "B"));
      case 8 -> nullable(number(path, Schema.Type.DOUBLE));
      case 9 -> vector(path, Schema.create(Schema.Type.FLOAT));
      case 10 -> vector(path, nullable(Schema.create(Schema.Type.LONG)));
      case 11 -> Schema.createMap(Schema.create(Schema.Type.INT));
      case 12 -> record(path + ".", depth + 1);
      default -> nullable(record(path + ".", depth + 1));
    };
  }

  private Schema number(String path, Schema.Type type) {
    columns.add(path);
    return Schema.create(type);
  }

  private Schema vector(String path, Schema element) {
    for (int i = 0; i < VECTOR; i++) {
      columns.add(path + "[" + i + "]");
    }
    return Schema.createArray(element);
  }

  private static Schema nullable(Schema type) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
  }

  private Object value(Schema type, String path, Map<String, Double> numbers) {
    Object value =
        switch (type.getType()) {
          case INT -> random.nextInt() >> random.nextInt(32);
          case LONG -> random.nextLong() >> random.nextInt(64);
          case FLOAT -> random.nextFloat();
          case DOUBLE -> random.nextGaussian();
          case BOOLEAN -> random.nextBoolean();
          case STRING -> "é".repeat(random.nextInt(100));
          case BYTES -> ByteBuffer.allocate(random.nextInt(300));
          case FIXED -> new GenericData.Fixed(type, new byte[type.getFixedSize()]);
          case ENUM -> new GenericData.EnumSymbol(type, "B");
          case NULL -> null;
          case UNION -> value(type.getTypes().get(random.nextInt(2)), path, numbers);
          case MAP -> {
            Map<String, Integer> map = new LinkedHashMap<>();
            for (int i = random.nextInt(30); i > 0; i--) {
              map.put("key" + i, i);
            }
            yield map;
          }
          case ARRAY -> {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < VECTOR; i++) {
              list.add(value(type.getElementType(), path + "[" + i + "]", numbers));
            }
            yield list;
          }
          case RECORD -> {
            GenericData.Record record = new GenericData.Record(type);
            String prefix = path.isEmpty() ? "" : path + ".";
            for (Schema.Field field : type.getFields()) {
              record.put(field.pos(), value(field.schema(), prefix + field.name(), numbers));
            }
            yield record;
          }
        };
    if (value instanceof Number number) {
      numbers.put(path, number.doubleValue());
    } else if (value instanceof Boolean flag) {
      numbers.put(path, flag ? 1.0 : 0.0);
    }
    return value;
  }
}
