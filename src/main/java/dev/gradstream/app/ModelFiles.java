package dev.gradstream.app;

import dev.gradstream.codec.ModelFile;
import dev.gradstream.console.WholeFile;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run's model as a file. */
final class ModelFiles {
  private static final int MARK_BYTES = 16;

  private ModelFiles() {}

  /** Writes everything that the state is made of, whole or not at all. */
  static void write(Path file, State state) {
    Map<String, String> header = new LinkedHashMap<>();
    header.put("run", state.specification().run());
    header.put("step", Long.toString(state.step()));
    header.put("window", Long.toString(state.window()));
    header.put("examples", Long.toString(state.examples()));
    header.put("certificate", Certificate.hex(state.certificate()));
    header.put("digest", "%016x".formatted(state.digest()));
    header.put("specification", lines(state.specification().resolved()));
    byte[] mark = Arrays.copyOf(state.certificate(), MARK_BYTES);
    WholeFile.write(file, out -> ModelFile.write(out, header, Snapshots.of(state, -1), mark));
  }

  private static String lines(Map<String, String> specification) {
    return new TreeMap<>(specification)
        .entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
            .collect(Collectors.joining());
  }
}
