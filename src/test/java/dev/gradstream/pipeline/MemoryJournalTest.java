package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.port.CommitException;
import dev.gradstream.pipeline.port.Journal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The journal in memory keeps the contract and fails where a test wants it to. */
class MemoryJournalTest extends JournalContract {

  private final Map<String, MemoryJournal> runs = new HashMap<>();

  @Override
  protected Journal open(String run) {
    return runs.computeIfAbsent(run, MemoryJournal::new).successor();
  }

  @Test
  void a_failed_commit_leaves_what_it_was_told_to_and_must_be_recovered_from() {
    for (MemoryJournal.Outcome outcome : MemoryJournal.Outcome.values()) {
      MemoryJournal journal = new MemoryJournal("run");
      journal.acquire();
      commit(journal, "run", 0, 1);
      journal.failNextCommit(outcome);
      assertThrows(CommitException.class, () -> commit(journal, "run", 1, 2));
      assertThrows(IllegalStateException.class, () -> commit(journal, "run", 1, 2));
      journal.acquire();
      List<Long> left = outcome == MemoryJournal.Outcome.COMMITTED ? List.of(0L, 1L) : List.of(0L);
      assertEquals(left, sequences(journal, 0));
      commit(journal, "run", left.size(), 4);
      assertEquals(4, journal.commits().size());
    }
  }
}
