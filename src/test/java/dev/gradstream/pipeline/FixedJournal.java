package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.training.JournalBlock;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A journal that says what it is told to say, and cannot be written. */
record FixedJournal(List<JournalBlock> blocks) implements Journal {
  @Override
  public void acquire() {}

  @Override
  public Flux<JournalBlock> read(long fromSequence) {
    return Flux.fromIterable(blocks).filter(block -> block.sequence() >= fromSequence);
  }

  @Override
  public Mono<Void> commit(Commit commit) {
    return Mono.error(new IllegalStateException("this journal is for reading"));
  }

  @Override
  public void close() {}
}
