package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.tuning.Tuning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

/** Decoding leaves the thread that learns alone, wherever records are learned from. */
@Timeout(60)
class DecodingThreadTest {
  private static final int EXAMPLES = 500;
  private static final Set<String> POLLING = Set.of("memory-source-id-1");

  private final Noting source = new Noting(TrainingRun.examples(2, EXAMPLES));
  private final TrainingRun run = new TrainingRun(source.source);

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void training_decodes_where_records_are_polled() {
    assertEquals(EXAMPLES, run.trainer(source).train().block(TrainingRun.PATIENCE).examples());
    assertEquals(POLLING, source.decodedOn);
  }

  @Test
  void a_replay_decodes_where_records_are_polled() {
    run.train();
    assertTrue(run.replay(run.journal, source).identical());
    assertEquals(POLLING, source.decodedOn);
  }

  @Test
  void tuning_decodes_where_records_are_polled() {
    assertEquals(
        1,
        run.ask(
                (ports, thread) ->
                    new Tuning(
                            source,
                            List.of(run.checked()),
                            new Tuning.Judge("loss", false),
                            false,
                            thread)
                        .run(examples -> {}))
            .size());
    assertEquals(POLLING, source.decodedOn);
  }

  /** Notes which threads look at records' bytes. */
  private static final class Noting implements ExampleSource {
    private final MemorySource source;
    private final Set<String> decodedOn = new ConcurrentSkipListSet<>();

    Noting(MemorySource source) {
      this.source = source;
    }

    @Override
    public SourceExtent extent() {
      return source.extent();
    }

    @Override
    public Flux<RecordChunk> read(ReadPlan plan) {
      return source
          .read(plan)
          .map(
              chunk ->
                  new RecordChunk(
                      chunk.partitions().stream().<PartitionRecords>map(Noted::new).toList(),
                      chunk.positions(),
                      chunk.endOffsets(),
                      chunk.polledAtMs()));
    }

    private final class Noted implements PartitionRecords {
      private final PartitionRecords records;

      Noted(PartitionRecords records) {
        this.records = records;
      }

      @Override
      public int partition() {
        return records.partition();
      }

      @Override
      public int size() {
        return records.size();
      }

      @Override
      public long offset(int index) {
        return records.offset(index);
      }

      @Override
      public long timestampMs(int index) {
        return records.timestampMs(index);
      }

      @Override
      public byte[] key(int index) {
        return records.key(index);
      }

      @Override
      public byte[] value(int index) {
        decodedOn.add(Thread.currentThread().getName());
        return records.value(index);
      }

      @Override
      public List<Map.Entry<String, byte[]>> headers(int index) {
        return records.headers(index);
      }
    }
  }
}
