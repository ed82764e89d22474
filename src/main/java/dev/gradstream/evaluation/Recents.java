package dev.gradstream.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The means that were handed a mini-batch's values and have yet to add them up.
 *
 * <p>A fading sum is a chain: each row needs the sum of the row before, and so costs what a product
 * and a sum take one after the other. Eight chains side by side take hardly longer than one.
 */
final class Recents {
  private static final int CHAINS = 8;

  private final List<Recent> pending = new ArrayList<>();
  private final Recent[] group = new Recent[CHAINS];
  private final double[][] values =
      new double[CHAINS][]; // columns; the last ones again in place of none
  private final double[] whole = new double[CHAINS];
  private final double[] fading = new double[CHAINS];
  private final FadingCount count = new FadingCount();

  void add(Recent recent) {
    if (!pending.contains(recent)) {
      pending.add(recent);
    }
  }

  /** Adds nothing up: nobody will look at these means again. */
  void forget() {
    pending.clear();
  }

  /** Adds up what every one of them was handed, each in the order of its rows. */
  void settle(int rows) {
    int taken = 0;
    for (int i = 0; i < pending.size(); i++) { // by index: an iterator would be garbage
      Recent recent = pending.get(i);
      if (!recent.isGiven(rows)) {
        recent.settle(); // with none left, or without the first
      } else {
        group[taken++] = recent;
      }
      if (taken == CHAINS) {
        settleGroup(taken, rows);
        taken = 0;
      }
    }
    if (taken == 1) {
      group[0].settle();
    } else if (taken > 1) {
      settleGroup(taken, rows);
    }
    pending.clear();
  }

  private void settleGroup(int taken, int rows) {
    for (int i = 0; i < CHAINS; i++) {
      Recent recent = group[Math.min(i, taken - 1)];
      values[i] = recent.values();
      whole[i] = recent.sums()[0];
      fading[i] = recent.sums()[1];
    }
    addUp(rows);
    for (int i = 0; i < taken; i++) {
      group[i].settled(whole[i], fading[i], count.after(group[i].sums()[2], rows));
    }
  }

  private void addUp(int rows) {
    double[] v0 = values[0];
    double[] v1 = values[1];
    double[] v2 = values[2];
    double[] v3 = values[3];
    double[] v4 = values[4];
    double[] v5 = values[5];
    double[] v6 = values[6];
    double[] v7 = values[7];
    double w0 = whole[0];
    double w1 = whole[1];
    double w2 = whole[2];
    double w3 = whole[3];
    double w4 = whole[4];
    double w5 = whole[5];
    double w6 = whole[6];
    double w7 = whole[7];
    double f0 = fading[0];
    double f1 = fading[1];
    double f2 = fading[2];
    double f3 = fading[3];
    double f4 = fading[4];
    double f5 = fading[5];
    double f6 = fading[6];
    double f7 = fading[7];
    for (int r = 0; r < rows; r++) {
      w0 += v0[r];
      f0 = v0[r] + Recent.FADING * f0;
      w1 += v1[r];
      f1 = v1[r] + Recent.FADING * f1;
      w2 += v2[r];
      f2 = v2[r] + Recent.FADING * f2;
      w3 += v3[r];
      f3 = v3[r] + Recent.FADING * f3;
      w4 += v4[r];
      f4 = v4[r] + Recent.FADING * f4;
      w5 += v5[r];
      f5 = v5[r] + Recent.FADING * f5;
      w6 += v6[r];
      f6 = v6[r] + Recent.FADING * f6;
      w7 += v7[r];
      f7 = v7[r] + Recent.FADING * f7;
    }
    store(whole, w0, w1, w2, w3, w4, w5, w6, w7);
    store(fading, f0, f1, f2, f3, f4, f5, f6, f7);
  }

  private static void store(
      double[] to,
      double v0,
      double v1,
      double v2,
      double v3,
      double v4,
      double v5,
      double v6,
      double v7) {
    to[0] = v0;
    to[1] = v1;
    to[2] = v2;
    to[3] = v3;
    to[4] = v4;
    to[5] = v5;
    to[6] = v6;
    to[7] = v7;
  }
}
