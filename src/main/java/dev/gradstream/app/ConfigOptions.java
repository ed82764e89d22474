package dev.gradstream.app;

import dev.gradstream.config.ConfigFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command takes that reads a run's configuration. */
final class ConfigOptions {
  @Parameters(paramLabel = "CONFIG.yaml", description = "the run's configuration")
  Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "a setting in place of the file's, e.g. optimizer.learningRate=0.01; repeatable")
  List<String> overrides = new ArrayList<>();

  /** The configuration with what {@code --set} changes. */
  ConfigFile read() {
    return with(List.of());
  }

  /** The same with further {@code path=value} after them. */
  ConfigFile with(List<String> more) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(more);
    return ConfigFile.read(file, all).withTexts();
  }
}
