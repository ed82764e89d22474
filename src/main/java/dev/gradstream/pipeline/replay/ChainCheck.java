package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Chain;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What can be proved of a run without its examples: that every link of the journal's certificate
 * follows from the events, and that every snapshot is the state whose digest and certificate the
 * journal has. Reads only; blocks while it reads.
 */
public final class ChainCheck {

  /**
   * What was found.
   *
   * @param trouble the first thing that does not fit, in words; null where all does
   * @param certificate of the last block, 32 bytes
   */
  public record Finding(
      String trouble, long blocks, long steps, int snapshots, byte[] certificate) {}

  /** What the journal has of a block at which there is a snapshot. */
  private record Link(byte[] certificate, long step, long digest) {}

  private ChainCheck() {}

  /** Checks a journal from its first block, and its snapshots. */
  public static Finding of(Journal journal, SnapshotStore snapshots) {
    History history = new History(journal);
    Event.RunStarted started = history.beginning().started();
    List<StoredSnapshot> stored = snapshots.list();
    Map<Long, Link> links = new TreeMap<>();
    stored.forEach(snapshot -> links.put(snapshot.blockSequence(), null));
    Chain chain = new Chain(started);
    JournalBlock block = null;
    byte[] certificate = new byte[Certificate.LENGTH];
    long step = 0;
    long digest = 0;
    for (Iterator<RecordedEvent> events = history.recorded(); events.hasNext(); ) {
      RecordedEvent event = events.next();
      block = event.block();
      certificate = chain.after(event.event());
      if (event.event() instanceof Event.WindowApplied applied && !applied.steps().isEmpty()) {
        step = applied.steps().getLast().step();
        digest = applied.steps().getLast().digest();
      }
      String trouble = event.contradiction();
      if (event.lastOfBlock() && !Arrays.equals(certificate, block.certificate())) {
        trouble =
            "its certificate is %s, and from its events follows %s"
                .formatted(Certificate.hex(block.certificate()), Certificate.hex(certificate));
      }
      if (trouble != null) {
        return new Finding(
            "block %d, up to step %,d: %s".formatted(block.sequence(), step, trouble),
            block.sequence(),
            step,
            0,
            certificate);
      }
      if (event.lastOfBlock() && links.containsKey(block.sequence())) {
        links.put(block.sequence(), new Link(certificate, step, digest));
      }
    }
    long blocks = block == null ? 0 : block.sequence() + 1;
    return snapshots(new Finding(null, blocks, step, 0, certificate), started, snapshots, links);
  }

  private static Finding snapshots(
      Finding chain, Event.RunStarted started, SnapshotStore snapshots, Map<Long, Link> links) {
    int fitting = 0;
    for (StoredSnapshot stored : snapshots.list()) {
      Link link = links.get(stored.blockSequence());
      if (link == null) {
        continue; // of what was rolled back, or of a block after the journal's end
      }
      Snapshot snapshot = snapshots.read(stored).orElse(null);
      String trouble = snapshot == null ? "it is broken" : trouble(snapshot, started, link);
      if (trouble != null) {
        return new Finding(
            "the snapshot of step %,d: %s".formatted(stored.step(), trouble),
            chain.blocks(),
            chain.steps(),
            fitting,
            chain.certificate());
      }
      fitting++;
    }
    return new Finding(null, chain.blocks(), chain.steps(), fitting, chain.certificate());
  }

  private static String trouble(Snapshot snapshot, Event.RunStarted started, Link link) {
    State state = State.of(started);
    try {
      Snapshots.restore(snapshot, state);
    } catch (IllegalStateException otherArrays) {
      return otherArrays.getMessage();
    }
    if (!Arrays.equals(state.certificate(), link.certificate())) {
      return "its certificate is not that of block " + snapshot.blockSequence();
    }
    boolean known = link.step() == state.step() && link.digest() != 0;
    return known && state.digest() != link.digest()
        ? "its bits have digest %016x, and the journal has %016x"
            .formatted(state.digest(), link.digest())
        : null;
  }
}
