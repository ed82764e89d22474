package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Recovery;
import dev.gradstream.pipeline.replay.Recovery.Recovered;
import dev.gradstream.pipeline.window.Buffers;
import dev.gradstream.pipeline.window.Cut;
import dev.gradstream.pipeline.window.Cutter;
import dev.gradstream.pipeline.window.DecodedChunk;
import dev.gradstream.pipeline.window.Decoding;
import dev.gradstream.pipeline.window.MergingCutter;
import dev.gradstream.pipeline.window.Stages;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Trains a run from where its journal ends until its source or one of its stopping criteria ends
 * it.
 *
 * <pre>
 *   source --chunks--&gt; decode --&gt; window --&gt; gradient, optimizer --blocks--&gt; commit --&gt; sinks
 *   (----- poll thread -----)     (------ training thread -------)        (journal's thread)
 *                                                                        '--&gt; snapshots
 * </pre>
 *
 * <p>Nothing shows before it is committed: sinks are told after the journal has answered. If a
 * commit's outcome is unknown, the working state is thrown away and recovered from the journal.
 */
public final class Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
  private static final int POLL_MS = 50;
  private static final int SHORTEST_POLL_MS = 5;
  private static final int RETRIES = 10;
  private static final Duration CONTROL_PAUSE = Duration.ofSeconds(5);

  private final RunPorts ports;
  private final CheckedSpecification asked;
  private final String writer;
  private final String version;
  private final List<StepSink> sinks;
  private final InstantSource clock;
  private final Scheduler thread;
  private final Sinks.Empty<Void> stopping = Sinks.empty();
  private volatile boolean stopAsked;
  private volatile long known; // number of blocks that this trainer has read or committed
  private volatile Remedy remedy; // what the next session begins with; null for nothing

  /**
   * @param writer names this process in the journal
   * @param version of gradstream, for the journal
   * @param thread one ordinary thread for the state's owner, which may be blocked during recovery
   */
  public Trainer(
      RunPorts ports,
      CheckedSpecification asked,
      String writer,
      String version,
      List<StepSink> sinks,
      InstantSource clock,
      Scheduler thread) {
    this.ports = ports;
    this.asked = asked;
    this.writer = writer;
    this.version = version;
    this.sinks = new CopyOnWriteArrayList<>(sinks);
    this.clock = clock;
    this.thread = thread;
  }

  /**
   * The session. Fails with the cause's one clear message, of which nothing is half-written: what
   * was committed stands, and training again goes on from there.
   */
  public Mono<Outcome> train() {
    Patience patience =
        new Patience(RETRIES, what -> LOG.warn("run '{}' {}", asked.specification().run(), what));
    return Mono.defer(() -> session(patience))
        .subscribeOn(thread)
        .doOnError(
            failure -> LOG.debug("run '{}': session failed", asked.specification().run(), failure))
        .retryWhen(patience)
        .repeat() // a session that ends for a divergence is followed by the next
        .takeUntil(last -> last.outcome() != null)
        .last()
        .map(PendingBlock::outcome)
        .doOnNext(outcome -> tell(sink -> sink.stopped(outcome.reason())));
  }

  /**
   * Asks the session to commit what it has and to end; {@link #train()} then completes, or fails
   * with a {@link StoppedException} where it was not yet where the journal ends. Any thread.
   */
  public void stop() {
    stopAsked = true;
    stopping.tryEmitEmpty();
  }

  private Mono<PendingBlock> session(Patience patience) {
    // Where this session fails, the journal tells whether the remedy was committed; if not, the
    // window diverges again.
    Remedy decided = remedy;
    remedy = null;
    String run = asked.specification().run();
    if (stopAsked) {
      return Mono.error(new StoppedException(run));
    }
    if (!patience.begun()) {
      ports.source().extent(); // a source that is not there is told before the run has topics
    } else if (blocksSince(known).anyMatch(block -> !block.writer().equals(writer))) {
      return Mono.error(new FencedException(run, null)); // and the one who has it keeps it
    }
    ports.journal().acquire();
    // Who has written in between has decided himself.
    Remedy now = decided == null || blocksSince(known).findAny().isPresent() ? null : decided;
    Recovery recovery = new Recovery(ports, asked, writer, version, clock, thread);
    Mono<Recovered> recover =
        now instanceof Remedy.Back back ? recovery.recoverTo(back.window()) : recovery.recover();
    return recover
        .takeUntilOther(stopping.asMono())
        .switchIfEmpty(Mono.error(() -> new StoppedException(run)))
        .publishOn(thread) // journal's thread -> the thread that owns the state
        .doOnNext(
            recovered -> {
              patience.recovered();
              known = recovered.nextSequence();
              if (now == null) {
                tell(sink -> sink.started(recovered.started(), recovered.state().step()));
                tell(sink -> sink.paused(recovered.state().paused()));
              }
            })
        .flatMap(recovered -> learn(recovered, now, patience));
  }

  // Blocks the training thread, as recovery does.
  private Stream<JournalBlock> blocksSince(long sequence) {
    return ports.journal().read(sequence).toStream(1);
  }

  private Mono<PendingBlock> learn(Recovered recovered, Remedy now, Patience patience) {
    State state = recovered.state();
    var specification = state.specification();
    Stages stages = new Stages();
    CommandDesk desk = new CommandDesk(state, clock);
    BlockGathering blocks =
        new BlockGathering(
            recovered, writer, asked, clock, stages, desk, () -> stopAsked, this::watched);
    ReadPartitions.requireAll(recovered, ports.source());
    SnapshotStage snapshots =
        new SnapshotStage(ports, recovered, asked.keepMs(), clock, blocks, this::tell);
    // It moves the state, so it comes before all that begins where the state stands.
    Flux<PendingBlock> first = now == null ? Flux.empty() : Flux.just(blocks.remedied(now));
    Decoding decoding =
        new Decoding(
            CheckedSpecification.decoder(state.specification()), // with what a remedy carried on
            specification.layout(),
            ports.schemas());
    Buffers buffers = new Buffers(state.positions(), decoding, specification.window().examples());
    Map<Integer, Long> endOffsets = recovered.started().endOffsets();
    Cutter cutter = cutter(state, endOffsets, buffers, stages);
    blocks.onMaxWait(cutter::maxWaitMs);
    int pollMs =
        Math.clamp(
            Math.min(specification.window().maxWaitMs(), asked.pace().intervalMs()),
            SHORTEST_POLL_MS,
            POLL_MS);
    ReadPlan plan =
        new ReadPlan(
            state.positions(),
            cutter.ends(endOffsets),
            buffers::wanted,
            buffers::waiting,
            pollMs,
            decoding.recordsOfPoll());
    Flux<Signal> source =
        ports
            .source()
            .read(plan)
            .<Signal>map(chunk -> new Signal.Polled(timed(stages, buffers, chunk)))
            .concatWithValues(new Signal.SourceOver());
    int ahead = endOffsets.isEmpty() ? ReadPlan.LIVE_POLLS_AHEAD : ReadPlan.POLLS_AHEAD;
    Flux<PendingBlock> learned =
        Flux.merge(ahead, source, commands(desk, state.nextCommand()))
            .publishOn(thread, ahead) // poll threads -> the thread that owns the state
            .doOnNext(signal -> snapshots.look(state.step()))
            .concatMapIterable(signal -> cuts(signal, cutter), 1)
            .handle(blocks::accept);
    return first
        .concatWith(learned)
        .takeUntil(PendingBlock::isLast)
        // Who has committed asks for more; training must not go on there.
        .publishOn(thread, 1)
        .concatMap(pending -> commit(pending, blocks, stages), 0) // one more waits before it
        .doOnNext(pending -> progress(pending, patience))
        .publish(snapshots::after)
        .last()
        .doOnNext(last -> remedy = last.remedy())
        .doFinally(end -> cutter.close());
  }

  private Cutter cutter(
      State state, Map<Integer, Long> endOffsets, Buffers buffers, Stages stages) {
    var specification = state.specification();
    String followed = specification.window().follows();
    if (followed == null) {
      return new MergingCutter(
          buffers,
          endOffsets,
          specification.window(),
          specification.layout(),
          state.seen(),
          stages,
          state::paused);
    }
    return FollowingCutter.after(
        state.window(),
        followed,
        ports.others().apply(followed),
        buffers,
        specification.layout(),
        state::paused);
  }

  // A snapshot alone is no proof that commits get through.
  private static void progress(PendingBlock pending, Patience patience) {
    if (pending.commit() != null) {
      patience.progress();
    }
  }

  private static Iterable<Cut> cuts(Signal signal, Cutter cutter) {
    return switch (signal) {
      case Signal.Polled polled -> cutter.cut(polled.chunk());
      case Signal.SourceOver over -> cutter.rest();
      case Signal.Commands commands -> cutter.again();
    };
  }

  // A run whose commands cannot be read goes on without them, and says so once.
  private Flux<Signal> commands(CommandDesk desk, long fromPosition) {
    return ports
        .control()
        .read(fromPosition)
        .doOnNext(desk::take) // on the thread that reads them: the desk's queue is all they share
        .<Signal>map(poll -> new Signal.Commands())
        .retryWhen(
            Retry.fixedDelay(Long.MAX_VALUE, CONTROL_PAUSE)
                .doBeforeRetry(
                    failed -> {
                      if (failed.totalRetries() == 0) {
                        LOG.warn(
                            "run '{}': commands cannot be read, and are tried again every {} s; training goes on: {}",
                            asked.specification().run(),
                            CONTROL_PAUSE.toSeconds(),
                            failed.failure().getMessage());
                      }
                    }));
  }

  // On the poll thread: what comes next is decoded while what came before is learned from.
  private static DecodedChunk timed(Stages stages, Buffers buffers, RecordChunk chunk) {
    long start = System.nanoTime();
    DecodedChunk decoded = buffers.decode(chunk);
    stages.add(Stages.Stage.DECODE, start);
    return decoded;
  }

  private Mono<PendingBlock> commit(PendingBlock pending, BlockGathering blocks, Stages stages) {
    if (pending.commit() == null) {
      return Mono.just(pending);
    }
    return Mono.defer(
        () -> {
          long start = System.nanoTime();
          return ports
              .journal()
              .commit(pending.commit())
              .doOnSuccess(
                  done -> {
                    stages.add(Stages.Stage.COMMIT, start);
                    blocks.committed();
                    known = pending.commit().block().sequence() + 1;
                    tell(sink -> sink.committed(pending.block()));
                  })
              .thenReturn(pending);
        });
  }

  private boolean watched() {
    for (StepSink sink : sinks) {
      if (sink.looks()) {
        return true;
      }
    }
    return false;
  }

  // Who only watches must not end a run: one that fails is told of and not shown anything again.
  private synchronized void tell(Consumer<StepSink> what) {
    for (StepSink sink : sinks) {
      try {
        what.accept(sink);
      } catch (RuntimeException e) {
        sinks.remove(sink);
        LOG.warn(
            "run '{}': {} failed and is left out from now on",
            asked.specification().run(),
            sink.getClass().getSimpleName(),
            e);
      }
    }
  }
}
