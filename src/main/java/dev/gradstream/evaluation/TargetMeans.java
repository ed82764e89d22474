package dev.gradstream.evaluation;

/**
 * Mean of the targets before each row, of all targets and of fading ones: two chains with a
 * division for each row, which side by side take the time of one.
 *
 * <p>Both start where the last mini-batch's ended; for a metric whose own sums say otherwise they
 * are worked out anew.
 */
final class TargetMeans {
  private final Scored scored;
  private boolean known; // of the present mini-batch
  private double[] means = {0}; // (rows + 1)
  private double[] fadingMeans = {0}; // (rows + 1)
  private double[] weights = {0}; // (rows + 1)
  private long count; // targets before the first row
  private double weightSum; // of those
  private double weightSumAfter;
  private int rows;

  TargetMeans(Scored scored) {
    this.scored = scored;
    weights[0] = 1;
  }

  /** The mini-batch is another. */
  void forget() {
    if (known) {
      known = false;
      count += rows;
      means[0] = means[rows];
      fadingMeans[0] = fadingMeans[rows];
      weights[0] = weights[rows];
      weightSum = weightSumAfter;
    }
  }

  /**
   * Mean before each row, and after the last: (rows + 1).
   *
   * @param mean of the targets before the first row
   * @param count number of those
   */
  double[] of(double mean, long count) {
    if (!known || this.count != count || differ(means[0], mean)) {
      grow();
      means[0] = mean;
      this.count = count;
      run();
    }
    return means;
  }

  /**
   * The same with fading rows.
   *
   * @param weight of the first row
   * @param weightSum of the rows before
   */
  double[] fading(double mean, double weight, double weightSum) {
    if (!known
        || differ(fadingMeans[0], mean)
        || differ(weights[0], weight)
        || differ(this.weightSum, weightSum)) {
      grow();
      fadingMeans[0] = mean;
      weights[0] = weight;
      this.weightSum = weightSum;
      run();
    }
    return fadingMeans;
  }

  /**
   * Weight of each row, and of the one after: (rows + 1); less than the one before where all were
   * divided by {@link Weights#MOST}.
   */
  double[] weights() {
    return weights;
  }

  /** Of all rows, beside the weight of the row after the last. */
  double weightSumAfter() {
    return weightSumAfter;
  }

  private void run() {
    known = true;
    rows = scored.rows;
    double mean = means[0];
    double fadingMean = fadingMeans[0];
    double weight = weights[0];
    double sum = weightSum;
    for (int r = 0; r < rows; r++) {
      double target = scored.targets[r];
      mean += (target - mean) / (count + r + 1);
      sum += weight;
      fadingMean += weight / sum * (target - fadingMean);
      weight /= Recent.FADING;
      if (weight > Weights.MOST) {
        weight /= Weights.MOST;
        sum /= Weights.MOST;
      }
      means[r + 1] = mean;
      fadingMeans[r + 1] = fadingMean;
      weights[r + 1] = weight;
    }
    weightSumAfter = sum;
  }

  private void grow() {
    if (means.length <= scored.rows) {
      means = longer(means);
      fadingMeans = longer(fadingMeans);
      weights = longer(weights);
    }
  }

  private double[] longer(double[] column) {
    double[] longer = new double[scored.losses.length + 1];
    longer[0] = column[0];
    return longer;
  }

  private static boolean differ(double a, double b) {
    return Double.doubleToRawLongBits(a) != Double.doubleToRawLongBits(b);
  }
}
