package dev.gradstream.pipeline.simulation;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import reactor.core.publisher.Flux;

/** The topic, for somebody to whom nothing happens. */
record ReplaySource(World world, World.Lane lane, WorldTopic topic) implements ExampleSource {
  @Override
  public SourceExtent extent() {
    return topic.extent();
  }

  @Override
  public Flux<RecordChunk> read(ReadPlan plan) {
    return new WorldReading(world, lane, topic, plan, () -> null);
  }
}
