package dev.gradstream.kafka.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerDirectoryTest {

  @TempDir Path dir;

  @Test
  void a_file_is_refused() throws Exception {
    Path file = Files.createFile(dir.resolve("file"));
    String message = refusal(file);
    assertTrue(message.contains(file + " is a file"), message);
    assertTrue(message.contains("--data-dir"), message);
  }

  @Test
  void a_directory_inside_a_file_is_refused() throws Exception {
    Path file = Files.createFile(dir.resolve("file"));
    assertTrue(refusal(file.resolve("below")).contains("can't be written to"));
  }

  @Test
  void a_read_only_directory_is_refused() throws Exception {
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("r-xr-xr-x"));
    // To the superuser every directory of a disk is writable, but not those of the kernel.
    Path readOnly = Files.isWritable(dir) ? Path.of("/proc") : dir;
    assumeTrue(Files.isDirectory(readOnly), "there is no directory that root can't write to");
    String message = refusal(readOnly);
    assertTrue(message.startsWith(readOnly + " can't be written to: "), message);
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void a_full_disk_is_refused() {
    var e = assertThrows(BrokerException.class, () -> BrokerDirectory.open(dir, Long.MAX_VALUE));
    assertTrue(e.getMessage().contains("the disk is full"), e::getMessage);
  }

  @Test
  void a_directory_that_serves_is_left_empty() throws Exception {
    Path fresh = dir.resolve("a").resolve("b");
    assertEquals(dir.toRealPath().resolve("a").resolve("b"), BrokerDirectory.open(fresh).path());
    try (var files = Files.list(fresh)) {
      assertEquals(0, files.count());
    }
  }

  private static String refusal(Path path) {
    String message =
        assertThrows(BrokerException.class, () -> BrokerDirectory.open(path)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }
}
