package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.training.Event;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import reactor.core.publisher.Flux;

/**
 * A copy of a run's topic, on another cluster for instance: the same records in the same partitions
 * and in the same order, at other offsets.
 *
 * <p>Numbers its records anew, so that each lies where the journal has it: the first record of a
 * copy is the first of the run. Only the journal's counts are used for that, so a copy that lacks a
 * record, or has one more, is found out by the hash of a span, as always.
 */
public final class Copy implements ExampleSource {
  private final ExampleSource copy;
  private final Event.RunStarted started;
  private final Journal journal;

  private Copy(ExampleSource copy, Event.RunStarted started, Journal journal) {
    this.copy = copy;
    this.started = started;
    this.journal = journal;
  }

  /**
   * The source itself where it is the topic that the run was trained on. A branch begins in the
   * middle of its topic, and so does a journal that was truncated, so there is no counting from the
   * first record; of a copy it takes the offsets as they are. Blocks.
   */
  static ExampleSource unlessOriginal(
      ExampleSource source, Event.RunStarted started, Journal journal) {
    boolean midway =
        journal.firstSequence() > 0
            || journal.start().filter(first -> Beginning.of(first).branched() != null).isPresent();
    return midway || source.extent().topicId().equals(started.topicId())
        ? source
        : new Copy(source, started, journal);
  }

  /** What is missing is not known before it is read, so everything is promised. */
  @Override
  public SourceExtent extent() {
    SourceExtent there = copy.extent();
    SortedMap<Integer, Long> ends = new TreeMap<>();
    SortedMap<Integer, Long> begins = new TreeMap<>();
    started
        .startOffsets()
        .forEach(
            (partition, from) -> {
              if (there.endOffsets().containsKey(partition)) {
                begins.put(partition, from);
                ends.put(partition, Long.MAX_VALUE);
              }
            });
    return new SourceExtent(there.topicId(), begins, ends);
  }

  @Override
  public Flux<RecordChunk> read(ReadPlan plan) {
    return Flux.defer(
        () -> {
          SourceExtent there = copy.extent();
          Renumbering renumbering =
              new Renumbering(started, new History(journal).recorded(), plan, there.endOffsets());
          SortedMap<Integer, Long> from = new TreeMap<>(there.beginOffsets());
          from.keySet().retainAll(plan.fromOffsets().keySet());
          return copy.read(
                  new ReadPlan(
                      from,
                      Map.of(),
                      plan.wanted(),
                      plan.waiting(),
                      plan.maxPollMs(),
                      plan.mostRecords()))
              .map(renumbering::renumber);
        });
  }
}
