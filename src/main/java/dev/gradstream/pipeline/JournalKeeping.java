package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.pipeline.replay.Survivors;
import dev.gradstream.pipeline.replay.Witness;
import dev.gradstream.training.JournalBlock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Lets go of what a journal need not keep ({@code journal: {keep: 30d}}): everything before the
 * newest snapshot that is at least so old. That snapshot is pinned, read to the last bit and
 * compared with the journal first, because from then on the history rests on it.
 *
 * <p>Asked after each snapshot, on whichever thread has written it. Without the setting nothing is
 * ever let go.
 */
final class JournalKeeping {
  private static final Logger LOG = LoggerFactory.getLogger(JournalKeeping.class);

  private final RunPorts ports;
  private final String run;
  private final long keepMs;
  private final InstantSource clock;

  /**
   * @param keepMs {@link Long#MAX_VALUE} for everything
   */
  JournalKeeping(RunPorts ports, String run, long keepMs, InstantSource clock) {
    this.ports = ports;
    this.run = run;
    this.keepMs = keepMs;
    this.clock = clock;
  }

  /** Truncates the journal where that is due; a failure is told and tried again later. */
  Mono<Void> tidy() {
    if (keepMs == Long.MAX_VALUE) {
      return Mono.empty();
    }
    return Mono.defer(this::truncate)
        .onErrorResume(
            failure -> {
              LOG.warn(
                  "run '{}': the journal could not be truncated and is longer than journal.keep for now: {}",
                  run,
                  failure.getMessage());
              return Mono.empty();
            });
  }

  private Mono<Void> truncate() {
    long first = ports.journal().firstSequence();
    List<StoredSnapshot> stored = ports.snapshots().list();
    Optional<StoredSnapshot> beginning =
        stored.reversed().stream()
            .filter(one -> one.blockSequence() > first)
            .filter(one -> clock.millis() - one.writtenAtMs() >= keepMs)
            .findFirst();
    return beginning.map(at -> truncate(at, stored)).orElse(Mono.empty());
  }

  private Mono<Void> truncate(StoredSnapshot at, List<StoredSnapshot> stored) {
    ports.snapshots().pin(at, SnapshotStore.JOURNAL_PIN);
    if (!isSound(at)) {
      ports.snapshots().unpin(at, SnapshotStore.JOURNAL_PIN);
      return Mono.empty();
    }
    return ports
        .journal()
        .truncate(at.blockSequence())
        .then(
            Mono.fromRunnable(
                () -> {
                  LOG.info(
                      "run '{}': the journal is kept from step {} on, what came before is older than journal.keep",
                      run,
                      at.step());
                  stored.stream()
                      .filter(one -> one.blockSequence() < at.blockSequence())
                      .filter(one -> one.pins().contains(SnapshotStore.JOURNAL_PIN))
                      .forEach(one -> ports.snapshots().unpin(one, SnapshotStore.JOURNAL_PIN));
                }));
  }

  private boolean isSound(StoredSnapshot at) {
    Optional<byte[]> certificate = ports.snapshots().read(at).map(Witness::certificate);
    JournalBlock block = ports.journal().read(at.blockSequence()).next().block();
    boolean vouchedFor =
        block != null
            && certificate.map(its -> Arrays.equals(its, block.certificate())).orElse(false);
    return vouchedFor
        && Survivors.of(ports.journal().read(at.blockSequence() + 1))
            .holds(at.blockSequence(), at.window());
  }
}
