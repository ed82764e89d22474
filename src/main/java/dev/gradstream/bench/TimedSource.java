package dev.gradstream.bench;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import reactor.core.publisher.Flux;

/**
 * A source that tells when its first record came, what had been spent until then, and what its own
 * thread spent. For one read.
 */
public final class TimedSource implements ExampleSource {
  private final ExampleSource source;
  private volatile ThreadCosts atStart; // when the first record came; null before it
  private volatile long startNanos;
  private long startCpuNanos; // of the polling thread
  private volatile long pollNanos;
  private volatile long polls;

  public TimedSource(ExampleSource source) {
    this.source = source;
  }

  @Override
  public SourceExtent extent() {
    return source.extent();
  }

  @Override
  public long retentionMs() {
    return source.retentionMs();
  }

  @Override
  public Flux<RecordChunk> read(ReadPlan plan) {
    return source.read(plan).doOnNext(this::came);
  }

  // On the source's own thread, which is gone when the pass is over.
  private void came(RecordChunk chunk) {
    if (atStart == null && !chunk.partitions().isEmpty()) {
      atStart = ThreadCosts.now();
      startCpuNanos = ThreadCosts.ownCpuNanos();
      startNanos = System.nanoTime();
    } else if (atStart != null) {
      polls++;
      pollNanos = ThreadCosts.ownCpuNanos() - startCpuNanos;
    }
  }

  boolean begun() {
    return atStart != null;
  }

  ThreadCosts atStart() {
    return atStart;
  }

  /** Time since the first record came. */
  public long elapsedNanos() {
    return atStart == null ? 0 : System.nanoTime() - startNanos;
  }

  /** Processor time of the thread that polls, until its last chunk. */
  long pollNanos() {
    return pollNanos;
  }

  long polls() {
    return polls;
  }
}
