package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the pages tell people to type can be typed, and what they link to is there. */
final class DocumentationTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\\n(.*?)^```");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir Path directory;

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
              docs.filter(page -> page.toString().endsWith(".md")))
          .sorted()
          .toList();
    }
  }

  /** The lines of a page's blocks that call the program, as words, without a comment. */
  private static List<List<String>> commands(Path page) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(page));
    while (blocks.find()) {
      for (String line : blocks.group(1).replace("\\\n", " ").split("\n")) {
        if (line.startsWith("./gradstream ") || line.startsWith("gradstream ")) {
          Matcher words = WORD.matcher(line.replaceFirst("\\s#.*", ""));
          List<String> command = new ArrayList<>();
          while (words.find()) {
            command.add(words.group(1) != null ? words.group(1) : words.group(2));
          }
          commands.add(command.subList(1, command.size()));
        }
      }
    }
    return commands;
  }

  static List<Path> pagesWithCommands() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path page : pages()) {
      if (!commands(page).isEmpty()) {
        pages.add(page);
      }
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pagesWithCommands")
  void every_command_line_is_one_that_the_program_takes(Path page) throws IOException {
    for (List<String> words : commands(page)) {
      if (words.getFirst().startsWith("-") || words.contains("...")) {
        continue; // the program itself, or a pattern
      }
      CommandLine program = CommandReferenceTest.program();
      try {
        program.parseArgs(words.toArray(String[]::new));
      } catch (CommandLine.ParameterException e) {
        throw new AssertionError(page + ": " + String.join(" ", words) + ": " + e.getMessage(), e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_link_leads_to_a_file(Path page) throws IOException {
    Matcher links = LINK.matcher(Files.readString(page));
    while (links.find()) {
      Path target = page.resolveSibling(links.group(1)).normalize();
      assertTrue(Files.exists(target), page + " links to " + links.group(1));
      if (links.group(2) != null && links.group(1).endsWith(".md")) {
        assertTrue(anchors(target).contains(links.group(2)), page + " links to " + links.group());
      }
    }
  }

  /** What a link may name behind the '#': each heading, in small letters with '-' for blanks. */
  private static List<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> "#" + line.replaceAll("[^\\w -]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  @Timeout(180)
  void the_tutorial_runs_as_it_stands() throws IOException {
    List<List<String>> lines = commands(Path.of("docs/tutorial.md"));
    assertFalse(lines.isEmpty());
    Commands commands = Commands.onTestCluster();
    Map<String, Object> trained = null;
    for (List<String> line : lines) {
      List<String> words = new ArrayList<>(line);
      words.replaceAll(
          word -> word.matches("[a-z]+[.](yaml|svg)") ? directory.resolve(word).toString() : word);
      if (words.getFirst().equals("train")) {
        words.add("--no-page");
      }
      Map<String, Object> result = commands.done(words.toArray(String[]::new));
      trained = trained == null && words.getFirst().equals("train") ? result : trained;
      if (words.getFirst().equals("replay")) {
        assertEquals(true, result.get("identical"));
      }
    }
    Map<String, Object> figures = Commands.inner(trained, "figures");
    assertTrue(
        Commands.number(figures, "mae") < Commands.number(figures, "baseline.mean.mae"),
        figures::toString);
    assertTrue(Files.readString(directory.resolve("curves.svg")).startsWith("<svg"));
  }
}
