package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The thread that commits asks for more, and must not be made to learn by that. */
@Timeout(60)
class TrainingThreadTest {
  private static final int EXAMPLES = 5_000;

  private final Set<String> gatheredOn = new ConcurrentSkipListSet<>();
  private final StackWalker stack = StackWalker.getInstance();

  @Test
  void training_goes_on_on_its_own_thread_alone() {
    Scheduler writer = Schedulers.newSingle("writer");
    try (TrainingRun run = new TrainingRun(TrainingRun.examples(2, EXAMPLES))) {
      // Over on a thread of its own, as Kafka's are.
      run.written =
          new CommittingJournal(
              run.journal, commit -> run.journal.commit(commit).subscribeOn(writer));
      run.clock =
          () -> {
            noteWhereBlocksAreGathered();
            return Instant.now();
          };
      run.with("commit.steps", "2");
      assertEquals(EXAMPLES, run.train().examples());
      String training =
          run.ask(
              (ports, thread) -> Mono.fromSupplier(TrainingThreadTest::name).subscribeOn(thread));
      assertEquals(Set.of(training), gatheredOn);
    } finally {
      writer.dispose();
    }
  }

  private void noteWhereBlocksAreGathered() {
    if (stack.walk(
        frames ->
            frames.anyMatch(
                frame -> frame.getClassName().equals(BlockGathering.class.getName())))) {
      gatheredOn.add(name());
    }
  }

  private static String name() {
    return Thread.currentThread().getName();
  }
}
