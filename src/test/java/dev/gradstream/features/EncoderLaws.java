package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.state.StateImage;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** What every encoder must keep, whatever it makes of a text; each law is one method. */
final class EncoderLaws {
  static final RowLayout LAYOUT =
      new RowLayout(List.of("a", "b"), "y", Optional.empty(), List.of("a", "b"));
  private static final int FIRST = 3; // columns of other blocks in front
  private static final int ROWS = 200;

  private final Supplier<Encoder> maker;
  private final Rows rows = new Rows(LAYOUT, ROWS);

  EncoderLaws(Supplier<Encoder> maker) {
    this.maker = maker;
    Random random = new Random(4);
    for (int r = 0; r < ROWS; r++) {
      String a = random.nextInt(5) == 0 ? null : "a" + random.nextInt(12);
      add(rows, a, random.nextInt(3) == 0 ? "" : "é".repeat(random.nextInt(40)));
    }
  }

  static void add(Rows rows, String... texts) {
    int start = rows.add();
    for (int c = 0; c < texts.length; c++) {
      byte[] utf8 = texts[c] == null ? null : texts[c].getBytes(StandardCharsets.UTF_8);
      rows.values()[start + c] = utf8 == null ? Double.NaN : rows.addText(utf8, 0, utf8.length);
    }
  }

  void all() {
    equal_values_have_equal_entries_and_others_have_others();
    a_text_means_another_thing_in_another_column();
    entries_lie_within_the_block();
    encoding_learns_nothing();
    its_state_is_all_there_is();
    hostile_texts_do_no_harm();
  }

  void equal_values_have_equal_entries_and_others_have_others() {
    Encoder encoder = maker.get();
    String longText = "x".repeat(60);
    Rows some = new Rows(LAYOUT, 1);
    for (String text : new String[] {"red", "blue", "", "Red", longText + "1", longText + "2"}) {
      add(some, text, null);
    }
    add(some, null, null);
    Set<String> seen = new LinkedHashSet<>();
    for (int r = 0; r < some.count(); r++) {
      encoder.learn(some, r);
    }
    for (int r = 0; r < some.count(); r++) {
      String entries = entries(encoder, some, r);
      assertTrue(seen.add(entries), some.text(r, 0) + " has the entries of another: " + entries);
      assertEquals(entries, entries(encoder, some, r));
    }
    Rows again = new Rows(LAYOUT, 1); // the same text elsewhere
    add(again, "somewhere", "else");
    add(again, "blue", null);
    assertEquals(entries(encoder, some, 1), entries(encoder, again, 1));
  }

  void a_text_means_another_thing_in_another_column() {
    Encoder encoder = maker.get();
    Rows some = new Rows(LAYOUT, 1);
    add(some, "red", "green");
    add(some, "green", "red");
    encoder.learn(some, 0);
    encoder.learn(some, 1);
    assertNotEquals(entries(encoder, some, 0), entries(encoder, some, 1));
  }

  void entries_lie_within_the_block() {
    Encoder encoder = learned(maker.get(), 0, ROWS);
    for (int r = 0; r < ROWS; r++) {
      SparseRows sparse = encode(encoder, rows, r);
      assertTrue(sparse.count() > 0 && sparse.count() <= most(encoder, rows, r));
      for (int k = 0; k < sparse.count(); k++) {
        int column = sparse.column(k);
        assertTrue(column >= FIRST && column < FIRST + encoder.width(), "column " + column);
        assertTrue(Math.abs(sparse.value(k)) >= 1 && Float.isFinite(sparse.value(k)));
      }
    }
  }

  void encoding_learns_nothing() {
    Encoder encoder = learned(maker.get(), 0, 20);
    StateImage before = image(encoder);
    for (int r = 0; r < ROWS; r++) {
      entries(encoder, rows, r);
    }
    assertEquals(before, image(encoder));
  }

  void its_state_is_all_there_is() {
    Encoder original = learned(maker.get(), 0, 30);
    Encoder other = learned(maker.get(), 120, ROWS);
    image(original).restore(stateful(other));
    for (int r = 30; r < ROWS; r++) {
      assertEquals(entries(original, rows, r), entries(other, rows, r));
      original.learn(rows, r);
      other.learn(rows, r);
    }
    assertEquals(image(original), image(other));
  }

  void hostile_texts_do_no_harm() {
    Encoder encoder = learned(maker.get(), 0, 30);
    Rows hostile = new Rows(LAYOUT, 1);
    Random random = new Random(8);
    for (int i = 0; i < 2000; i++) {
      int start = hostile.add();
      byte[] bytes = new byte[random.nextInt(i % 10 == 0 ? 5000 : 70)];
      random.nextBytes(bytes);
      hostile.values()[start] = hostile.addText(bytes, 0, bytes.length);
      hostile.values()[start + 1] = hostile.addText(new byte[i % 100], 0, i % 100);
      encoder.learn(hostile, i);
      SparseRows sparse = encode(encoder, hostile, i);
      assertFalse(sparse.count() > most(encoder, hostile, i));
    }
  }

  // No more than are announced, or than the texts have bytes.
  private static int most(Encoder encoder, Rows some, int row) {
    int bytes = 0;
    for (int c = 0; c < 2; c++) {
      bytes += Double.isNaN(some.value(row, c)) ? 1 : Rows.textLength(some.value(row, c));
    }
    return Math.max(encoder.entries(), bytes);
  }

  private Encoder learned(Encoder encoder, int from, int to) {
    for (int r = from; r < to; r++) {
      encoder.learn(rows, r);
    }
    return encoder;
  }

  static String entries(Encoder encoder, Rows rows, int row) {
    SparseRows sparse = encode(encoder, rows, row);
    List<String> texts = new ArrayList<>();
    for (int k = 0; k < sparse.count(); k++) {
      texts.add(sparse.column(k) - FIRST + ":" + sparse.value(k));
    }
    return String.join(" ", texts);
  }

  private static SparseRows encode(Encoder encoder, Rows rows, int row) {
    SparseRows sparse = new SparseRows(FIRST + encoder.width(), 1);
    encoder.encode(rows, row, FIRST, sparse);
    sparse.endRow();
    return sparse;
  }

  private static StateImage image(Encoder encoder) {
    return StateImage.of(stateful(encoder));
  }

  private static Stateful stateful(Encoder encoder) {
    return (StateVisitor visitor) -> encoder.visit("e/", visitor);
  }
}
