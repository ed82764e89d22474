package dev.gradstream.pipeline;

import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.port.SnapshotStore;
import java.util.HashMap;
import java.util.Map;

/** The snapshots in memory keep the contract. */
class MemorySnapshotsTest extends SnapshotStoreContract {

  private final Map<String, MemorySnapshots> runs = new HashMap<>();

  @Override
  protected SnapshotStore open(String run) {
    return runs.computeIfAbsent(run, name -> new MemorySnapshots());
  }

  @Override
  protected void breakSnapshot(String run, long step) {
    runs.get(run).lose(step);
  }
}
