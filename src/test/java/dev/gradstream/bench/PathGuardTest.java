package dev.gradstream.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.ForkedJvm;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.kafka.TestCluster;
import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** What makes the whole path fast or slow and can be counted on any machine. */
class PathGuardTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Network NETWORK = Network.of("32-64-1");

  /**
   * A step makes some 420 bytes of garbage whatever its size, a commit some ten thousand; an
   * example none.
   */
  @ParameterizedTest
  @CsvSource({"256, 6", "32, 16"})
  void an_example_makes_hardly_any_garbage(String window, String allowed) throws Exception {
    double bytes =
        Double.parseDouble(
            ForkedJvm.run(List.of(), PathGarbage.class, NETWORK.name(), window, allowed));
    assertTrue(
        bytes <= Double.parseDouble(allowed),
        "bytes of garbage an example at windows of %s: %.1f, allowed: %s"
            .formatted(window, bytes, allowed));
  }

  @Test
  void a_transaction_takes_as_many_steps_as_it_may_and_a_poll_thousands_of_records() {
    String topic = TestCluster.newName("guard");
    int examples = 60_000;
    BenchTopic.create(TestCluster.connection(), topic, 2);
    NETWORK.examples().fill(TestCluster.connection(), topic, examples, taken -> {});
    Counted source = new Counted(new KafkaSource(TestCluster.connection(), topic));
    MemoryJournal journal = new MemoryJournal("guard");
    train(source, journal, Map.of("window.size", "32", "commit.steps", "500"));
    assertEquals(examples, source.records.get());
    long most = 2 * (examples / 2 / 2_000 + 1) + 2; // a fetch may end within a poll's 2,000
    assertTrue(source.polls.get() <= most, source.polls + " polls, expected at most " + most);
    // The start is a block of its own, and so is what is left at the end.
    assertEquals(1 + (examples / 32 + 499) / 500, journal.commits().size());
  }

  @Test
  void a_sink_that_is_slow_holds_the_poll_up_and_nothing_is_dropped() {
    int examples = 400_000;
    int waiting = 32_768; // of a partition: 16 MB for both, and a row takes 256 bytes
    int polled = 20_000; // likewise: two polls are more than may wait
    MemorySource memory = new MemorySource("id", 2, poll -> polled, System::currentTimeMillis);
    BenchTopic topic = new BenchTopic(28, 1);
    for (int i = 0; i < examples; i++) {
      memory.append(i % 2, i / 100, null, topic.record(i), List.of());
    }
    Counted source = new Counted(memory);
    source.mostRecords = 2 * polled;
    Stuck journal = new Stuck(new MemoryJournal("guard"), source);
    train(Network.of("28-1"), source, journal, Map.of("window.size", "100", "commit.steps", "10"));
    // A block in the journal's hands, one closed behind it; the rest waits in its buffers, whose
    // bound the last poll may pass.
    long held = journal.polledWhileStuck - 2 * 10 * 100;
    assertTrue(
        held >= 2 * waiting && held < 2 * (waiting + polled), held + " records were polled ahead");
    assertEquals(
        examples, journal.commits.stream().mapToLong(PathGuardTest::examples).sum(), "learned");
  }

  private static long examples(JournalBlock block) {
    return block.events().stream()
        .filter(Event.WindowApplied.class::isInstance)
        .flatMap(event -> ((Event.WindowApplied) event).steps().stream())
        .mapToLong(step -> step.examples())
        .sum();
  }

  private static void train(Counted source, Journal journal, Map<String, String> more) {
    train(NETWORK, source, journal, more);
  }

  // Its clock stands still, so no commit is due for its time.
  private static void train(
      Network network, Counted source, Journal journal, Map<String, String> more) {
    CheckedSpecification asked = network.run("guard", "topic", more);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    source.training = executor;
    try {
      new Trainer(
              new RunPorts(source, journal, new MemorySnapshots()),
              asked,
              "w",
              "test",
              List.of(
                  new StepSink() {
                    @Override
                    public void committed(CommittedBlock block) {
                      for (int i = 0; i < block.times().size(); i++) {
                        source.timed.addAndGet(block.times().count(i));
                      }
                    }
                  }),
              InstantSource.fixed(Instant.EPOCH),
              Schedulers.fromExecutorService(executor))
          .train()
          .block(PATIENCE);
    } finally {
      executor.shutdownNow();
    }
    assertEquals(source.records.get(), source.timed.get(), "every record's time reaches the sinks");
  }

  /** Counts what a source gives out. */
  private static final class Counted implements ExampleSource {
    private final ExampleSource source;
    final AtomicLong records = new AtomicLong();
    final AtomicLong polls = new AtomicLong();
    final AtomicLong timed = new AtomicLong();
    private final AtomicReference<Runnable> atRest = new AtomicReference<>(); // null for nobody
    private volatile Executor training;
    private int mostRecords = ReadPlan.MOST_RECORDS;
    private volatile ReadPlan plan;

    Counted(ExampleSource source) {
      this.source = source;
    }

    @Override
    public SourceExtent extent() {
      return source.extent();
    }

    @Override
    public Flux<RecordChunk> read(ReadPlan plan) {
      this.plan = plan;
      return source
          .read(
              new ReadPlan(
                  plan.fromOffsets(),
                  plan.endOffsets(),
                  this::wanted,
                  plan.waiting(),
                  plan.maxPollMs(),
                  mostRecords))
          .doOnNext(
              chunk -> {
                polls.addAndGet(chunk.partitions().isEmpty() ? 0 : 1);
                chunk.partitions().stream()
                    .mapToInt(PartitionRecords::size)
                    .forEach(records::addAndGet);
              });
    }

    private boolean wanted(int partition) {
      boolean wanted = plan.wanted().test(partition);
      if (!wanted) {
        look();
      }
      return wanted;
    }

    /** Runs this once nothing will change any more until the journal answers. */
    void whenAtRest(Runnable then) {
      atRest.set(then);
      look();
    }

    // When the training thread has done all that it can, and still no partition is wanted.
    private void look() {
      if (atRest.get() != null) {
        training.execute(
            () -> {
              if (plan.fromOffsets().keySet().stream().noneMatch(plan.wanted()::test)) {
                Optional.ofNullable(atRest.getAndSet(null)).ifPresent(Runnable::run);
              }
            });
      }
    }
  }

  /** Takes the second block only when everything else has nothing to do but wait. */
  private static final class Stuck implements Journal {
    private final MemoryJournal journal;
    private final Counted source;
    final List<JournalBlock> commits = new ArrayList<>();
    private long polledWhileStuck;

    Stuck(MemoryJournal journal, Counted source) {
      this.journal = journal;
      this.source = source;
    }

    @Override
    public void acquire() {
      journal.acquire();
    }

    @Override
    public Flux<JournalBlock> read(long fromSequence) {
      return journal.read(fromSequence);
    }

    @Override
    public Mono<Void> commit(Commit commit) {
      commits.add(commit.block());
      Mono<Void> now = journal.commit(commit);
      return commit.block().sequence() == 1 ? stuck().then(now) : now;
    }

    private Mono<Void> stuck() {
      Sinks.Empty<Void> over = Sinks.empty();
      source.whenAtRest(
          () -> {
            polledWhileStuck = source.records.get();
            over.tryEmitEmpty();
          });
      return over.asMono();
    }

    @Override
    public void close() {
      journal.close();
    }
  }
}
