package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.window.Decoding;
import dev.gradstream.training.Specification;
import java.util.Map;
import java.util.function.LongConsumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The first half of the flow alone, for measuring: what a source holds is read and decoded as a run
 * would, and thrown away.
 */
public final class DecodingPass {
  private DecodingPass() {}

  /**
   * Reads and decodes once; gives the number of usable records.
   *
   * @param schemas is asked for the schemas that records name
   * @param thread that takes the rows, as the training thread would
   * @param progress told on that thread after each chunk how many records have come
   */
  public static Mono<Long> of(
      ExampleSource source,
      SchemaSource schemas,
      Specification specification,
      Scheduler thread,
      LongConsumer progress) {
    return Mono.defer(
        () -> {
          SourceExtent extent = source.extent();
          Map<Integer, Long> ends = extent.endOffsets();
          Decoding decoding =
              new Decoding(
                  CheckedSpecification.decoder(specification), specification.layout(), schemas);
          return source
              .read(
                  new ReadPlan(
                      extent.beginOffsets(),
                      ends,
                      partition -> true,
                      partition -> 0,
                      50,
                      decoding.recordsOfPoll()))
              .map(decoding::decode)
              .publishOn(thread, ReadPlan.POLLS_AHEAD) // poll thread -> the thread that would learn
              .map(decoding::usable)
              .scan(0L, Long::sum)
              .doOnNext(progress::accept)
              .last();
        });
  }
}
