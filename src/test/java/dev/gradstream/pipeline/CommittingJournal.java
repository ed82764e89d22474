package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.training.JournalBlock;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A journal whose commits are made in another way.
 *
 * @param committing in place of the journal's own
 */
public record CommittingJournal(Journal journal, Function<Commit, Mono<Void>> committing)
    implements Journal {
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
    return committing.apply(commit);
  }

  @Override
  public void close() {
    journal.close();
  }
}
