package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.state.StateImage;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.Random;
import java.util.function.Supplier;

/** What every transformer must keep, whatever it computes; each law is one method. */
final class TransformerLaws {
  static final int COLUMNS = 4;
  private static final int ROWS = 300;

  private final Supplier<Transformer> maker;
  private final Definition definition;
  private final double[][] rows; // (ROWS, COLUMNS), some values missing, column 3 constant

  TransformerLaws(Supplier<Transformer> maker, Definition definition, long seed) {
    this.maker = maker;
    this.definition = definition;
    this.rows = new double[ROWS][COLUMNS];
    Random random = new Random(seed);
    for (double[] row : rows) {
      row[0] = 40 + 10 * random.nextGaussian();
      row[1] = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble();
      row[2] = Math.exp(8 * random.nextGaussian());
      row[3] = 7;
    }
  }

  /** A value scaled by the textbook, from all usable values of its column seen so far. */
  interface Definition {
    double scale(double[] seen, double x);
  }

  void all() {
    agrees_with_its_definition();
    preparing_and_applying_learn_nothing();
    its_state_is_all_there_is();
    learns_exactly_where_it_says_so();
    hostile_values_do_no_lasting_harm();
  }

  void agrees_with_its_definition() {
    Transformer transformer = maker.get();
    for (int r = 0; r < ROWS; r++) {
      double[] scaled = apply(transformer, rows[r]);
      for (int c = 0; c < COLUMNS; c++) {
        if (rows[r][c] == rows[r][c]) {
          double expected = definition.scale(seen(c, r), rows[r][c]);
          assertEquals(expected, scaled[c], 1e-8 * Math.max(1, Math.abs(expected)), at(r, c));
        }
      }
      transformer.learn(rows[r]);
    }
  }

  void preparing_and_applying_learn_nothing() {
    Transformer transformer = learned(maker.get(), 0, 100);
    StateImage before = image(transformer);
    apply(transformer, rows[200]);
    apply(transformer, new double[] {1e30, 0, -1e30, 0});
    assertEquals(before, image(transformer));
  }

  void its_state_is_all_there_is() {
    Transformer original = learned(maker.get(), 0, 150);
    Transformer other = learned(maker.get(), 150, 290);
    apply(other, rows[0]); // whatever it derived from its former state must go
    image(original).restore(stateful(other));
    for (int r = 150; r < ROWS; r++) {
      assertArrayEquals(apply(original, rows[r]), apply(other, rows[r]));
      original.learn(rows[r]);
      other.learn(rows[r]);
    }
    assertEquals(image(original), image(other));
  }

  void learns_exactly_where_it_says_so() {
    StateImage fresh = image(maker.get());
    StateImage learned = image(learned(maker.get(), 0, 10));
    if (maker.get().variant() == Variant.STATELESS) {
      assertEquals(fresh, learned);
    } else {
      assertNotEquals(fresh, learned);
      Transformer blind = maker.get();
      blind.learn(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN});
      assertEquals(fresh, image(blind), "learned from missing values");
    }
  }

  void hostile_values_do_no_lasting_harm() {
    Transformer transformer = learned(maker.get(), 0, 50);
    double[] hostile = {1e30, -1e30, Usable.MOST, -Usable.MOST};
    for (int i = 0; i < 3; i++) {
      transformer.learn(hostile);
      transformer.learn(new double[] {-Usable.MOST, Double.MIN_VALUE, 1e-300, Usable.MOST});
      learned(transformer, 50, 100);
    }
    for (double[] row : new double[][] {rows[0], hostile, rows[1]}) {
      double[] scaled = apply(transformer, row);
      for (int c = 0; c < COLUMNS; c++) {
        assertTrue(row[c] != row[c] || Double.isFinite(scaled[c]), "not finite: " + scaled[c]);
      }
    }
  }

  private Transformer learned(Transformer transformer, int from, int to) {
    for (int r = from; r < to; r++) {
      transformer.learn(rows[r]);
    }
    return transformer;
  }

  private double[] seen(int column, int before) {
    return java.util.Arrays.stream(rows, 0, before)
        .mapToDouble(row -> row[column])
        .filter(x -> x == x)
        .toArray();
  }

  private static double[] apply(Transformer transformer, double[] row) {
    double[] scaled = row.clone();
    transformer.prepare();
    transformer.apply(scaled);
    return scaled;
  }

  private static StateImage image(Transformer transformer) {
    return StateImage.of(stateful(transformer));
  }

  private static Stateful stateful(Transformer transformer) {
    return (StateVisitor visitor) -> transformer.visit("p/", visitor);
  }

  private static String at(int row, int column) {
    return "row " + row + ", column " + column;
  }
}
