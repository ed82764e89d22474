package dev.gradstream.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the code to the map of its packages; a second set of classes shows that each law bites. */
final class ArchitectureTest {
  private static final String ROOT = "dev.gradstream";
  private static final String WRONG = "dev.gradstream.architecture.wrong";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(WRONG);

  static List<Rule> laws() {
    return new Rules(ROOT).all();
  }

  static List<Rule> laws_of_the_wrong_code() {
    return new Rules(WRONG).all();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void the_code_keeps_the_law(Rule rule) {
    assertFalse(CODE.isEmpty());
    assertEquals("", String.join("\n", problems(rule, CODE, ROOT)));
  }

  @ParameterizedTest
  @MethodSource("laws_of_the_wrong_code")
  void a_violation_of_the_law_is_found(Rule rule) {
    assertFalse(problems(rule, VIOLATIONS, WRONG).isEmpty(), rule::law);
  }

  @Test
  void each_wrong_thing_is_found_on_its_own() {
    List<String> found = new ArrayList<>();
    laws_of_the_wrong_code().forEach(rule -> found.addAll(problems(rule, VIOLATIONS, WRONG)));
    String all = String.join("\n", found);
    for (String wrong :
        List.of(
            "Math.exp",
            "HashMap",
            "Set.of",
            "nanoTime",
            "java.util.Random",
            "parallelStream",
            "Thread.sleep",
            "java.io.File",
            "picocli",
            "System.out",
            "VectorOperators.EXP",
            "wrong.app.Exposed",
            "not on the map",
            "wrong.training.Fold",
            "Collectors.toMap",
            "java.lang.Thread")) {
      assertTrue(all.contains(wrong), () -> wrong + " was not found among\n" + all);
    }
  }

  @Test
  void every_package_is_on_the_map_and_draws_itself() throws IOException {
    List<String> without = new ArrayList<>();
    Path sources = Path.of("src/main/java/dev/gradstream");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> homes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertFalse(homes.isEmpty());
      for (Path home : homes) {
        Path info = home.resolve("package-info.java");
        if (!Files.exists(info) || !Files.readString(info).contains("<pre>")) {
          without.add(info.toString());
        }
      }
    }
    assertEquals(List.of(), without);
  }

  private static List<String> problems(Rule rule, JavaClasses classes, String root) {
    List<String> problems = new ArrayList<>();
    for (JavaClass type : classes) {
      String name = type.getPackageName();
      String home = name.equals(root) ? "" : name.substring(root.length() + 1);
      problems.addAll(rule.problems().apply(type, home));
    }
    return problems;
  }
}
