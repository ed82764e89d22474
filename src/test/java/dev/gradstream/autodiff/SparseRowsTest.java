package dev.gradstream.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseRowsTest {
  private final SparseRows rows = new SparseRows(1 << 20, 3);

  @Test
  void entries_of_a_row_stand_in_the_order_of_their_columns() {
    rows.add(7, 1);
    rows.add(1_000_000, 2);
    rows.add(0, 3);
    rows.endRow();
    rows.endRow();
    rows.add(5, 4);
    rows.endRow();
    assertEquals(List.of("0:3.0 7:1.0 1000000:2.0", "", "5:4.0"), texts());
    assertEquals(4, rows.count());
  }

  @Test
  void entries_of_one_column_become_one_added_up_in_the_order_given() {
    rows.add(3, 1e8f);
    rows.add(9, 1);
    rows.add(3, 3);
    rows.add(3, -1e8f); // (1e8 + 3) - 1e8 is 0 in float, for 1e8 + 3 rounds to 1e8
    rows.add(9, 0.5f);
    rows.endRow();
    rows.add(3, 1e8f);
    rows.add(3, -1e8f);
    rows.add(3, 3);
    rows.endRow();
    assertEquals(List.of("9:1.5", "3:3.0"), texts());
  }

  @Test
  void there_is_room_for_more_entries_than_any_row_had_before() {
    for (int i = 0; i < 5000; i++) {
      rows.add(i * 31 % 5000, i);
    }
    rows.endRow();
    assertEquals(4999, rows.start(1)); // all but the zero
    for (int k = 1; k < rows.start(1); k++) {
      assertEquals(1 + k, rows.column(k));
    }
  }

  @Test
  void a_column_outside_and_a_row_too_many_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> rows.add(1 << 20, 1));
    assertThrows(IllegalArgumentException.class, () -> rows.add(-1, 1));
    for (int i = 0; i < 3; i++) {
      rows.endRow();
    }
    assertThrows(IllegalStateException.class, rows::endRow);
    rows.clear();
    rows.endRow();
    assertEquals(1, rows.rows());
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int r = 0; r < rows.rows(); r++) {
      List<String> entries = new ArrayList<>();
      for (int k = rows.start(r); k < rows.start(r + 1); k++) {
        entries.add(rows.column(k) + ":" + rows.value(k));
      }
      texts.add(String.join(" ", entries));
    }
    return texts;
  }
}
