package dev.gradstream.training;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.nn.Judgement;
import java.util.Arrays;

/** Examples that have met their labels, with what the model said of each when it came. */
final class JoinedRows {
  private final int outputs;
  private final int width; // of a prediction
  private final Rows rows;
  private final Rows one;
  private double[] outputOf = {}; // (rows, outputs)
  private double[] predicted = {}; // (rows, width)
  private double[] labels = {};
  private double[] targets = {};
  private double[] weights = {};
  private int[] order = {};

  JoinedRows(RowLayout layout, int outputs, int width) {
    this.outputs = outputs;
    this.width = width;
    rows = new Rows(layout, 16);
    one = new Rows(layout, 1);
  }

  void clear() {
    rows.clear();
  }

  Rows rows() {
    return rows;
  }

  /**
   * Adds an example, unless it is held out.
   *
   * @param answers raw outputs from {@code at} on, and the prediction behind them
   * @param position number of the example among all that have met their labels, from 0
   */
  void add(
      Rows from, int row, double label, double[] answers, int at, HeldOut heldOut, long position) {
    one.clear();
    one.addAll(from, row, 1);
    one.values()[one.layout().labelIndex()] = label;
    if (heldOut != null && heldOut.isHeldOut(one, 0, position)) {
      heldOut.add(one, 0);
      return;
    }
    int place = rows.count();
    rows.addAll(one, 0, 1);
    grow(place + 1);
    System.arraycopy(answers, at, outputOf, place * outputs, outputs);
    System.arraycopy(answers, at + outputs, predicted, place * width, width);
    labels[place] = label;
    weights[place] =
        rows.layout().weight().isPresent() ? rows.value(place, rows.layout().weightIndex()) : 1;
  }

  /** Scores them with what was said then. */
  void score(State state, Judgement judgement) {
    int count = rows.count();
    if (count == 0) {
      return;
    }
    state.target.transform(rows, order, 0, count, targets, 1);
    double[] losses = judgement.losses(outputOf, targets, weights, count);
    state.metrics.observe(predicted, width, labels, 1, losses, count);
  }

  private void grow(int count) {
    if (labels.length >= count) {
      return;
    }
    int room = 2 * count;
    outputOf = Arrays.copyOf(outputOf, room * outputs);
    predicted = Arrays.copyOf(predicted, room * width);
    labels = Arrays.copyOf(labels, room);
    weights = Arrays.copyOf(weights, room);
    targets = new double[room];
    order = new int[room];
    Arrays.setAll(order, i -> i);
  }
}
