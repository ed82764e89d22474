package dev.gradstream.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the training thread is held up by a snapshot: a copy of the whole state into room that
 * was used before, and into memory that has yet to be taken.
 */
@org.openjdk.jmh.annotations.State(Scope.Benchmark)
@BenchmarkMode({Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx3g"})
public class SnapshotCopyBenchmark {
  /** Width of the two hidden layers: its square, times 4 bytes, is most of the state. */
  @Param({"1600", "7000"})
  public int width; // 10 MB, 196 MB

  private State state;
  private List<NamedArray> room;

  @Setup(Level.Trial)
  public void create() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("run", "copied");
    settings.put("source.topic", "none");
    settings.put("source.format", "csv");
    settings.put("source.columns[0]", "x");
    settings.put("source.columns[1]", "y");
    settings.put("label.name", "y");
    settings.put("label.kind", "real");
    settings.put("features[0].columns[0]", "x");
    settings.put("window.size", "1");
    settings.put("model.layers[0].dense", "" + width);
    settings.put("model.layers[1].dense", "" + width);
    settings.put("model.layers[2].dense", "1");
    settings.put("model.loss", "squared");
    settings.put("optimizer.name", "sgd");
    settings.put("optimizer.learningRate", "0.1");
    state =
        State.of(
            new Event.RunStarted(
                "copied", settings, Training.ARITHMETIC, "", "", Map.of(0, 0L), Map.of(), 0));
    room = Snapshots.of(state, 0).arrays();
  }

  @Benchmark
  public Snapshot intoRoomUsedBefore() {
    return Snapshots.of(state, 0, room);
  }

  @Benchmark
  public Snapshot intoFreshMemory() {
    return Snapshots.of(state, 0);
  }
}
