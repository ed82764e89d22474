package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.broker.BrokerLease;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the embedded broker fills while a run is trained, and room is made again: nothing
 * that was committed is lost, and the run goes on. Needs the right to mount.
 */
@Timeout(300)
final class FullDiskTest {
  private static final int EXAMPLES = 20_000;

  @TempDir Path dir;

  @Test
  void a_run_whose_disk_filled_goes_on_when_there_is_room_again() throws Exception {
    Path disk = Files.createDirectories(dir.resolve("disk"));
    String trouble = run("mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", disk.toString());
    assumeTrue(trouble.isEmpty(), () -> "no disk can be mounted here: " + trouble);
    try {
      onDisk(disk);
    } finally {
      assertEquals("", run("umount", "--lazy", disk.toString()));
    }
  }

  private void onDisk(Path disk) throws Exception {
    Path data = disk.resolve("data");
    Path filler = disk.resolve("filler");
    FaultedRuns runs;
    String undisturbed;
    try (BrokerLease lease = BrokerLease.acquire(data, line -> {})) {
      runs = new FaultedRuns(dir, List.of("--data-dir", data.toString()), lease.bootstrapServers());
      runs.publish(EXAMPLES);
      undisturbed = runs.undisturbed();
      try (TrainerProcess trainer = runs.trainer("full")) {
        runs.awaitBlock("full", 100, trainer);
        fill(filler);
        assertEquals(ExitStatus.FAILED, trainer.status(), trainer.err());
        String said = trainer.err().lines().toList().getLast();
        assertTrue(said.startsWith("gradstream: " + data.toRealPath()), trainer.err());
        assertTrue(said.contains("No space left on device (make room"), trainer.err());
      }
    }
    Files.delete(filler);
    BrokerLease lease = BrokerLease.acquire(data, line -> {});
    ProcessHandle broker = ProcessHandle.of(lease.pid()).orElseThrow();
    try (TrainerProcess trainer = runs.trainer("full")) {
      runs.checkEnd("full", trainer, undisturbed);
    }
    lease.close();
    broker.destroy();
    broker.onExit().get(60, TimeUnit.SECONDS);
    try (Stream<Path> files = Files.list(data)) {
      assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".tmp")).toList());
    }
  }

  private static void fill(Path file) {
    byte[] some = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      assertEquals("No space left on device", full.getMessage());
    }
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    return process.waitFor() == 0 ? said : said.isEmpty() ? "failed" : said;
  }
}
