package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.WholeFile;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.web.Report;
import dev.gradstream.web.RunFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: one run, or two side by side, as one file to attach or to print. */
@CommandLine.Command(
    name = "report",
    description =
        "Writes how a run went, or how two did, into one HTML file to attach or to print.",
    footer =
        "%nIn the file: charts to zoom into, settings, ranges of the data, certificate, what happened and"
            + " when; no example, and never a client's properties. It opens without a network.")
final class ReportCommand extends Command {
  @Parameters(index = "0", paramLabel = "RUN", description = "the run's name")
  String run;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OTHER",
      description = "another run, to be shown beside it")
  String other;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "the file to write")
  Path file;

  ReportCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    List<String> names = other == null ? List.of(run) : List.of(run, other);
    names.forEach(Runs::requireName);
    WholeFile.check(file, "--output");
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      for (String name : names) { // before a long journal is read for nothing
        if (assembly.started(name).isEmpty()) {
          throw Runs.unknown(name, assembly.connection());
        }
      }
      List<RunFeed> feeds = new ArrayList<>();
      for (String name : names) {
        feeds.add(recollected(assembly, name));
      }
      byte[] page = Report.of(feeds, environment());
      WholeFile.write(file, out -> out.write(page));
      told(names, page.length);
    }
    return ExitStatus.DONE;
  }

  private RunFeed recollected(Assembly assembly, String name) {
    RunFeed feed = new RunFeed();
    try (Progress progress = new Progress(context, "reading " + name, "examples", 0)) {
      Recollection.tell(assembly, name, feed, progress::reached);
    }
    return feed;
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("report made", Instant.now().toString());
    environment.put("by gradstream", Version.current());
    environment.put("on Java", Runtime.version().toString());
    environment.put(
        "and", System.getProperty("os.name") + " (" + System.getProperty("os.arch") + ")");
    return environment;
  }

  private void told(List<String> names, long bytes) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("runs", names);
    object.put("file", file.toString());
    object.put("bytes", bytes);
    result("%s: %,d bytes, to be opened in any browser".formatted(file, bytes), object);
  }
}
