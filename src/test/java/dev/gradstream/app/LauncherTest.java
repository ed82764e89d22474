package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher itself, in a project of its own. Its copy asks for a JDK 999, so that those of this
 * machine do not count; JDK and Maven are scripts that say how they were called.
 */
@Timeout(60)
class LauncherTest {

  private static final List<String> TOOLS =
      List.of("dirname grep head ln mkdir readlink rm sed sh sleep find tail touch cat".split(" "));

  private record Ended(int status, String out, String err) {}

  @TempDir Path dir;
  private Path project;
  private Path launcher;
  private String options; // the user's for the JVM; null for none
  private Path bin;

  @BeforeEach
  void project() throws IOException {
    project = Files.createDirectories(dir.resolve("a project").resolve("src/main")).getParent();
    project = project.getParent();
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    String text = Files.readString(Path.of("gradstream"));
    assertTrue(text.contains("\nneeded=25\n"));
    launcher =
        script(project.resolve("gradstream"), text.replace("\nneeded=25\n", "\nneeded=999\n"));
    bin = Files.createDirectory(dir.resolve("bin"));
    for (String tool : TOOLS) {
      Path found = Path.of("/bin", tool);
      Path real = Files.exists(found) ? found : Path.of("/usr/bin", tool);
      script(bin.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
    }
  }

  @Test
  void without_a_jdk_it_says_what_to_install() throws Exception {
    Ended ended = end(launch("none", "train"));
    assertEquals(1, ended.status());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains("no JDK 999 or newer found"), ended::err);
    assertTrue(ended.err().contains("GRADSTREAM_JAVA_HOME"), ended::err);
  }

  @Test
  void it_takes_the_first_jdk_that_its_release_file_says_is_new_enough() throws Exception {
    built();
    Path old = jdk("old", "998.0.1");
    Path fit = jdk("fit", "999");
    Path other = jdk("other", "1000.0.2");
    Files.createDirectories(dir.resolve("home/.jdks"));
    Files.createSymbolicLink(dir.resolve("home/.jdks/other"), other);

    assertTrue(end(launch(old.toString(), "x")).out().startsWith("other "));
    Files.createSymbolicLink(bin.resolve("java"), fit.resolve("bin/java"));
    Ended ended = end(launch(old.toString(), "x"));
    assertTrue(ended.out().startsWith("fit "), ended::out);
    assertTrue(ended.err().contains("is not a JDK 999"), ended::err);
    assertTrue(end(launch(other.toString(), "x")).out().startsWith("other "));
  }

