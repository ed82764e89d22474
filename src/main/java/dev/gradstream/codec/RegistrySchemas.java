package dev.gradstream.codec;

import dev.gradstream.features.RowLayout;
import dev.gradstream.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The schemas of a registry that a run has met, and those that it met since. */
final class RegistrySchemas implements WriterSchemas {
  private static final int MOST_BYTES = 128 * 1024; // a journal's record has to hold some of them
  private static final String BLOCK = "schemas";

  private final RowLayout layout;
  private final AvroWriters writers;
  private final Schema reader; // null where nobody said defaults
  private final Map<Long, String> texts = new TreeMap<>();
  private final Map<Long, List<String>> lacking = new TreeMap<>();

  private RegistrySchemas(RowLayout layout, AvroWriters writers, Schema reader) {
    this.layout = layout;
    this.writers = writers;
    this.reader = reader;
  }

  static RegistrySchemas of(Settings source, RowLayout layout, AvroWriters writers) {
    if (source.has("registry")) {
      source.text("registry"); // looked at by whoever asks it
    }
    List<String> texts = AvroTexts.of(source);
    if (texts.size() > 1) {
      throw source.problem(
          "schema", "with a registry, one schema says the defaults; got " + texts.size());
    }
    Schema reader = texts.isEmpty() ? null : AvroTexts.parse(source, texts.getFirst());
    if (reader != null) {
      requireUsable(source, reader, layout);
    }
    RegistrySchemas schemas = new RegistrySchemas(layout, writers, reader);
    if (source.has(BLOCK)) {
      Settings recorded = source.child(BLOCK);
      for (String number : recorded.keys()) {
        schemas.addRecorded(recorded, number);
      }
    }
    return schemas;
  }

  private static void requireUsable(Settings source, Schema reader, RowLayout layout) {
    try {
      AvroProgram.Compiled compiled = AvroProgram.compile(reader, null, layout);
      if (!compiled.lacking().isEmpty()) {
        throw source.problem("schema", compiled.problems().apply(compiled.lacking().getFirst()));
      }
    } catch (UnusableSchema unusable) {
      throw source.problem("schema", unusable.getMessage());
    }
  }

  private void addRecorded(Settings recorded, String number) {
    long known;
    try {
      known = Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw recorded.problem(number, "expected the number of a schema");
    }
    String problem = add(known, List.of(recorded.text(number)));
    if (problem != null) {
      throw recorded.problem(number, problem);
    }
  }

  @Override
  public long numberOf(byte[] value) {
    boolean framed =
        value != null && value.length >= AvroFraming.REGISTRY.headerBytes() && value[0] == 0;
    return framed ? AvroFraming.REGISTRY.writer(value) : NO_NUMBER;
  }

  @Override
  public boolean isSettled(long number) {
    return writers.has(number) || writers.isRefused(number);
  }

  @Override
  public String add(long number, List<String> texts) {
    try {
      Schema.Parser parser = new Schema.Parser();
      Schema writer = null;
      for (String text : texts) {
        writer = parser.parse(text);
      }
      String whole = writer.toString();
      if (whole.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
        return "schema " + number + " has more than " + MOST_BYTES + " bytes";
      }
      AvroProgram.Compiled compiled = AvroProgram.compile(writer, reader, layout);
      String full = writers.add(number, compiled.step());
      if (full != null) {
        return full;
      }
      this.texts.put(number, whole);
      lacking.put(number, compiled.lacking().stream().map(compiled.problems()).toList());
      return null;
    } catch (AvroRuntimeException e) {
      return "schema %d is no Avro schema: %s"
          .formatted(number, Excerpt.of("" + e.getMessage(), 120));
    } catch (UnusableSchema unusable) {
      return "schema " + number + ": " + unusable.getMessage();
    }
  }

  @Override
  public void refuse(long number, String reason) {
    writers.refuse(number, reason);
  }

  @Override
  public String text(long number) {
    return texts.get(number);
  }

  @Override
  public List<String> lacking(long number) {
    return lacking.getOrDefault(number, List.of());
  }
}
