package dev.gradstream.pipeline.simulation;

import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Control;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.settings.Settings;
import dev.gradstream.training.Command;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Snapshot;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A trainer's process: the real trainer on lanes of its own, with ports that can fail or die. */
final class TrainerInWorld {

  /** A connection broke. Known to nobody, as the exceptions of a library are. */
  static final class Outage extends RuntimeException {
    private static final long serialVersionUID = 1;

    Outage(String what) {
      super(what);
    }
  }

  /** Nothing is real any more to a process that is gone. */
  static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  final int number;
  private final World world;
  private final WorldBroker broker;
  private final WorldTopic topic;
  private final Mishaps mishaps;
  private final World.Lane training;
  private final World.Lane polling;
  private final World.Lane committing;
  private final World.Lane storing;
  private final World.Lane listening;
  private final WorldControl control;
  private final Trainer trainer;
  private boolean gone;
  private Outcome outcome;
  private Throwable failure;

  TrainerInWorld(
      int number,
      Scenario scenario,
      WorldBroker broker,
      WorldTopic topic,
      WorldControl control,
      Mishaps mishaps) {
    this.number = number;
    this.world = broker.world;
    this.broker = broker;
    this.topic = topic;
    this.control = control;
    this.mishaps = mishaps;
    training = world.lane("training " + number);
    polling = world.lane("polling " + number);
    committing = world.lane("committing " + number);
    storing = world.lane("storing " + number);
    listening = world.lane("listening " + number);
    trainer =
        new Trainer(
            new RunPorts(new Topic(), new Log(), new Store(), new Commands()),
            CheckedSpecification.of(Settings.ofFlat(scenario.settings())),
            writer(),
            "simulated",
            List.of(new Failing(), new Watching()),
            world,
            new LaneScheduler(() -> training));
  }

  private String writer() {
    return "writer-" + number;
  }

  void start() {
    world.tell("trainer " + number + " starts");
    trainer
        .train()
        .subscribe(
            end -> {
              outcome = end;
              world.tell("trainer " + number + " ends: " + end.reason());
            },
            failed -> {
              failure = failed;
              world.tell("trainer " + number + " fails: " + failed);
            });
  }

  void stop() {
    trainer.stop();
  }

  /** {@code kill -9}. */
  void die() {
    gone = true;
    lanes().forEach(World.Lane::die);
  }

  void freeze(boolean frozen) {
    lanes().forEach(lane -> lane.freeze(frozen));
  }

  private List<World.Lane> lanes() {
    return List.of(training, polling, committing, storing, listening);
  }

  /** Whether it has come to its end, one way or another. */
  boolean isOver() {
    return gone || outcome != null || failure != null;
  }

  Throwable failure() {
    return gone ? null : failure;
  }

  /** A call of a port begins. */
  private void calls(String what) {
    if (!gone && mishaps.diesAtCall()) {
      world.tell("trainer " + number + " dies as it calls " + what);
      die();
    }
    if (gone) {
      throw new Gone();
    }
  }

  private void called(String what) {
    if (!gone && mishaps.diesAfterCall()) {
      world.tell("trainer " + number + " dies after it called " + what);
      die();
    }
  }

  private final class Log implements Journal {
    private final MemoryJournal journal = broker.connect();
    private boolean acquired;
    private boolean fenced;
    private long blocks = -1; // in the log when this trainer last took it

    @Override
    public void acquire() {
      calls("acquire");
      broker.laws.check(!fenced, "a trainer that was fenced takes the run back");
      broker.laws.check(
          blocks < 0
              || journal.commits().stream()
                  .skip(blocks)
                  .allMatch(commit -> commit.block().writer().equals(writer())),
          "a trainer takes the run back from one that has written since");
      mishaps.failIf(Scenario.Fault.ACQUIRE_FAILS);
      broker.settle();
      journal.acquire();
      acquired = true;
      blocks = journal.commits().size();
      world.tell("trainer " + number + " acquires");
      called("acquire");
    }