  @Test
  void arguments_status_and_current_directory_pass_through_a_symbolic_link() throws Exception {
    built();
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("a project", "gradstream"));
    launcher = link;
    Ended ended = end(launch(jdk("fit", "999").toString(), "runs", "a  b", "*", ""));
    assertEquals(7, ended.status());
    String jar = project.toRealPath().resolve("target/gradstream.jar").toString();
    assertTrue(ended.out().endsWith("<-jar><" + jar + "><runs><a  b><*><>\n"), ended::out);
    assertTrue(ended.out().contains(" in " + dir.toRealPath() + " "), ended::out);
    assertEquals("", ended.err());
  }

  @Test
  void what_the_jvm_thinks_of_its_class_archive_is_shown_nowhere() throws Exception {
    built();
    String words = end(launch(jdk("fit", "999").toString(), "train")).out();
    // Each output of the JVM's log has its own levels: off for one says nothing of the other.
    assertTrue(words.contains("<-Xlog:all=warning,cds*=off,aot*=off:stderr>"), words);
  }

  @Test
  void a_collector_that_the_user_names_is_the_only_one() throws Exception {
    built();
    String jdk = jdk("fit", "999").toString();
    assertTrue(end(launch(jdk, "x")).out().contains("<-XX:+UseG1GC>"));
    options = "-Xmx1g";
    String own = end(launch(jdk, "x")).out();
    assertTrue(own.contains("<-XX:+UseG1GC><-XX:MaxTenuringThreshold=1><-Xmx1g>"), own);
    options = "-Xmx1g -XX:+UseZGC";
    String named = end(launch(jdk, "x")).out();
    assertTrue(named.contains("<-Xmx1g><-XX:+UseZGC>"), named);
    assertFalse(named.contains("G1"), named);
  }

  @Test
  void it_builds_what_is_missing_or_out_of_date_and_only_then() throws Exception {
    Path jdk = jdk("fit", "999");
    maven("mkdir -p target; echo built >target/gradstream.jar");
    assertTrue(end(launch(jdk.toString(), "x")).err().contains("building (the first time"));
    assertEquals("", end(launch(jdk.toString(), "x")).err());
    Files.setLastModifiedTime(
        Files.writeString(project.resolve("src/main/A.java"), "class A {}"),
        FileTime.from(Instant.now().plusSeconds(1)));
    assertTrue(end(launch(jdk.toString(), "x")).err().contains("the sources have changed"));
  }

  @Test
  void launchers_started_at_once_build_once() throws Exception {
    Path jdk = jdk("fit", "999");
    maven("echo . >>builds; sleep 1; echo built >target/gradstream.jar");
    List<Process> both = List.of(launch(jdk.toString(), "x"), launch(jdk.toString(), "x"));
    for (Process process : both) {
      assertEquals(7, end(process).status());
    }
    assertEquals(1, Files.readAllLines(project.resolve("builds")).size());
  }

  @Test
  void a_lock_that_a_killed_builder_left_is_void() throws Exception {
    maven("echo built >target/gradstream.jar");
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectory(project.resolve("target"));
    Files.createSymbolicLink(
        project.resolve("target/.building"), Path.of(Long.toString(dead.pid())));
    assertEquals(7, end(launch(jdk("fit", "999").toString(), "x")).status());
    assertFalse(Files.isSymbolicLink(project.resolve("target/.building")));
  }

  @Test
  void a_build_that_fails_shows_the_end_of_its_log() throws Exception {
    maven("echo 'A.java:3: no such method'; exit 1");
    Ended ended = end(launch(jdk("fit", "999").toString(), "x"));
    assertEquals(1, ended.status());
    assertTrue(ended.err().contains("A.java:3: no such method"), ended::err);
    assertTrue(ended.err().contains("target/build.log"), ended::err);
  }

  @Test
  void without_maven_it_refuses_or_goes_on_with_what_is_built() throws Exception {
    Path jdk = jdk("fit", "999");
    Ended ended = end(launch(jdk.toString(), "x"));
    assertEquals(1, ended.status());
    assertTrue(ended.err().contains("install Apache Maven"), ended::err);
    built();
    Files.setLastModifiedTime(
        project.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(1)));
    ended = end(launch(jdk.toString(), "x"));
    assertEquals(7, ended.status());
    assertTrue(ended.err().contains("going on with what is built"), ended::err);
  }

  private void built() throws IOException {
    Files.createDirectories(project.resolve("target"));
    Files.writeString(project.resolve("target/gradstream.jar"), "built");
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(dir.resolve(name).resolve("bin")).getParent();
    Files.writeString(jdk.resolve("release"), "X=1\nJAVA_VERSION=\"" + version + "\"\n");
    script(
        jdk.resolve("bin/java"),
        "#!/bin/sh\nprintf '%s in %s ' "
            + name
            + " \"$(pwd -P)\"\nprintf '<%s>' \"$@\"\necho\nexit 7\n");
    script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    return jdk;
  }

  private void maven(String body) throws IOException {
    script(bin.resolve("mvn"), "#!/bin/sh\n" + body + "\n");
  }

  private static Path script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process launch(String javaHome, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", dir.resolve("home").toString());
    builder.environment().put("GRADSTREAM_JAVA_HOME", javaHome);
    if (options != null) {
      builder.environment().put("GRADSTREAM_JAVA_OPTS", options);
    }
    return builder.start();
  }

  private static Ended end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return new Ended(process.exitValue(), out, err);
  }
}
