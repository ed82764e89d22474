package dev.gradstream.pipeline;

import dev.gradstream.training.JournalBlock;
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
