package dev.gradstream.pipeline;

import dev.gradstream.pipeline.memory.MemoryControl;
import dev.gradstream.pipeline.port.Control;
import java.util.Map;
import java.util.TreeMap;

class MemoryControlTest extends ControlContract {
  private final Map<String, MemoryControl> controls = new TreeMap<>();

  @Override
  protected Control open(String run) {
    return controls.computeIfAbsent(run, name -> new MemoryControl());
  }
}
