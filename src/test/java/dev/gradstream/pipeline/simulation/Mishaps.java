package dev.gradstream.pipeline.simulation;

import dev.gradstream.pipeline.simulation.Scenario.Fault;
import java.util.EnumMap;
import java.util.Map;

/** Faults that wait for the moment at which they happen; what does not wait happens never. */
final class Mishaps {
  private final Map<Fault, Integer> waiting = new EnumMap<>(Fault.class);
  private final World world;

  Mishaps(World world) {
    this.world = world;
  }

  void prepare(Fault fault) {
    waiting.put(fault, world.random.nextInt(6));
  }

  void forget() {
    waiting.clear();
  }

  /** Whether it happens now: after it was asked for as often as was drawn. */
  boolean happens(Fault fault) {
    Integer left = waiting.get(fault);
    if (left == null) {
      return false;
    }
    if (left > 0) {
      waiting.put(fault, left - 1);
      return false;
    }
    waiting.remove(fault);
    world.tell(fault + " happens");
    return true;
  }

  void failIf(Fault fault) {
    if (happens(fault)) {
      throw new TrainerInWorld.Outage(fault.name());
    }
  }

  boolean diesAtCall() {
    return world.random.nextBoolean() && happens(Fault.KILL_AT_CALL);
  }

  boolean diesAfterCall() {
    return happens(Fault.KILL_AT_CALL);
  }

  WorldBroker.Fate fate() {
    if (happens(Fault.COMMIT_LANDS_UNKNOWN)) {
      return WorldBroker.Fate.TAKEN_UNKNOWN;
    }
    if (happens(Fault.COMMIT_LOST)) {
      return WorldBroker.Fate.LOST;
    }
    return happens(Fault.COMMIT_LATE) ? WorldBroker.Fate.LATE : WorldBroker.Fate.TAKEN;
  }
}
