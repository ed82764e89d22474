package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.event.JournalBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.junit.jupiter.api.Test;

/** The page that lists every event is what the schemas say of themselves. */
final class EventReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/events.md");
  private static final Path SCHEMAS = Path.of("schemas");
  private static final String CLASSES = "dev.gradstream.event.";

  private final StringBuilder page = new StringBuilder();
  private final Set<String> told = new TreeSet<>();

  @Test
  void the_reference_page_is_the_rendering_of_the_schemas() throws Exception {
    String rendered = render();
    if (Boolean.getBoolean("gradstream.write.reference")) {
      Files.writeString(PAGE, rendered);
    }
    assertEquals(
        rendered,
        Files.readString(PAGE),
        PAGE + " is out of date: run this test with -Dgradstream.write.reference=true");
  }

  @Test
  void every_schema_file_is_on_the_page() throws Exception {
    String rendered = render();
    for (String name : names()) {
      assertTrue(rendered.contains("## " + name + "\n"), name);
    }
  }

  private String render() throws Exception {
    page.setLength(0);
    told.clear();
    page.append("# Events\n\n");
    page.append(
        "What a run writes to its topics, as Avro records in single-object encoding (`c3 01`, the ");
    page.append(
        "schema's 8-byte fingerprint, the record).\nThe schemas are in [schemas](../../schemas); ");
    page.append(
        "each record of a journal is a `JournalBlock`, and holds the events of one transaction.\n");
    Queue<Schema> left = new ArrayDeque<>();
    tell(JournalBlock.getClassSchema(), left);
    for (String name : names()) {
      Class<?> type = Class.forName(CLASSES + name);
      tell((Schema) type.getMethod("getClassSchema").invoke(null), left);
    }
    return page.toString();
  }

  /**
   * A record with its fields, and behind it the records it holds that are no events of their own.
   */
  private void tell(Schema record, Queue<Schema> left) {
    if (!told.add(record.getFullName())) {
      return;
    }
    page.append("\n## ").append(record.getName()).append("\n\n").append(record.getDoc());
    page.append("\n\n| field | type | meaning |\n|---|---|---|\n");
    for (Field field : record.getFields()) {
      page.append(
          "| `%s` | %s | %s |\n".formatted(field.name(), type(field.schema(), left), field.doc()));
    }
    while (!left.isEmpty()) {
      tell(left.poll(), left);
    }
  }

  private String type(Schema schema, Queue<Schema> left) {
    return switch (schema.getType()) {
      case ARRAY -> "list of " + type(schema.getElementType(), left);
      case MAP -> "map from text to " + type(schema.getValueType(), left);
      case UNION -> {
        List<String> members = new ArrayList<>();
        for (Schema member : schema.getTypes()) {
          members.add(member.getType() == Type.NULL ? "nothing" : type(member, left));
        }
        yield String.join(", ", members);
      }
      case ENUM ->
          String.join(", ", schema.getEnumSymbols().stream().map(s -> "`" + s + "`").toList());
      case FIXED -> schema.getFixedSize() + " bytes";
      case RECORD -> {
        if (!isFile(schema)) {
          left.add(schema);
        }
        yield "[" + schema.getName() + "](#" + schema.getName().toLowerCase(Locale.ROOT) + ")";
      }
      case STRING -> "text";
      default -> schema.getType().getName();
    };
  }

  private static boolean isFile(Schema record) {
    return Files.exists(SCHEMAS.resolve(fileOf(record.getName())));
  }

  private static String fileOf(String name) {
    return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT) + ".avsc";
  }

  private static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        if (file.toString().endsWith(".avsc")) {
          names.add(text.replaceFirst("(?s).*?\"name\"\\s*:\\s*\"(\\w+)\".*", "$1"));
        }
      }
    }
    return names;
  }
}
