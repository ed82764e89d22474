package dev.gradstream.kafka;

import dev.gradstream.kafka.broker.InProcessBroker;
import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.settings.Settings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.Schedulers;

/**
 * How long a whole trainer stands still while large snapshots are taken and written: the gaps
 * between two looks of the training thread at its clock, one at each step, with snapshots and
 * without. Arguments: width of the hidden layers, steps, steps between two snapshots.
 */
public final class SnapshotStall {
  private SnapshotStall() {}

  public static void main(String[] arguments) throws Exception {
    int width = Integer.parseInt(arguments[0]);
    int steps = Integer.parseInt(arguments[1]);
    try (InProcessBroker broker = InProcessBroker.start(Files.createTempDirectory("stall"))) {
      KafkaConnection connection = KafkaConnection.to(broker.bootstrapServers());
      KafkaRun.fill(connection, "examples", 1, steps, 1, KafkaRun::line);
      session(connection, "warm", width, steps);
      session(connection, "without", width, 1_000_000);
      session(connection, "with", width, Integer.parseInt(arguments[2]));
    }
    System.exit(0);
  }

  private static void session(KafkaConnection connection, String name, int width, int every) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("run", name);
    settings.put("source.topic", "examples");
    settings.put("source.format", "csv");
    settings.put("source.until", "end");
    settings.put("source.columns[0]", "a");
    settings.put("source.columns[1]", "b");
    settings.put("source.columns[2]", "y");
    settings.put("label.name", "y");
    settings.put("label.kind", "real");
    settings.put("features[0].columns[0]", "a");
    settings.put("features[0].columns[1]", "b");
    settings.put("window.size", "1");
    settings.put("model.layers[0].dense", "" + width);
    settings.put("model.layers[1].dense", "" + width);
    settings.put("model.layers[2].dense", "1");
    settings.put("model.loss", "squared");
    settings.put("optimizer.name", "sgd");
    settings.put("optimizer.learningRate", "0.000001");
    settings.put("snapshot.everySteps", "" + every);
    Gaps gaps = new Gaps();
    AtomicInteger snapshots = new AtomicInteger();
    StepSink sink =
        new StepSink() {
          @Override
          public void snapshot(long atMs, long retentionMs) {
            snapshots.incrementAndGet();
          }
        };
    RunTopics topics = RunTopics.of(name);
    KafkaJournal journal = new KafkaJournal(connection, topics, "examples");
    KafkaSnapshots store = new KafkaSnapshots(connection, topics);
    new Trainer(
            new RunPorts(new KafkaSource(connection, "examples"), journal, store),
            CheckedSpecification.of(Settings.ofFlat(settings)),
            "stall",
            "",
            List.of(sink),
            gaps,
            Schedulers.fromExecutorService(Executors.newSingleThreadExecutor()))
        .train()
        .block();
    journal.close();
    store.close();
    System.out.printf("%-8s %2d snapshots  %s%n", name, snapshots.get() - 1, gaps);
  }

  /** The system's clock, which notes the time and the thread's own time between two looks. */
  private static final class Gaps implements InstantSource {
    private final List<double[]> gaps = new ArrayList<>(); // wall, CPU; milliseconds
    private Thread thread;
    private long lastNs;
    private long lastCpuNs;

    @Override
    public synchronized Instant instant() {
      long nowNs = System.nanoTime();
      long cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      if (Thread.currentThread() == thread) {
        gaps.add(new double[] {(nowNs - lastNs) / 1e6, (cpuNs - lastCpuNs) / 1e6});
      } else if (thread == null || Thread.currentThread().getName().startsWith("pool")) {
        thread = Thread.currentThread();
      } else {
        return Instant.now(); // of another thread
      }
      lastNs = nowNs;
      lastCpuNs = cpuNs;
      return Instant.now();
    }

    @Override
    public synchronized String toString() {
      return "wall " + of(0) + "   CPU " + of(1);
    }

    private String of(int which) {
      double[] sorted =
          gaps.stream().mapToDouble(gap -> gap[which]).filter(ms -> ms > 1).sorted().toArray();
      int n = sorted.length;
      return "median %.0f ms, p95 %.0f, longest %.0f %.0f %.0f %.0f"
          .formatted(
              sorted[n / 2],
              sorted[n * 95 / 100],
              sorted[n - 1],
              sorted[n - 2],
              sorted[n - 3],
              sorted[n - 4]);
    }
  }
}
