package dev.gradstream.bench;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A source that tells when its first record came, what had been spent until then, and what its own
 * thread spent: on polling, and on what the flow does there with what it is handed. For one read.
 */
public final class TimedSource implements ExampleSource {
  private final ExampleSource source;
  private volatile ThreadCosts atStart; // when the first record came; null before it
  private volatile long startNanos;
  private long startCpuNanos; // of the polling thread
  private volatile long pollNanos;
  private volatile long handedNanos;
  private volatile long handedBytes;
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
    return source
        .read(plan)
        .transform(Operators.<RecordChunk, RecordChunk>lift((flux, next) -> new Timed(next)));
  }

  /** On the source's own thread, which is gone when the pass is over. */
  private final class Timed implements CoreSubscriber<RecordChunk> {
    private final CoreSubscriber<? super RecordChunk> next;

    Timed(CoreSubscriber<? super RecordChunk> next) {
      this.next = next;
    }

    @Override
    public void onNext(RecordChunk chunk) {
      if (atStart == null && chunk.partitions().isEmpty()) {
        next.onNext(chunk);
        return;
      }
      if (atStart == null) {
        atStart = ThreadCosts.now();
        startCpuNanos = ThreadCosts.ownCpuNanos();
        startNanos = System.nanoTime();
      }
      long nanos = ThreadCosts.ownCpuNanos();
      long bytes = ThreadCosts.ownBytes();
      next.onNext(chunk);
      long now = ThreadCosts.ownCpuNanos();
      handedNanos += now - nanos;
      handedBytes += ThreadCosts.ownBytes() - bytes;
      pollNanos = now - startCpuNanos - handedNanos;
      polls++;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      next.onSubscribe(subscription);
    }

    @Override
    public void onError(Throwable failure) {
      next.onError(failure);
    }

    @Override
    public void onComplete() {
      next.onComplete();
    }

    @Override
    public Context currentContext() {
      return next.currentContext();
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

  /** Processor time that the thread which polls gave to what it was handing its chunks to. */
  long handedNanos() {
    return handedNanos;
  }

  /** Bytes that were allocated there. */
  long handedBytes() {
    return handedBytes;
  }

  /** Processor time of the thread that polls, until its last chunk, without those. */
  long pollNanos() {
    return pollNanos;
  }

  long polls() {
    return polls;
  }
}
