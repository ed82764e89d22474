package dev.gradstream.app;

import dev.gradstream.console.Failure;
import dev.gradstream.console.Terminal;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.KafkaRuns;
import dev.gradstream.settings.Nearest;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.Specification;
import java.util.List;
import java.util.Map;

/** The runs whose journals are on the cluster. Used by the command's thread. */
final class Runs implements RunSummary.Catalogue {
  private final Cluster cluster;
  private final KafkaConnection connection;

  private Runs(Cluster cluster) {
    this.cluster = cluster;
    this.connection = new Assembly(cluster, ClientWatch.NONE).connection();
  }

  static Runs open(Options options, Terminal terminal) {
    return new Runs(Cluster.open(options, terminal));
  }

  @Override
  public List<RunSummary> all() {
    return new KafkaRuns(connection, "").list().stream().map(Runs::summary).toList();
  }

  @Override
  public void close() {
    cluster.close();
  }

  static RunSummary summary(KafkaRuns.Run run) {
    if (run.first().isEmpty() || run.last().isEmpty()) {
      return new RunSummary(
          run.name(),
          run.trouble().isEmpty() ? "empty" : run.trouble(),
          0,
          0,
          0,
          0,
          0,
          Double.NaN,
          Map.of(),
          "",
          0,
          Map.of());
    }
    JournalBlock last = run.last().get();
    Event.RunStarted started = (Event.RunStarted) run.first().get().events().getFirst();
    MetricsRecord metrics = run.metrics().orElse(null);
    return new RunSummary(
        run.name(),
        state(last),
        started.startedAtMs(),
        last.committedAtMs(),
        metrics == null ? 0 : metrics.lastStep(),
        metrics == null ? 0 : metrics.examples(),
        metrics == null ? 0 : metrics.rejected(),
        metrics == null ? Double.NaN : metrics.loss(),
        metrics == null ? Map.of() : metrics.figures(),
        Certificate.hex(last.certificate()),
        run.keptFromStep(),
        started.specification(),
        parent(run.first().get()));
  }

  // A paused run's journal goes on only with orders, and with its end.
  static String state(JournalBlock last) {
    for (Event event : last.events().reversed()) {
      switch (event) {
        case Event.RunEnded ended -> {
          return "ended: " + ended.reason();
        }
        case Event.RunPaused paused -> {
          return "paused";
        }
        case Event.SpecificationChanged changed -> {}
        case Event.SkipOrdered ordered -> {}
        case Event.CommandRefused refused -> {}
        default -> {
          return "open";
        }
      }
    }
    return "open";
  }

  private static String parent(JournalBlock first) {
    return first.events().size() > 1 && first.events().get(1) instanceof Event.RunBranched branched
        ? branched.parent() + "@" + branched.step()
        : "";
  }

  static void requireName(String run) {
    if (!Specification.isRunName(run)) {
      throw Failure.usage(
          "'" + run + "' is no name of a run: expected 1 to 100 letters, digits, '.', '_' or '-'");
    }
  }

  /** Last committed step of a run; 0 where there is none, or no such run. */
  static long lastStep(String run, KafkaConnection connection) {
    return new KafkaRuns(connection, "")
        .find(run)
        .flatMap(KafkaRuns.Run::metrics)
        .map(MetricsRecord::lastStep)
        .orElse(0L);
  }

  /** The failure of somebody who names a run that is not there. */
  static Failure unknown(String run, KafkaConnection connection) {
    List<String> names =
        new KafkaRuns(connection, "").list().stream().map(KafkaRuns.Run::name).toList();
    return Failure.failed(
        "no run named '" + run + "'" + Nearest.hint(run, names) + " (list them: gradstream runs)");
  }
}
