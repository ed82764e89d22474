package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.training.JournalBlock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} keeps; run for the one in memory and for Kafka's. */
public abstract class JournalContract {

  protected static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger RUNS = new AtomicInteger();

  /** Another hold on the log of a run. */
  protected abstract Journal open(String run);

  protected static String newRun() {
    return "run-" + ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet();
  }

  @Test
  void a_new_journal_is_empty() {
    try (Journal journal = open(newRun())) {
      journal.acquire();
      assertEquals(List.of(), sequences(journal, 0));
    }
  }

  @Test
  void what_was_committed_is_read_back_in_order_and_whole() {
    String run = newRun();
    try (Journal journal = open(run)) {
      journal.acquire();
      commit(journal, run, 0, 25);
    }
    try (Journal journal = open(run)) {
      journal.acquire();
      List<JournalBlock> blocks = journal.read(0).collectList().block(PATIENCE);
      assertEquals(25, blocks.size());
      for (int i = 0; i < 25; i++) {
        JournalBlock expected = SampleBlocks.block(run, i);
        assertEquals(expected.sequence(), blocks.get(i).sequence());
        assertEquals(expected.writer(), blocks.get(i).writer());
        assertEquals(expected.model(), blocks.get(i).model());
        assertEquals(expected.committedAtMs(), blocks.get(i).committedAtMs());
        assertArrayEquals(expected.certificate(), blocks.get(i).certificate());
        assertEquals(expected.events(), blocks.get(i).events());
      }
    }
  }

  @Test
  void reading_starts_at_any_block() {
    String run = newRun();
    try (Journal journal = open(run)) {
      journal.acquire();
      commit(journal, run, 0, 40);
      for (long from : new long[] {0, 1, 20, 39, 40, 1_000}) {
        journal.acquire();
        assertEquals(LongStream.range(from, 40).boxed().toList(), sequences(journal, from));
      }
    }
  }

  @Test
  void a_later_writer_carries_on() {
    String run = newRun();
    try (Journal first = open(run)) {
      first.acquire();
      commit(first, run, 0, 3);
    }
    try (Journal second = open(run)) {
      second.acquire();
      assertEquals(List.of(0L, 1L, 2L), sequences(second, 0));
      commit(second, run, 3, 5);
      second.acquire();
      assertEquals(List.of(3L, 4L), sequences(second, 3));
    }
  }

  @Test
  void a_writer_that_was_taken_over_is_fenced_and_nothing_of_it_is_seen() {
    String run = newRun();
    try (Journal zombie = open(run);
        Journal successor = open(run)) {
      zombie.acquire();
      commit(zombie, run, 0, 2);
      successor.acquire();
      assertThrows(FencedException.class, () -> commit(zombie, run, 2, 3));
      commit(successor, run, 2, 4);
      successor.acquire();
      assertEquals(List.of(0L, 1L, 2L, 3L), sequences(successor, 0));
    }
  }

  @Test
  void runs_do_not_touch_each_other() {
    String one = newRun();
    String two = newRun();
    try (Journal first = open(one);
        Journal second = open(two)) {
      first.acquire();
      second.acquire();
      commit(first, one, 0, 2);
      commit(second, two, 0, 3);
      first.acquire();
      second.acquire();
      assertEquals(List.of(0L, 1L), sequences(first, 0));
      assertEquals(List.of(0L, 1L, 2L), sequences(second, 0));
    }
  }

  @Test
  void a_block_that_is_not_the_next_is_refused_with_both_numbers() {
    String run = newRun();
    try (Journal journal = open(run)) {
      journal.acquire();
      commit(journal, run, 0, 2);
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> commit(journal, run, 5, 6));
      assertTrue(refused.getMessage().contains("block 2 is next"), refused::getMessage);
      assertTrue(refused.getMessage().contains("block 5"), refused::getMessage);
      journal.acquire();
      assertEquals(List.of(0L, 1L), sequences(journal, 0));
    }
  }

  @Test
  void a_commit_without_acquiring_is_refused() {
    String run = newRun();
    try (Journal journal = open(run)) {
      assertThrows(IllegalStateException.class, () -> commit(journal, run, 0, 1));
    }
  }

  @Test
  void a_commit_that_nobody_subscribes_to_does_nothing() {
    String run = newRun();
    try (Journal journal = open(run)) {
      journal.acquire();
      journal.commit(SampleBlocks.commit(run, 0));
      assertEquals(List.of(), sequences(journal, 0));
      commit(journal, run, 0, 1);
    }
  }

  @Test
  void a_truncated_journal_begins_where_it_was_cut_and_still_knows_its_start() {
    String run = newRun();
    try (Journal journal = open(run)) {
      journal.acquire();
      commit(journal, run, 0, 30);
      assertEquals(0, journal.firstSequence());
      truncate(journal, run, 12);
      assertEquals(12, journal.firstSequence());
      assertEquals(LongStream.range(12, 30).boxed().toList(), sequences(journal, 12));
      assertEquals(LongStream.range(20, 30).boxed().toList(), sequences(journal, 20));
      assertThrows(IllegalStateException.class, () -> sequences(journal, 11));
      assertThrows(IllegalStateException.class, () -> sequences(journal, 0));
    }
    try (Journal journal = open(run)) {
      journal.acquire();
      commit(journal, run, 30, 40);
      truncate(journal, run, 35);
      journal.acquire();
      JournalBlock start = journal.start().orElseThrow();
      assertEquals(0, start.sequence());
      assertEquals(SampleBlocks.block(run, 0).events(), start.events());
      assertEquals(LongStream.range(35, 40).boxed().toList(), sequences(journal, 35));
      commit(journal, run, 40, 41);
    }
  }

  /** Truncates as a trainer does: a pinned snapshot of that block comes first. */
  protected void truncate(Journal journal, String run, long beforeSequence) {
    journal.truncate(beforeSequence).block(PATIENCE);
  }

  protected static void commit(Journal journal, String run, long from, long until) {
    for (long sequence = from; sequence < until; sequence++) {
      journal.commit(SampleBlocks.commit(run, sequence)).block(PATIENCE);
    }
  }

  protected static List<Long> sequences(Journal journal, long from) {
    return journal.read(from).map(JournalBlock::sequence).collectList().block(PATIENCE);
  }
}
