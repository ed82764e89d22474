package dev.gradstream.bench;

import com.sun.management.ThreadMXBean;
import dev.gradstream.codec.JournalBlocks;
import dev.gradstream.codec.MetricsEvents;
import dev.gradstream.kernel.Conversions;
import dev.gradstream.meters.RunMeters;
import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.web.RunFeed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.scheduler.Schedulers;

/**
 * Trains over a topic in memory until a pass makes no more garbage than allowed, and prints what
 * the least wasteful one made: bytes an example of decoding, windows, learning, encoding the
 * journal, meters and page. Arguments: model, window, allowed bytes.
 */
final class PathGarbage {
  private static final int EXAMPLES = 400_000;
  private static final int PASSES = 60;
  private static final int POLLED = 4_000; // of a partition

  private PathGarbage() {}

  /**
   * Encodes what is committed, as a journal on Kafka does, and counts the second half's garbage.
   */
  private static final class Counting implements StepSink {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TimedSource source;
    private long examples;
    private long bytes;

    Counting(TimedSource source) {
      this.source = source;
    }

    @Override
    public void committed(CommittedBlock block) {
      JournalBlocks.encode(block.block());
      if (block.metrics() == null) {
        return;
      }
      MetricsEvents.encode(block.metrics());
      long now = threads.getCurrentThreadAllocatedBytes() + source.handedBytes();
      if (examples == 0 && block.metrics().examples() >= EXAMPLES / 2) {
        examples = block.metrics().examples();
        bytes = now;
      } else if (examples > 0 && block.metrics().examples() == EXAMPLES) {
        bytes = now - bytes;
        examples = EXAMPLES - examples;
      }
    }
  }

  public static void main(String[] arguments) {
    Conversions.byVectors(); // each is an object where the compiler does not see through it
    Network network = Network.of(arguments[0]);
    double allowed = Double.parseDouble(arguments[2]);
    MemorySource source = new MemorySource("id", 2, poll -> POLLED, System::currentTimeMillis);
    BenchTopic topic = network.examples();
    for (int i = 0; i < EXAMPLES; i++) {
      source.append(i % 2, topic.record(i));
    }
    ExecutorService executor = Executors.newSingleThreadExecutor();
    String steps = Integer.toString(40_000 / Integer.parseInt(arguments[1]));
    double least = Double.MAX_VALUE;
    for (int pass = 0; pass < PASSES && least > allowed; pass++) {
      TimedSource timed = new TimedSource(source);
      Counting counting = new Counting(timed);
      var asked =
          network.run(
              "garbage",
              "topic",
              Map.of("window.size", arguments[1], "commit.steps", steps, "commit.interval", "1h"));
      new Trainer(
              new RunPorts(timed, new MemoryJournal("garbage"), new MemorySnapshots()),
              asked,
              "w",
              "test",
              List.of(new RunMeters(new SimpleMeterRegistry()), new RunFeed(), counting),
              InstantSource.system(),
              Schedulers.fromExecutorService(executor))
          .train()
          .block();
      least = Math.min(least, counting.bytes / (double) counting.examples);
    }
    executor.shutdownNow();
    System.out.printf("%.1f%n", least);
  }
}
