package dev.gradstream.pipeline.port;

import dev.gradstream.training.JournalBlock;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Port: the log of one run, with a single writer.
 *
 * <p>Twins: Kafka and memory. One contract suite holds both.
 */
public interface Journal extends AutoCloseable {

  /**
   * Becomes the writer: creates what is missing, fences every older writer, waits until its last
   * transaction is settled. After it, {@link #read} sees everything that was ever committed.
   * Blocks.
   */
  void acquire();

  /**
   * The block that the run began with, kept for ever, also where {@link #truncate} let go of it;
   * empty for a new journal. Blocks.
   */
  default Optional<JournalBlock> start() {
    return read(0).next().blockOptional();
  }

  /**
   * Number of the first block that can still be read; 0 where nothing was let go. Blocks.
   *
   * @throws IllegalStateException where blocks are missing that nobody let go
   */
  default long firstSequence() {
    return 0;
  }

  /**
   * Lets go of the blocks before one; whoever recomputes the run then begins at the snapshot of
   * that block, which has to be pinned before.
   */
  default Mono<Void> truncate(long beforeSequence) {
    return Mono.error(new UnsupportedOperationException("this journal keeps everything"));
  }

  /**
   * Committed blocks in order from the one with this sequence number; ends at what is committed
   * now.
   */
  Flux<JournalBlock> read(long fromSequence);

  /**
   * Appends atomically. Completes after the commit; fails with {@link FencedException} where
   * another writer has taken over, and with anything else where the outcome is unknown: the caller
   * must then recover from the journal.
   */
  Mono<Void> commit(Commit commit);

  @Override
  void close();
}
