package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.settings.Question;
import dev.gradstream.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that lists every setting is what the readers of settings ask for. */
final class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/configuration.md");
  private static final Path PROBES = Path.of("src/test/resources/reference/probes.txt");
  private static final Path MEANINGS = Path.of("src/test/resources/reference/configuration.txt");
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

  @Test
  void the_reference_page_is_what_is_asked_for() throws IOException {
    String page = page();
    if (Boolean.getBoolean("gradstream.write.reference")) {
      Files.writeString(PAGE, page);
    }
    assertIterableEquals(
        page.lines().toList(),
        Files.readAllLines(PAGE),
        PAGE + " is out of date: run this test with -Dgradstream.write.reference=true");
  }

  @Test
  void every_setting_has_a_meaning_and_every_meaning_a_setting() throws IOException {
    assertIterableEquals(
        asked().keySet(),
        new TreeSet<>(meanings().keySet()),
        "settings that are asked for, and those that " + MEANINGS + " explains");
  }

  /** So that a new member of a family, and its settings, cannot be forgotten. */
  @Test
  void the_probes_take_every_word_that_may_be_chosen() throws IOException {
    TreeSet<String> known = new TreeSet<>();
    TreeSet<String> taken = new TreeSet<>();
    for (String probe : probes()) {
      Settings settings = read(probe);
      Map<String, String> values = settings.resolved();
      settings
          .questions()
          .forEach(
              (path, question) -> {
                // A group's optimizer is one of the same family.
                String name = INDEX.matcher(path).replaceAll("[]").replace("groups[].", "");
                question.words().forEach(word -> known.add(name + "=" + word));
                taken.add(name + "=" + values.get(path));
              });
    }
    known.removeAll(taken);
    assertEquals(List.of(), List.copyOf(known), "add a line to " + PROBES + " for each");
  }

  /** So that a setting that no probe reaches is not missing from the page. */
  @Test
  void every_name_that_the_code_reads_is_on_the_page() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (String path : asked().keySet()) {
      names.addAll(List.of(path.replace("[]", "").split("\\.")));
    }
    Pattern read =
        Pattern.compile("\\.(?:number|whole|choice|flag|durationMs|texts)\\(\\s*\"(\\w+)\"");
    List<String> missing = new ArrayList<>();
    for (String home : List.of("codec", "evaluation", "features", "nn", "optim", "training")) {
      try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/gradstream", home))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Matcher reads = read.matcher(Files.readString(file));
          while (reads.find()) {
            if (!names.contains(reads.group(1))) {
              missing.add(file.getFileName() + ": " + reads.group(1));
            }
          }
        }
      }
    }
    assertEquals(List.of(), missing, "add a line to " + PROBES + " that reaches these");
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# Configuration\n\n");
    page.append(
        "What a configuration file may say, block by block; `features[].scale` is the setting ");
    page.append(
        "`scale` of each block of the list\n`features`. `--set PATH=VALUE` sets any of them, such as ");
    page.append(
        "`--set features[0].scale=robust`. A setting without a default is\neither needed or off ");
    page.append(
        "where it is missing; its meaning says which. Where members of a family have defaults of ");
    page.append("their own, all are\nlisted.\n");
    SortedMap<String, Asked> all = asked();
    String block = "";
    for (Map.Entry<String, String> meaning : meanings().entrySet()) {
      String path = meaning.getKey();
      String first = path.matches("onDivergence|.*\\..*") ? path.split("[.\\[]")[0] : "The run";
      if (!first.equals(block)) {
        block = first;
        page.append("\n## ").append(block).append("\n\n");
        page.append("| setting | value | default | meaning |\n|---|---|---|---|\n");
      }
      Asked asked = all.getOrDefault(path, new Asked());
      // A fallback that is no default: the reader asks for the setting only where it is there.
      boolean taken = !meaning.getValue().matches("needed.*|.*without it.*");
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(path, asked.values(), taken ? asked.defaults() : "", meaning.getValue()));
    }
    return page.toString();
  }

  /** What all probes together asked of one setting. */
  private static final class Asked {
    final TreeSet<String> kinds = new TreeSet<>();
    final List<String> words = new ArrayList<>();
    final TreeSet<String> fallbacks = new TreeSet<>();

    void add(Question question) {
      if (question.words().isEmpty()) {
        kinds.add(question.expected());
      }
      question.words().stream().filter(word -> !words.contains(word)).forEach(words::add);
      String fallback = question.fallback();
      if (fallback != null
          && fallback.length() < 40
          && !fallback.endsWith("E38")
          && !fallback.endsWith("E308")) {
        fallbacks.add(fallback.replaceAll("\\.0$", ""));
      }
    }

    String values() {
      if (kinds.size() > 1) {
        kinds.remove("text");
      }
      List<String> all = new ArrayList<>();
      words.forEach(word -> all.add("`" + word + "`"));
      all.addAll(kinds);
      return String.join(", ", all);
    }

    String defaults() {
      return String.join(", ", fallbacks.stream().map(value -> "`" + value + "`").toList());
    }
  }

  private static SortedMap<String, Asked> asked() throws IOException {
    SortedMap<String, Asked> asked = new TreeMap<>();
    for (String probe : probes()) {
      read(probe)
          .questions()
          .forEach(
              (path, question) ->
                  asked
                      .computeIfAbsent(INDEX.matcher(path).replaceAll("[]"), p -> new Asked())
                      .add(question));
    }
    return asked;
  }

  /** Each line of the file on top of the settings before the first empty line. */
  private static List<String> probes() throws IOException {
    String[] parts = Files.readString(PROBES).split("\n\n", 2);
    String base = parts[0].replaceAll("(?m)^#.*\n?", "").strip();
    List<String> probes = new ArrayList<>();
    for (String line : parts[1].lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        probes.add(base + "\n" + line.strip().replaceAll("\\s+(?=[\\w.\\[\\]]+=)", "\n"));
      }
    }
    return probes;
  }

  private static Settings read(String probe) {
    Map<String, String> flat = new TreeMap<>();
    for (String line : probe.lines().toList()) {
      String[] setting = line.split("=", 2);
      if (setting[1].isEmpty()) {
        flat.keySet().removeIf(path -> path.startsWith(setting[0]));
      } else {
        flat.put(setting[0], setting[1]);
      }
    }
    Settings settings = Settings.ofFlat(flat);
    try {
      CheckedSpecification.of(settings);
    } catch (RuntimeException e) {
      throw new AssertionError(
          probe.substring(probe.lastIndexOf('\n') + 1) + ": " + e.getMessage(), e);
    }
    return settings;
  }

  /** In the order of the file, which is the page's. */
  private static Map<String, String> meanings() throws IOException {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (String line : Files.readAllLines(MEANINGS)) {
      if (!line.startsWith("#")) {
        String[] meaning = line.split("=", 2);
        meanings.put(meaning[0], meaning[1]);
      }
    }
    return meanings;
  }
}
