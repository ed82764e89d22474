package dev.gradstream.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gradstream.codec.AvroSample;
import dev.gradstream.codec.VwSample;
import dev.gradstream.console.Failure;
import dev.gradstream.files.RecordCutter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A form that the records of a topic may have, found by looking at them; each reads a record into
 * texts by column, missing ones as null.
 */
public sealed interface RecordForm
    permits RecordForm.Lines,
        RecordForm.Vw,
        RecordForm.Json,
        AvroForms.OneSchema,
        AvroForms.Numbered {

  /** The record's columns; empty where it has not this form. */
  Map<String, String> columns(byte[] value);

  /** What a configuration says of it under {@code source}, a line each. */
  List<String> source(List<String> columns);

  /** For people. */
  String describe();

  /**
   * The form of most records of a sample.
   *
   * @param names of the columns of lines, empty where nobody said them
   * @param schemaText of Avro records, or null
   * @param registry tells the schemas of a number, or null
   */
  static RecordForm of(
      List<byte[]> values, List<String> names, String schemaText, Registry registry) {
    if (schemaText != null) {
      return new AvroForms.OneSchema(schemaText, framed(values));
    }
    long numbered = values.stream().filter(v -> AvroSample.registryNumber(v) >= 0).count();
    if (registry != null && 2 * numbered > values.size()) {
      return new AvroForms.Numbered(registry, new TreeMap<>());
    }
    if (framed(values) || values.stream().anyMatch(value -> value.length > 0 && value[0] == 0)) {
      throw Failure.failed(
          "the records are binary, as Avro is: name the file of their schema, --schema FILE.avsc"
              + (2 * numbered > values.size()
                  ? ", or the registry of their schemas, --registry URL"
                  : ""));
    }
    if (2 * values.stream().filter(Vw::fits).count() > values.size()) {
      return new Vw();
    }
    long objects = values.stream().filter(value -> first(value) == '{').count();
    if (2 * objects > values.size()) {
      return new Json();
    }
    return Lines.of(values, names);
  }

  /** Who knows the schemas of records that name them by number. */
  interface Registry {
    /** The schemas that this one refers to, then the schema; empty where there is none. */
    List<String> texts(long number);

    /** What a configuration says of it; null where its client's properties name it. */
    String url();
  }

  private static boolean framed(List<byte[]> values) {
    long marked =
        values.stream()
            .filter(value -> value.length > 10 && value[0] == (byte) 0xc3 && value[1] == 1)
            .count();
    return 2 * marked > values.size();
  }

  private static int first(byte[] value) {
    for (byte b : value) {
      if (b > ' ' || b < 0) {
        return b;
      }
    }
    return -1;
  }

  /** Lines of text, RFC 4180. */
  record Lines(char separator, List<String> names) implements RecordForm {
    private static final List<String> MISSING = List.of("", "?", "NA");

    static Lines of(List<byte[]> values, List<String> names) {
      char best = ',';
      int most = 0;
      for (char separator : new char[] {',', '\t', ';', '|'}) {
        int fields = usualFields(values, separator);
        if (fields > most) {
          most = fields;
          best = separator;
        }
      }
      if (!names.isEmpty() && names.size() != most) {
        throw Failure.usage(
            "--columns: expected "
                + most
                + " names, as the records have columns, got "
                + names.size());
      }
      List<String> all = new ArrayList<>(names);
      for (int i = names.size(); i < most; i++) {
        all.add("c" + (i + 1));
      }
      return new Lines(best, all);
    }

    private static int usualFields(List<byte[]> values, char separator) {
      Map<Integer, Integer> counts = new LinkedHashMap<>();
      values.forEach(value -> counts.merge(fields(value, separator).size(), 1, Integer::sum));
      return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private static List<String> fields(byte[] value, char separator) {
      try (RecordCutter cutter = new RecordCutter("", new ByteArrayInputStream(value), separator)) {
        return cutter.next() ? cutter.texts() : List.of();
      } catch (IOException | Failure e) {
        return List.of();
      }
    }

    @Override
    public Map<String, String> columns(byte[] value) {
      List<String> fields = fields(value, separator);
      Map<String, String> columns = new LinkedHashMap<>();
      if (fields.size() == names.size()) {
        for (int i = 0; i < names.size(); i++) {
          String text = fields.get(i).strip();
          columns.put(names.get(i), MISSING.contains(text) ? null : text);
        }
      }
      return columns;
    }

    @Override
    public List<String> source(List<String> columns) {
      List<String> lines = new ArrayList<>(List.of("format: csv"));
      if (separator != ',') {
        lines.add("separator: " + (separator == '\t' ? "tab" : "\"" + separator + "\""));
      }
      lines.add("columns: " + YamlNames.list(names));
      return lines;
    }

    @Override
    public String describe() {
      String between = separator == '\t' ? "a tab" : "'" + separator + "'";
      return "lines of " + names.size() + " columns, " + between + " between them";
    }
  }

  /** How words are encoded that are not few; null for the usual way. */
  default String encoding() {
    return null;
  }

  /** Lines of Vowpal Wabbit's text format. */
  record Vw() implements RecordForm {
    // A label, a weight and a tag may come first, but a bar that a blank or a quoted tag stands
    // before: so lines of columns with bars between them are something else.
    private static final Pattern LINE =
        Pattern.compile("\\s*[-+.0-9eE]*(\\s+[.0-9]+)?(\\s+('\\S*)?|^)\\|[^|]*(\\s|:)[^|\\s].*");

    static boolean fits(byte[] value) {
      String line = new String(value, StandardCharsets.UTF_8).stripTrailing();
      return LINE.matcher(line).matches() && !VwSample.columns(value).isEmpty();
    }

    @Override
    public Map<String, String> columns(byte[] value) {
      return VwSample.columns(value);
    }

    @Override
    public List<String> source(List<String> columns) {
      return List.of("format: vw");
    }

    @Override
    public String encoding() {
      return "encode: bag, buckets: 262144";
    }

    @Override
    public String describe() {
      return "lines of Vowpal Wabbit's text format";
    }
  }

  /** One JSON object a record. */
  record Json() implements RecordForm {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_ELEMENTS = 1024;

    @Override
    public Map<String, String> columns(byte[] value) {
      Map<String, String> columns = new LinkedHashMap<>();
      try (JsonParser parser = FACTORY.createParser(value)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return Map.of();
        }
        object(parser, "", columns);
        return columns;
      } catch (IOException e) {
        return Map.of();
      }
    }

    private static void object(JsonParser parser, String path, Map<String, String> columns)
        throws IOException {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        value(parser, path.isEmpty() ? name : path + "." + name, columns);
      }
    }

    private static void value(JsonParser parser, String path, Map<String, String> columns)
        throws IOException {
      switch (parser.currentToken()) {
        case START_OBJECT -> object(parser, path, columns);
        case START_ARRAY -> {
          int i = 0;
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (i < MOST_ELEMENTS) {
              value(parser, path + "[" + i++ + "]", columns);
            } else {
              parser.skipChildren();
            }
          }
        }
        case VALUE_NULL -> columns.put(path, null);
        case VALUE_TRUE -> columns.put(path, "1");
        case VALUE_FALSE -> columns.put(path, "0");
        default -> columns.put(path, parser.getText());
      }
    }

    @Override
    public List<String> source(List<String> columns) {
      return List.of("format: json");
    }

    @Override
    public String describe() {
      return "JSON objects";
    }
  }
}
