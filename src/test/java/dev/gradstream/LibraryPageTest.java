package dev.gradstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs of docs/library.md compile as they stand there, and print what stands below them.
 */
class LibraryPageTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?class (\\w+) \\{.*?)```\n\n```\n(.*?)```", Pattern.DOTALL);

  @TempDir Path dir;

  record Program(String name, String text, String output) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Program> programs() throws IOException {
    Matcher matcher = PROGRAM.matcher(Files.readString(Path.of("docs", "library.md")));
    return matcher
        .results()
        .map(found -> new Program(found.group(2), found.group(1), found.group(3).strip()));
  }

  @Test
  void every_program_of_the_page_is_among_them() throws IOException {
    String page = Files.readString(Path.of("docs", "library.md"));
    long blocks = page.lines().filter("```java"::equals).count();
    assertEquals(blocks, programs().count());
    assertTrue(blocks >= 3, "" + blocks);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void a_program_compiles_and_prints_what_stands_below_it(Program program) throws Exception {
    Path source = Files.writeString(dir.resolve(program.name + ".java"), program.text);
    String classPath = System.getProperty("java.class.path");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                InputStream.nullInputStream(),
                null,
                null,
                "-proc:none",
                "-d",
                dir.toString(),
                "-cp",
                classPath,
                source.toString());
    assertEquals(0, status, "the compiler refuses " + program);
    assertEquals(program.output, run(program.name, dir + java.io.File.pathSeparator + classPath));
  }

  private static String run(String name, String classPath) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Duser.language=en",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                classPath,
                name));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> name + " failed");
    return output.strip();
  }
}
