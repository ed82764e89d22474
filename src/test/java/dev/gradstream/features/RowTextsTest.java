package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts in rows are where their cells say, whatever happens to the rows. */
class RowTextsTest {
  private static final RowLayout LAYOUT =
      new RowLayout(List.of("a", "n", "b"), "y", Optional.empty(), List.of("a", "b", "y"));

  @Test
  void texts_survive_growth_copies_and_rows_taken_back() {
    Random random = new Random(3);
    Rows chunk = new Rows(LAYOUT, 1);
    for (int i = 0; i < 3000; i++) {
      int start = add(chunk, i);
      if (random.nextInt(4) == 0) {
        chunk.dropLast();
        start = add(chunk, i);
      }
      chunk.values()[start + 1] = i;
    }
    Rows window = new Rows(LAYOUT, 1);
    for (int round = 0; round < 3; round++) {
      window.clear();
      window.addAll(chunk, 5, 7);
      add(window, 42);
      window.addAll(chunk, 2000, 1000);
      check(window, 0, 5);
      check(window, 7, 42);
      check(window, 8, 2000);
      check(window, 1007, 2999);
    }
  }

  private static int add(Rows rows, int i) {
    int start = rows.add();
    char[] a = ("_" + "ä€𝄞".repeat(i % 9) + i).toCharArray();
    rows.values()[start] = rows.addText(a, 1, a.length - 1);
    byte[] b = ("b" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    rows.values()[start + 2] = i % 3 == 0 ? Double.NaN : rows.addText(b, 0, b.length);
    rows.addText(b, 0, 1); // a label in words,
    rows.values()[start + 3] = i % 2; // which its decoder has made a number
    return start;
  }

  private static void check(Rows rows, int row, int i) {
    assertEquals("ä€𝄞".repeat(i % 9) + i, rows.text(row, 0));
    if (i % 3 == 0) {
      assertNull(rows.text(row, 2));
    } else {
      assertEquals("b" + i, rows.text(row, 2));
    }
    assertEquals(i % 2, rows.value(row, 3));
  }

  @Test
  void half_a_character_is_a_question_mark_and_the_longest_text_is_kept() {
    Rows rows = new Rows(LAYOUT, 1);
    int start = rows.add();
    rows.values()[start] = rows.addText(new char[] {'x', '\uD834', 'y', '\uDD1E'}, 0, 4);
    assertEquals("x?y?", rows.text(0, 0));
    byte[] longest = new byte[Rows.MOST_TEXT_BYTES + 1];
    java.util.Arrays.fill(longest, (byte) 'z');
    rows.values()[start + 2] = rows.addText(longest, 1, Rows.MOST_TEXT_BYTES);
    assertEquals(Rows.MOST_TEXT_BYTES, rows.text(0, 2).length());
    assertThrows(IllegalArgumentException.class, () -> rows.addText(longest, 0, longest.length));
  }
}
