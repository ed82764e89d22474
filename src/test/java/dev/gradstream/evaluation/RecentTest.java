package dev.gradstream.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Means added up together have the bits of each added up by itself, value by value. */
class RecentTest {
  private final Random random = new Random(4);

  /** The definition: one value after the other. */
  private static final class Plain {
    private double whole;
    private double fading;
    private double count;
    private long rows;

    void add(double value) {
      whole += value;
      fading = value + 0.999 * fading;
      count = 1 + 0.999 * count;
      rows++;
    }

    void agreesWith(Recent recent) {
      assertEquals(whole / rows, recent.whole());
      assertEquals(fading / count, recent.recent());
    }
  }

  @Test
  void any_number_of_means_agrees_with_the_definition_to_the_bit() {
    for (int means : List.of(1, 2, 7, 8, 9, 19)) {
      Scored scored = new Scored(LabelKind.REAL, 0);
      List<Recent> recents = new ArrayList<>();
      List<Plain> plains = new ArrayList<>();
      for (int m = 0; m < means; m++) {
        recents.add(new Recent());
        plains.add(new Plain());
      }
      for (int batch = 0; batch < 200; batch++) {
        int rows = 1 + random.nextInt(500);
        scored.fill(new double[rows], 1, new double[rows], 1, new double[rows], rows);
        for (int m = 0; m < means; m++) {
          // One mean is not given the first row of the first mini-batch, as a baseline without a
          // guess is.
          int from = batch == 0 && m % 3 == 2 ? 1 : 0;
          hand(recents.get(m), plains.get(m), scored, from);
        }
        if (batch % 3 == 0) {
          scored.recents.settle(rows);
        }
        if (batch % 5 == 0 && batch > 0) { // one who looks early sees everything, and only once
          plains.get(means - 1).agreesWith(recents.get(means - 1));
        }
      }
      for (int m = 0; m < means; m++) {
        plains.get(m).agreesWith(recents.get(m));
      }
    }
  }

  @Test
  void what_is_handed_over_twice_counts_twice() {
    Scored scored = new Scored(LabelKind.REAL, 0);
    Recent twice = new Recent();
    Recent other = new Recent();
    Plain plain = new Plain();
    scored.fill(new double[9], 1, new double[9], 1, new double[9], 9);
    hand(twice, plain, scored, 0);
    hand(other, new Plain(), scored, 0);
    hand(twice, plain, scored, 0);
    scored.recents.settle(9);
    plain.agreesWith(twice);
  }

  private void hand(Recent recent, Plain plain, Scored scored, int from) {
    double[] values = recent.column(scored);
    for (int r = 0; r < scored.rows; r++) {
      values[r] = random.nextDouble();
      if (r >= from) {
        plain.add(values[r]);
      }
    }
    recent.add(scored, values, from);
  }
}
