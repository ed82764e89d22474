package dev.gradstream.pipeline.simulation;

import dev.gradstream.pipeline.StoppedException;
import dev.gradstream.pipeline.port.CommitException;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.replay.Replayer;
import dev.gradstream.pipeline.replay.RunEndedException;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.pipeline.simulation.Scenario.Fault;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One history: trainers are started as a supervisor starts them, and things go wrong, until the run
 * is over; then it is replayed.
 */
final class SimulatedRun {
  private static final int MOST_EVENTS = 200_000;

  /** What a history came to. */
  record Result(
      String certificate, Map<String, Double> figures, long steps, int sessions, int faults) {}

  private final Scenario scenario;
  private final World world;
  private final WorldTopic topic;
  private final Laws laws;
  private final WorldBroker broker;
  private final Mishaps mishaps;
  private final WorldControl control;
  private final World.Lane outside;
  private final List<TrainerInWorld> trainers = new ArrayList<>();
  private final List<TrainerInWorld> frozen = new ArrayList<>();
  private final List<Fault> kinds = new ArrayList<>();
  private TrainerInWorld current;
  private int faults;
  private int toCome; // records of a live topic
  private boolean stopped;

  SimulatedRun(Scenario scenario, World world) {
    this.scenario = scenario;
    this.world = world;
    topic = scenario.topic();
    laws = new Laws(topic, scenario.diverges());
    broker = new WorldBroker(world, laws);
    mishaps = new Mishaps(world);
    control = new WorldControl(world);
    outside = world.lane("outside");
    scenario
        .kinds()
        .forEach((fault, weight) -> kinds.addAll(java.util.Collections.nCopies(weight, fault)));
    toCome = scenario.bounded() ? 0 : scenario.examples();
  }

  Result run() {
    produce();
    for (int events = 0; !isOver(); events++) {
      if (events > MOST_EVENTS) {
        throw new LawBroken("the run does not come to an end");
      }
      if (faults < scenario.faults() && world.onceIn(scenario.odds())) {
        faults++;
        goWrong(kinds.get(world.random.nextInt(kinds.size())));
      }
      supervise();
      if (isOver()) { // the one that was killed has nothing left to do
        break;
      }
      happen("the run stands still at step " + laws.step());
    }
    laws.answeredInOrder(control);
    if (laws.ended() != null) {
      startOnceMore();
    }
    if ("end of topic".equals(laws.ended())) {
      laws.check(laws.usedAll(), "the run ends before its topic does");
    }
    Verdict verdict = replay();
    String certificate = Certificate.hex(laws.certificate());
    same("replayed certificate", certificate, Certificate.hex(verdict.certificate()));
    same("replayed figures", laws.figures(), verdict.figures());
    return new Result(certificate, laws.figures(), laws.step(), trainers.size(), faults);
  }

  private void startOnceMore() {
    TrainerInWorld late =
        new TrainerInWorld(trainers.size(), scenario, broker, topic, control, mishaps);
    trainers.add(late);
    late.start();
    while (!late.isOver()) {
      happen("a trainer of a run that has ended stands still");
    }
    laws.check(
        late.failure() instanceof RunEndedException,
        "a run that has ended is trained again: " + late.failure());
  }

  private void happen(String otherwise) {
    if (!world.step()) {
      if (frozen.isEmpty()) {
        throw new LawBroken(otherwise);
      }
      thaw();
    }
    if (laws.broken() != null) {
      throw laws.broken();
    }
    for (TrainerInWorld trainer : trainers) {
      if (trainer.failure() != null && !isExpected(trainer.failure())) {
        throw new AssertionError("trainer " + trainer.number + " failed", trainer.failure());
      }
    }
  }

  private boolean isExpected(Throwable failure) {
    return switch (failure) {
      case RunEndedException _ -> laws.ended() != null;
      case FencedException _ -> trainers.size() > 1;
      case SourceException _ -> failure.getMessage().equals("reading failed");
      case CommitException _, StoppedException _, TrainerInWorld.Outage _ -> true;
      default -> false;
    };
  }

  private void supervise() {
    if (current != null && current.isOver()) {
      current = null;
    }
    if (current == null && !isDone()) {
      current = new TrainerInWorld(trainers.size(), scenario, broker, topic, control, mishaps);
      trainers.add(current);
      current.start();
    }
    if (laws.paused() && faults == scenario.faults() && world.onceIn(200)) {
      control.send(new Command.Resume(), Long.MAX_VALUE / 2); // or it would never end
    }
    if (isDone() && !stopped) { // nothing may go wrong any more, and everybody shall end
      stopped = true;
      faults = scenario.faults();
      mishaps.forget();
      thaw();
      trainers.forEach(TrainerInWorld::stop);
    }
  }

  private boolean isDone() {
    return laws.ended() != null || !scenario.bounded() && toCome == 0 && laws.usedAll();
  }

  private boolean isOver() {
    return stopped && trainers.stream().allMatch(TrainerInWorld::isOver);
  }

  private void produce() {
    if (toCome > 0) {
      toCome--;
      topic.append(topic.draw());
      outside.postIn(world.random.nextInt(40), this::produce);
    }
  }

  private void goWrong(Fault fault) {
    world.tell("fault: " + fault);
    switch (fault) {
      case KILL -> {
        if (current != null) {
          current.die();
        }
      }
      case FREEZE -> {
        if (current != null) {
          current.freeze(true);
          frozen.add(current);
          current = null;
          outside.postIn(world.random.nextInt(3_000), this::thaw);
        }
      }
      case STOP -> {
        if (current != null) {
          current.stop();
        }
      }
      case COMMAND -> control.sendSomething(laws.window());
      case BROKER_SLOW -> broker.slow(world.random.nextInt(5_000));
      case SNAPSHOT_LOST -> broker.loseNewestSnapshot();
      case SNAPSHOT_FOREIGN -> broker.leaveForeignSnapshot();
      case CLOCK_JUMPS -> world.jump(world.random.nextInt(1_000_000));
      default -> mishaps.prepare(fault);
    }
  }

  private void thaw() {
    frozen.forEach(trainer -> trainer.freeze(false));
    frozen.clear();
  }

  private Verdict replay() {
    World.Lane lane = world.lane("replaying");
    World.Lane polling = world.lane("polling");
    Journal journal = broker.connect();
    var source = new ReplaySource(world, polling, topic);
    var started = Replayer.startOf(journal).block();
    Verdict[] verdict = new Verdict[1];
    Throwable[] failure = new Throwable[1];
    new Replayer(journal, source, new LaneScheduler(() -> lane))
        .replay(started, Long.MAX_VALUE, state -> {})
        .subscribe(found -> verdict[0] = found, failed -> failure[0] = failed);
    while (verdict[0] == null && failure[0] == null) {
      happen("the replay stands still");
    }
    if (failure[0] != null) {
      throw new AssertionError("the replay failed", failure[0]);
    }
    same("difference of the replay", null, verdict[0].difference());
    return verdict[0];
  }

  private static void same(String what, Object expected, Object came) {
    if (!java.util.Objects.equals(expected, came)) {
      throw new LawBroken(what + ": expected " + expected + ", came " + came);
    }
  }
}
