package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.pipeline.replay.Recovery;
import dev.gradstream.training.Snapshot;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What follows the commits of one session: snapshots, in transactions of their own, and the tidying
 * of the journal that they make possible.
 */
final class SnapshotStage {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotStage.class);

  private final SnapshotStore store;
  private final String run;
  private final InstantSource clock;
  private final BlockGathering blocks;
  private final Consumer<Consumer<StepSink>> tell;
  private final JournalKeeping keeping;
  private final SnapshotAge age;

  /**
   * Blocks the thread.
   *
   * @param keepMs how long the journal's blocks are kept at least
   * @param tell reaches those who watch
   */
  SnapshotStage(
      RunPorts ports,
      Recovery.Recovered recovered,
      long keepMs,
      InstantSource clock,
      BlockGathering blocks,
      Consumer<Consumer<StepSink>> tell) {
    this.store = ports.snapshots();
    this.run = recovered.started().run();
    this.clock = clock;
    this.blocks = blocks;
    this.tell = tell;
    keeping = new JournalKeeping(ports, run, keepMs, clock);
    age =
        new SnapshotAge(
            run,
            ports.source().retentionMs(),
            recovered.snapshotStep(),
            takenAtMs(recovered),
            LOG::warn);
    tell.accept(sink -> sink.snapshot(age.atMs(), age.retentionMs()));
  }

  private long takenAtMs(Recovery.Recovered recovered) {
    long startedAtMs = recovered.started().startedAtMs();
    return recovered.snapshotStep() == 0
        ? startedAtMs
        : store.list().stream()
            .filter(stored -> stored.step() == recovered.snapshotStep())
            .mapToLong(StoredSnapshot::writtenAtMs)
            .max()
            .orElse(startedAtMs);
  }

  /** Looks at the newest snapshot's age; on the training thread, with the state's last step. */
  void look(long step) {
    if (age.look(clock.millis(), step)) {
      blocks.wantSnapshot();
    }
  }

  /**
   * The same blocks, which complete when the snapshots among them are written, too. One is written
   * at a time: another one is not taken before, but at the end, whose state waits unchanged. That a
   * commit fails is told by the commits alone, or it would be told twice.
   */
  Flux<PendingBlock> after(Flux<PendingBlock> committed) {
    Mono<PendingBlock> written =
        committed
            .onErrorComplete()
            .mapNotNull(PendingBlock::snapshot)
            .onBackpressureLatest()
            .concatMap(this::writeAndTidy, 1)
            .then(Mono.empty());
    return Flux.merge(written, committed);
  }

  private Mono<Void> writeAndTidy(Supplier<Snapshot> snapshot) {
    return write(snapshot.get()).doFinally(end -> blocks.snapshotDone()).then(keeping.tidy());
  }

  // Nothing rests on a snapshot but the time that the next start takes.
  private Mono<Void> write(Snapshot snapshot) {
    long takenAtMs = clock.millis();
    return store
        .write(snapshot)
        .doOnSuccess(
            done -> {
              age.taken(snapshot.step(), takenAtMs);
              tell.accept(sink -> sink.snapshot(takenAtMs, age.retentionMs()));
            })
        .onErrorResume(
            failure -> {
              LOG.warn(
                  "run '{}': the snapshot of step {} could not be written and is left out; training goes on, and the next start may take longer: {}",
                  run,
                  snapshot.step(),
                  failure.getMessage());
              return Mono.empty();
            });
  }
}
