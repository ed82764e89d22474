package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.CommitException;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.replay.ChangedSpecificationException;
import dev.gradstream.pipeline.replay.RunEndedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * How long a session keeps trying when its surroundings fail: again and again as long as something
 * is committed in between, and a bounded number of times in a row where nothing is. What trying
 * again cannot mend is not tried again.
 *
 * <p>That a run can be recovered is no progress: what fails at the same commit each time would be
 * tried for ever. Failures that lie far apart are not in a row, though, because a quiet topic gives
 * nothing to commit between two of them.
 *
 * <p>Progress is told from the committing thread, failures come one at a time.
 */
final class Patience extends Retry {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration IN_A_ROW = Duration.ofMinutes(10);

  private final int mostInARow;
  private final Consumer<String> say;
  private volatile boolean begun;
  private volatile int failuresInARow;
  private long lastFailureMs;

  /**
   * @param mostInARow failures without a commit in between before the last one is passed on
   * @param say takes a message for people, once for failures in a row
   */
  Patience(int mostInARow, Consumer<String> say) {
    this.mostInARow = mostInARow;
    this.say = say;
  }

  /** The run was recovered: what fails from now on may pass. */
  void recovered() {
    begun = true;
  }

  /** Something was committed: the surroundings work. */
  void progress() {
    begun = true;
    failuresInARow = 0;
  }

  /** Whether the run was recovered at least once, or may be in the journal. */
  boolean begun() {
    return begun;
  }

  @Override
  public Publisher<?> generateCompanion(Flux<RetrySignal> failures) {
    return failures.concatMap(signal -> after(signal.failure()));
  }

  private Mono<Long> after(Throwable signalled) {
    Throwable failure = decisive(signalled);
    long nowMs = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    boolean apart = nowMs - lastFailureMs > IN_A_ROW.toMillis();
    failuresInARow = apart ? 1 : failuresInARow + 1;
    lastFailureMs = nowMs;
    // Of the first commit, too, the journal alone knows: from it there is something to go on from.
    begun |= failure instanceof CommitException;
    if (!begun || !isPassing(failure) || failuresInARow > mostInARow) {
      return Mono.error(failure);
    }
    if (failuresInARow == 1) {
      say.accept("interrupted: " + failure.getMessage() + "; going on from the journal ...");
    }
    long doubled = FIRST.toMillis() << Math.min(failuresInARow - 1, 10);
    return Mono.delay(Duration.ofMillis(Math.min(doubled, LONGEST.toMillis())));
  }

  // Commits and snapshots flow side by side, and one failure may come from both.
  private static Throwable decisive(Throwable signalled) {
    List<Throwable> failures = Exceptions.unwrapMultiple(signalled);
    return failures.stream()
        .filter(failure -> !isPassing(failure))
        .findFirst()
        .orElse(failures.getFirst());
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof Exception
        && !(failure instanceof FencedException
            || failure instanceof SourceException
            || failure instanceof RunEndedException
            || failure instanceof StoppedException
            || failure instanceof ChangedSpecificationException
            || failure instanceof IllegalStateException
            || failure instanceof IllegalArgumentException
            || isFaultOfTheProgram(failure));
  }

  // An index out of bounds and the like: the same step would fail in the same way.
  private static boolean isFaultOfTheProgram(Throwable failure) {
    String home = failure.getClass().getPackageName();
    return home.equals("java.lang") || home.equals("java.util");
  }
}
