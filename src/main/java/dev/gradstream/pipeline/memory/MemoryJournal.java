package dev.gradstream.pipeline.memory;

import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommitException;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.training.JournalBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A journal in memory: the twin of the Kafka journal, for tests and for programs without a broker.
 *
 * <p>One instance is one writer; {@link #successor} opens another on the same log, and the one that
 * called {@link #acquire} last is the only one whose commits are taken. May be called from any
 * thread.
 */
public final class MemoryJournal implements Journal {

  /**
   * What a commit that is made to fail leaves behind: both are an unknown outcome to the writer.
   */
  public enum Outcome {
    COMMITTED,
    NOTHING
  }

  private static final class Log {
    private final List<Commit> commits = new ArrayList<>();
    private JournalBlock start;
    private long firstSequence;
    private MemoryJournal writer;
  }

  private final String run;
  private final Log log;
  private boolean acquired;
  private Outcome nextOutcome;

  public MemoryJournal(String run) {
    this(run, new Log());
  }

  private MemoryJournal(String run, Log log) {
    this.run = run;
    this.log = log;
  }

  /** Another writer's, or reader's, hold on the same log. */
  public MemoryJournal successor() {
    return new MemoryJournal(run, log);
  }

  /** Makes the next commit fail, as a lost connection does. */
  public void failNextCommit(Outcome outcome) {
    synchronized (log) {
      nextOutcome = outcome;
    }
  }

  /** Everything committed so far and not let go, in order. */
  public List<Commit> commits() {
    synchronized (log) {
      return List.copyOf(log.commits);
    }
  }

  @Override
  public void acquire() {
    synchronized (log) {
      log.writer = this;
      acquired = true;
    }
  }

  @Override
  public Flux<JournalBlock> read(long fromSequence) {
    return Flux.defer(
        () -> {
          if (fromSequence < firstSequence()) {
            return Flux.error(
                new IllegalStateException(
                    "run '%s': expected block %d, got block %d: the journal begins there"
                        .formatted(run, fromSequence, firstSequence())));
          }
          return Flux.fromIterable(commits())
              .map(Commit::block)
              .skipWhile(block -> block.sequence() < fromSequence);
        });
  }

  @Override
  public Optional<JournalBlock> start() {
    synchronized (log) {
      return Optional.ofNullable(log.start);
    }
  }

  @Override
  public long firstSequence() {
    synchronized (log) {
      return log.firstSequence;
    }
  }

  @Override
  public Mono<Void> truncate(long beforeSequence) {
    return Mono.fromRunnable(
        () -> {
          synchronized (log) {
            log.commits.removeIf(commit -> commit.block().sequence() < beforeSequence);
            log.firstSequence = Math.max(log.firstSequence, beforeSequence);
          }
        });
  }

  @Override
  public Mono<Void> commit(Commit commit) {
    return Mono.fromRunnable(() -> append(commit));
  }

  private void append(Commit commit) {
    synchronized (log) {
      if (!acquired) {
        throw notAcquired(run);
      }
      if (log.writer != this) {
        acquired = false;
        throw new FencedException(run, null);
      }
      checkNext(run, log.firstSequence + log.commits.size(), commit.block().sequence());
      Outcome outcome = nextOutcome;
      nextOutcome = null;
      if (outcome != Outcome.NOTHING) {
        log.commits.add(commit);
        log.start = log.start == null ? commit.block() : log.start;
      }
      if (outcome != null) {
        acquired = false;
        throw new CommitException(run, commit.block().sequence(), null);
      }
    }
  }

  private static IllegalStateException notAcquired(String run) {
    return new IllegalStateException(
        "run '%s': acquire() comes before a commit, and again after one that failed"
            .formatted(run));
  }

  private static void checkNext(String run, long expected, long came) {
    if (expected != came) {
      throw new IllegalStateException(
          "run '%s': block %d is next, got block %d".formatted(run, expected, came));
    }
  }

  @Override
  public void close() {
    synchronized (log) {
      acquired = false;
    }
  }
}
