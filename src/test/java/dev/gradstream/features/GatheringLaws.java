package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kernel.Digest;
import dev.gradstream.state.StateImage;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** What every kind of block must keep, whatever it takes of an example; each law is one method. */
final class GatheringLaws {
  /** Two numbers, a text, a time. */
  static final RowLayout LAYOUT =
      new RowLayout(List.of("a", "b", "k", "t"), "y", Optional.empty(), List.of("k"), List.of("t"));

  private static final int ROWS = 300;
  private static final double[] HOSTILE = {
    1e30,
    -1e30,
    1e100,
    1e101,
    1e308,
    -1e308,
    Double.MIN_VALUE,
    -0.0,
    Double.NaN,
    Double.NEGATIVE_INFINITY,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Supplier<Gathering> maker;
  private final Definition definition;

  GatheringLaws(Supplier<Gathering> maker, Definition definition) {
    this.maker = maker;
    this.definition = definition;
  }

  /** What is gathered of a row, from it and the rows before it; NaN where it is missing. */
  interface Definition {
    double[] of(Rows rows, int row);
  }

  void all() {
    agrees_with_its_definition();
    names_and_marks_fit();
    how_rows_arrive_does_not_matter();
    gathering_and_previewing_leave_nothing();
    its_state_is_all_there_is();
    its_digest_is_followed();
    hostile_values_are_numbers_or_missing();
  }

  void agrees_with_its_definition() {
    Rows rows = rows(1);
    Gathering gathering = maker.get();
    gathering.arrive(rows, -1);
    for (int row = 0; row < ROWS; row++) {
      assertArrayEquals(
          definition.of(rows, row), gathered(gathering, rows, row), 1e-15, "row " + row);
    }
  }

  void names_and_marks_fit() {
    Gathering gathering = maker.get();
    int values = definition.of(rows(1), 0).length;
    assertEquals(values, gathering.names().size());
    assertEquals(values, gathering.names().stream().distinct().count());
    assertEquals(gathering.marked().length, gathering.markNames().size());
    for (int marked : gathering.marked()) {
      assertTrue(marked >= 0 && marked < values);
    }
  }

  void how_rows_arrive_does_not_matter() {
    Rows rows = rows(2);
    Gathering whole = maker.get();
    whole.arrive(rows, -1);
    Gathering pieces = maker.get();
    Random random = new Random(6);
    for (int from = 0; from < ROWS; ) {
      int count = Math.min(ROWS - from, random.nextInt(9));
      Rows piece = new Rows(LAYOUT, 1);
      piece.addAll(rows, from, count);
      pieces.arrive(piece, -1);
      for (int row = 0; row < count; row++) {
        assertArrayEquals(
            gathered(whole, rows, from + row), gathered(pieces, piece, row), "row " + from + row);
      }
      from += count;
    }
    assertEquals(image(whole), image(pieces));
  }

  void gathering_and_previewing_leave_nothing() {
    Gathering gathering = maker.get();
    gathering.arrive(rows(3), -1);
    StateImage before = image(gathering);
    Rows next = rows(4);
    gathering.preview(next);
    double[][] seen = new double[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      seen[row] = gathered(gathering, next, row);
    }
    assertEquals(before, image(gathering));
    gathering.arrive(next, -1); // now they do come, and are seen in the same way
    for (int row = 0; row < ROWS; row++) {
      assertArrayEquals(seen[row], gathered(gathering, next, row));
    }
  }

  void its_state_is_all_there_is() {
    Gathering original = maker.get();
    original.arrive(rows(3), -1);
    Gathering other = maker.get();
    other.arrive(rows(5), -1);
    image(original).restore(stateful(other));
    for (int seed = 6; seed < 9; seed++) {
      Rows rows = rows(seed);
      original.arrive(rows, -1);
      other.arrive(rows, -1);
      for (int row = 0; row < ROWS; row++) {
        assertArrayEquals(gathered(original, rows, row), gathered(other, rows, row));
      }
      assertEquals(image(original), image(other));
    }
  }

  void its_digest_is_followed() {
    Gathering gathering = maker.get();
    Digest digest = new Digest();
    Rows rows = rows(7);
    for (int row = 0; row < 60; row++) {
      Rows one = new Rows(LAYOUT, 1);
      one.addAll(rows, row, 1);
      gathering.arrive(one, -1);
      long followed = digest.of(stateful(gathering));
      Gathering fresh = maker.get();
      if (row % 7 > 0) { // else what was followed goes on
        image(gathering).restore(stateful(fresh));
        assertEquals(digest.of(stateful(fresh)), followed, "row " + row);
        assertEquals(followed, digest.of(stateful(gathering)));
      }
    }
  }

  void hostile_values_are_numbers_or_missing() {
    Gathering gathering = maker.get();
    Rows rows = rows(8);
    Random random = new Random(9);
    for (int row = 0; row < ROWS; row++) {
      for (int column : new int[] {0, 1, 3}) {
        rows.values()[row * rows.width() + column] = HOSTILE[random.nextInt(HOSTILE.length)];
      }
    }
    gathering.arrive(rows, -1);
    for (int row = 0; row < ROWS; row++) {
      for (double value : gathered(gathering, rows, row)) {
        assertTrue(Double.isNaN(value) || Usable.is(value), "gathered " + value);
      }
    }
    Rows after = rows(10);
    gathering.arrive(after, -1);
    Gathering spared = maker.get();
    spared.arrive(after, -1);
    assertArrayEquals( // the last row of many: what was hostile is long past
        gathered(spared, after, ROWS - 1), gathered(gathering, after, ROWS - 1));
  }

  private static Rows rows(int seed) {
    Rows rows = new Rows(LAYOUT, ROWS);
    Random random = new Random(seed);
    for (int r = 0; r < ROWS; r++) {
      int start = rows.add();
      rows.values()[start] = random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian();
      rows.values()[start + 1] = 7;
      byte[] key =
          ("k".repeat(random.nextInt(4) * 30) + random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
      rows.values()[start + 2] =
          random.nextInt(8) == 0 ? Double.NaN : rows.addText(key, 0, key.length);
      rows.values()[start + 3] =
          random.nextInt(9) == 0 ? Double.NaN : Math.rint(random.nextGaussian() * 5e12) / 1000;
      rows.values()[start + 4] = r;
    }
    return rows;
  }

  private static double[] gathered(Gathering gathering, Rows rows, int row) {
    double[] into = new double[gathering.names().size()];
    boolean complete = gathering.gather(rows, row, into);
    assertEquals(Arrays.stream(into).noneMatch(Double::isNaN), complete, "row " + row);
    return into;
  }

  private static StateImage image(Gathering gathering) {
    return StateImage.of(stateful(gathering));
  }

  private static Stateful stateful(Gathering gathering) {
    return (StateVisitor visitor) -> gathering.visit("g/", visitor);
  }
}