    @Override
    public Flux<JournalBlock> read(long fromSequence) {
      return Flux.defer(
          () -> {
            calls("read");
            Flux<JournalBlock> blocks = journal.read(fromSequence);
            return mishaps.happens(Scenario.Fault.JOURNAL_FAILS)
                ? blocks.take(world.random.nextInt(4)).concatWith(Flux.error(new Outage("journal")))
                : blocks;
          });
    }

    @Override
    public Mono<Void> commit(Commit commit) {
      return Mono.create(
          answer -> {
            calls("commit");
            if (!acquired) {
              throw new IllegalStateException("acquire() comes before a commit");
            }
            broker.send(
                journal,
                commit,
                mishaps.fate(),
                failed -> {
                  acquired &= failed == null;
                  committing.postIn(
                      world.random.nextInt(8),
                      () -> {
                        fenced |= failed instanceof FencedException;
                        if (failed == null) {
                          answer.success();
                        } else {
                          answer.error(failed);
                        }
                      });
                });
            called("commit");
          });
    }

    @Override
    public void close() {}
  }

  private final class Store implements SnapshotStore {
    @Override
    public Mono<Void> write(Snapshot snapshot) {
      return Mono.create(
          answer -> {
            calls("write");
            broker.laws.stored(snapshot);
            storing.postIn(
                world.random.nextInt(60),
                () -> {
                  if (mishaps.happens(Scenario.Fault.SNAPSHOT_FAILS)) {
                    answer.error(new Outage("snapshot"));
                  } else {
                    broker.laws.stored(snapshot); // it may not have changed on its way
                    broker.snapshots().write(snapshot).block();
                    world.tell("snapshot of step " + snapshot.step());
                    answer.success();
                  }
                });
            called("write");
          });
    }

    @Override
    public List<StoredSnapshot> list() {
      calls("list");
      return broker.snapshots().list();
    }

    @Override
    public Optional<Snapshot> read(StoredSnapshot stored) {
      calls("read");
      return broker.snapshots().read(stored);
    }

    @Override
    public void pin(StoredSnapshot stored, String by) {
      calls("pin");
      broker.snapshots().pin(stored, by);
    }

    @Override
    public void unpin(StoredSnapshot stored, String by) {
      calls("unpin");
      broker.snapshots().unpin(stored, by);
    }

    @Override
    public void close() {}
  }

  private final class Topic implements ExampleSource {
    @Override
    public SourceExtent extent() {
      calls("extent");
      return topic.extent();
    }

    @Override
    public Flux<RecordChunk> read(ReadPlan plan) {
      return new WorldReading(
          world,
          polling,
          topic,
          plan,
          () ->
              mishaps.happens(Scenario.Fault.SOURCE_FAILS)
                  ? new SourceException("reading failed")
                  : null);
    }
  }

  private final class Commands implements Control {
    @Override
    public long send(Command command) {
      throw new IllegalStateException("a trainer commands nobody");
    }

    @Override
    public Flux<Poll> read(long fromPosition) {
      return control.read(listening, fromPosition);
    }

    @Override
    public void close() {}
  }

  /** Sees only what is committed, in order, each block once a session. */
  private final class Watching implements StepSink {
    private long next = -1;

    @Override
    public void started(Event.RunStarted run, long step) {
      if (!gone) {
        next = -1;
        broker.laws.begun(step);
      }
    }

    @Override
    public void committed(CommittedBlock block) {
      if (!gone) {
        broker.laws.shown(block, next);
        next = block.block().sequence() + 1;
      }
    }
  }

  private final class Failing implements StepSink {
    @Override
    public void committed(CommittedBlock block) {
      if (mishaps.happens(Scenario.Fault.SINK_FAILS)) {
        throw new IllegalStateException("the one who watches failed");
      }
    }
  }
}
