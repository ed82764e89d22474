package dev.gradstream.pipeline.simulation;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommitException;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What outlives every trainer: the log and the snapshots, and what is on its way to the log. A
 * commit that is on its way when a writer acquires the log is settled then, one way or the other.
 */
final class WorldBroker {

  /** What becomes of a commit. */
  enum Fate {
    TAKEN,
    TAKEN_UNKNOWN,
    LOST,
    LATE
  }

  private final class UnderWay {
    private final MemoryJournal writer;
    private final Commit commit;
    private final Fate fate;
    private final Consumer<RuntimeException> answer; // null: it was committed

    UnderWay(MemoryJournal writer, Commit commit, Fate fate, Consumer<RuntimeException> answer) {
      this.writer = writer;
      this.commit = commit;
      this.fate = fate;
      this.answer = answer;
    }

    void arrive() {
      if (!underWay.remove(this)) {
        return; // was settled
      }
      if (fate == Fate.TAKEN_UNKNOWN) {
        writer.failNextCommit(MemoryJournal.Outcome.COMMITTED);
      } else if (fate == Fate.LOST) {
        writer.failNextCommit(MemoryJournal.Outcome.NOTHING);
      }
      land();
    }

    private void land() {
      RuntimeException failure = null;
      int before = log.commits().size();
      try {
        writer.commit(commit).block();
      } catch (RuntimeException failed) {
        failure = failed;
      }
      world.tell(
          "block %d of %s: %s; %s"
              .formatted(
                  commit.block().sequence(),
                  commit.block().writer(),
                  String.join(", ", commit.block().events().stream().map(Laws::brief).toList()),
                  failure == null ? "committed" : failure));
      if (log.commits().size() > before) {
        laws.landed(commit);
      }
      answer.accept(failure);
    }
  }

  final World world;
  final Laws laws;
  private final MemoryJournal log = new MemoryJournal("simulated");
  private final MemorySnapshots snapshots = new MemorySnapshots();
  private final List<UnderWay> underWay = new ArrayList<>();
  private final World.Lane lane;
  private long slowMs;

  WorldBroker(World world, Laws laws) {
    this.world = world;
    this.laws = laws;
    lane = world.lane("broker");
  }

  MemoryJournal connect() {
    return log.successor();
  }

  MemorySnapshots snapshots() {
    return snapshots;
  }

  void slow(long millis) {
    slowMs = millis;
  }

  /** Takes a commit on its way; the answer comes on the broker's lane. */
  void send(MemoryJournal writer, Commit commit, Fate fate, Consumer<RuntimeException> answer) {
    long sequence = commit.block().sequence();
    UnderWay sent = new UnderWay(writer, commit, fate, fate == Fate.LATE ? failure -> {} : answer);
    underWay.add(sent);
    if (fate == Fate.LATE) {
      answer.accept(new CommitException("simulated", sequence, null));
    }
    long travelMs = slowMs + world.random.nextInt(fate == Fate.LATE ? 2000 : 15);
    slowMs = 0;
    lane.postIn(travelMs, sent::arrive);
  }

  /** What is on its way takes place now, or never. */
  void settle() {
    for (UnderWay sent : List.copyOf(underWay)) {
      underWay.remove(sent);
      if (world.random.nextBoolean()) {
        sent.land();
      } else {
        world.tell("block " + sent.commit.block().sequence() + ": never arrives");
        sent.answer.accept(new FencedException("simulated", null));
      }
    }
  }

  void loseNewestSnapshot() {
    snapshots.newest(Long.MAX_VALUE).ifPresent(newest -> snapshots.lose(newest.step()));
  }

  /** Leaves a snapshot that looks like the newest one, but tells of something that never was. */
  void leaveForeignSnapshot() {
    snapshots.newest(Long.MAX_VALUE).map(this::foreign).ifPresent(s -> snapshots.write(s).block());
  }

  private Snapshot foreign(Snapshot of) {
    List<NamedArray> arrays = of.arrays();
    return switch (world.random.nextInt(4)) {
      case 0 -> new Snapshot(of.step() + 3, of.window(), of.blockSequence() + 1, arrays);
      case 1 -> new Snapshot(of.step() + 1, of.window(), of.blockSequence() + 1_000, arrays);
      case 2 ->
          new Snapshot(
              of.step(), of.window(), of.blockSequence(), arrays.subList(1, arrays.size()));
      default -> new Snapshot(of.step(), of.window(), Math.max(0, of.blockSequence() - 1), arrays);
    };
  }
}
