package dev.gradstream.app;

import dev.gradstream.codec.CapsuleWriter;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.WholeFile;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.replay.Packing;
import dev.gradstream.training.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: a whole run as one file, to be replayed anywhere. */
@CommandLine.Command(
    name = "export",
    description = "Packs a run into one file that 'replay FILE' verifies without Kafka.",
    footer =
        "%nIn the file: the journal, the snapshots, the settings and, with --with-examples, keys and"
            + " values of every record that the run read; never a client's properties.")
final class ExportCommand extends Command {
  @Parameters(paramLabel = "RUN", description = "the run's name")
  String run;

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "the file to write")
  Path file;

  @Option(
      names = "--with-examples",
      description = "pack the examples, too, so that every step can be recomputed from the file")
  boolean examples;

  ExportCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() throws IOException {
    Runs.requireName(run);
    WholeFile.check(file, "--to");
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      Event.RunStarted started =
          assembly.started(run).orElseThrow(() -> Runs.unknown(run, assembly.connection()));
      try (RunPorts ports = assembly.ports(run, started.specification().get("source.topic"));
          Progress progress = new Progress(context, "packing " + run, "windows", 0)) {
        WholeFile.write(
            file,
            out -> {
              try (CapsuleWriter capsule = new CapsuleWriter(out)) {
                new Packing(ports, capsule).pack(Version.current(), examples, progress::reached);
              }
            });
      }
    }
    report(Files.size(file));
    return ExitStatus.DONE;
  }

  private void report(long bytes) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run);
    object.put("file", file.toString());
    object.put("bytes", bytes);
    object.put("examples", examples);
    result(
        "run '%s' is packed into %s (%,d bytes%s); verify it with: gradstream replay %s"
            .formatted(run, file, bytes, examples ? "" : ", without its examples", file),
        object);
  }
}
