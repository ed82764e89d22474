package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell makes of the script. */
final class CompletionCommandTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir Path folder;

  @Test
  void a_shell_completes_commands_and_options() throws Exception {
    assumeTrue(Files.isExecutable(BASH), "no /bin/bash on this machine");
    Captured captured = new Captured(false);
    assertEquals(0, Main.run(captured.context, "completion"), captured::err);
    Path script = Files.writeString(folder.resolve("completion"), captured.out());

    assertEquals("bisect", completed(script, "bis"));
    assertEquals("--bootstrap-servers", completed(script, "train --boot"));
    assertEquals("--windows", completed(script, "branch --wind"));
  }

  private static String completed(Path script, String line)
      throws IOException, InterruptedException {
    String words = "COMP_WORDS=(gradstream " + line + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); ";
    Process bash =
        new ProcessBuilder(
                BASH.toString(),
                "--norc",
                "-c",
                "compopt() { :; }; source "
                    + script
                    + "; "
                    + words
                    + "_complete_gradstream; echo ${COMPREPLY[@]}")
            .redirectErrorStream(true)
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), out);
    return out.strip();
  }
}
