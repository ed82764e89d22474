package dev.gradstream.bench;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.training.Event;
import dev.gradstream.training.StepReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** Watches one training pass and adds up what it took. On the committing thread. */
public final class PassMeter implements StepSink {
  private static final String TRAINING_THREAD = "gradstream-training";
  private static final String[] TRAINING_STAGES = {"window", "learn"};
  private static final String[] OWN_THREADS = {TRAINING_THREAD, "kafka-writer-"};
  private static final String[] COMMIT_THREADS = {"kafka-writer-", "kafka-producer-network-"};

  private final TimedSource source;
  private final ClientBytes client;
  private final long expected;
  private final LongConsumer progress;
  private final Map<String, Long> stages = new LinkedHashMap<>();
  private long examples;
  private long steps;
  private long commits;
  private long examplesAtEnd; // among the last ones, whose loss counts
  private double lossAtEnd; // the sum of it
  private ThreadCosts halfway; // null before
  private long examplesHalfway;
  private long otherBytesHalfway; // decoding's, less what was the client's
  private Pass pass;

  /**
   * @param source of the same pass
   * @param client counts what the writer's producer allocates
   * @param expected examples of the pass; garbage is counted in its second half, when all that is
   *     used again is there
   * @param progress told after each commit how many examples it is up to
   */
  public PassMeter(TimedSource source, ClientBytes client, long expected, LongConsumer progress) {
    this.source = source;
    this.client = client;
    this.expected = expected;
    this.progress = progress;
  }

  @Override
  public void committed(CommittedBlock block) {
    commits++;
    for (Event event : block.block().events()) {
      if (event instanceof Event.WindowApplied window) {
        steps += window.steps().size();
        for (StepReport step : window.steps()) {
          learned(step);
        }
      }
    }
    block.stageNanos().forEach((stage, nanos) -> stages.merge(stage, nanos, Long::sum));
    if (halfway == null && examples >= expected / 2) {
      halfway = ThreadCosts.now();
      examplesHalfway = examples;
      otherBytesHalfway = otherBytes();
    }
    progress.accept(examples);
  }

  private void learned(StepReport step) {
    examples += step.examples();
    if (examples > expected - BenchTopic.DRAWN) {
      examplesAtEnd += step.examples();
      lossAtEnd += step.loss() * step.examples();
    }
  }

  // Its threads still live, but for the one that polled.
  @Override
  public void stopped(String reason) {
    if (!source.begun()) {
      return;
    }
    long nanos = source.elapsedNanos();
    ThreadCosts now = ThreadCosts.now();
    ThreadCosts start = source.atStart();
    double loss = lossAtEnd / examplesAtEnd;
    pass = new Pass(examples, steps, commits, nanos, spent(start, now), garbage(now), loss);
  }

  // Stages of the training thread are timed by the clock; where others had the processor meanwhile,
  // they share what the thread had of it.
  private Map<String, Long> spent(ThreadCosts start, ThreadCosts now) {
    Map<String, Long> spent = new LinkedHashMap<>();
    spent.put("poll", source.pollNanos());
    spent.put("decode", source.handedNanos());
    double timed = 0;
    for (String stage : TRAINING_STAGES) {
      timed += stages.getOrDefault(stage, 0L);
    }
    double had = Math.min(1, now.cpuNanosSince(start, TRAINING_THREAD) / Math.max(1, timed));
    for (String stage : TRAINING_STAGES) {
      spent.put(stage, (long) (had * stages.getOrDefault(stage, 0L)));
    }
    spent.put("commit", now.cpuNanosSince(start, COMMIT_THREADS));
    long all = spent.values().stream().mapToLong(Long::longValue).sum();
    spent.put("other", Math.max(0, now.processNanos() - start.processNanos() - all));
    return spent;
  }

  private double garbage(ThreadCosts now) {
    return halfway == null || examples == examplesHalfway
        ? Double.NaN
        : (now.bytesSince(halfway, OWN_THREADS) + otherBytes() - otherBytesHalfway)
            / (double) (examples - examplesHalfway);
  }

  private long otherBytes() {
    return source.handedBytes() - client.bytes();
  }

  /** What the pass came to; null where it brought no record. */
  public Pass pass() {
    return pass;
  }
}
