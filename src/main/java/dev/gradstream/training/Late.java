package dev.gradstream.training;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.kernel.Digest;
import dev.gradstream.nn.Judgement;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Labels that come later than their examples: two records of one key, one with the features and one
 * with the label, in either order.
 *
 * <pre>
 *   label: { name: clicked, kind: binary, delay: { within: 1h, records: 100000, most: 100000 } }
 *
 *   features --predict--&gt; waits ---.
 *                                  +--&gt; scored with that prediction, then learned from
 *   label ---------------------------'
 * </pre>
 *
 * <p>An example is predicted with the parameters of the moment it comes, and scored with that
 * prediction when its label comes. What has waited longer than {@code within} by the records' own
 * times, or for more than {@code records} records, or is the oldest of more than {@code most}, is
 * given up and counted. A key joins once: whatever comes of it again within that time is counted as
 * a repetition. All of it is part of the state, on the fold's thread.
 */
final class Late implements Stateful {
  private static final int CLOCK = 0; // the latest time of a record so far
  private static final int CAME = 1; // rows so far
  private static final int APART = 2; // of which nothing was learned
  private static final int JOINED = 3;
  private static final int EXPIRED = 4;
  private static final int UNCLAIMED = 5;
  private static final int REPEATED = 6;
  private static final int HISTORY = 7; // a hash of everything that came and went
  private final long withinMs;
  private final long withinRows;
  private final int most;
  private final int outputs;
  private final int width; // of a prediction
  private final Judgement judgement;
  private final long[] counts = new long[8];
  private final WaitingRows examples;
  private final WaitingRows labels;
  private final WaitingRows done;
  private final JoinedRows joined;
  private final Rows asking;
  private int[] order = {};
  private double[] outputOf = {}; // (asking, outputs)
  private double[] predicted = {}; // (asking, width)
  private final double[] answer; // of one row: outputs, prediction

  private Late(Specification specification, int outputs, Settings delay) {
    withinMs = delay.has("within") ? delay.durationMs("within", 0) : Long.MAX_VALUE;
    withinRows = delay.has("records") ? delay.whole("records", 1, 1, 1L << 40) : Long.MAX_VALUE;
    if (withinMs == Long.MAX_VALUE && withinRows == Long.MAX_VALUE) {
      throw delay.problem(
          "within", "needed: how long an example waits for its label, for instance 1h");
    }
    if (specification.window().shuffle() > 0) {
      throw specification
          .settings()
          .child("window")
          .problem("shuffle", "records are joined in their order (label.delay); leave it out");
    }
    most = (int) delay.whole("most", 100_000, 1, 10_000_000);
    Specification.Label label = specification.label();
    this.outputs = outputs;
    width = label.kind() == Specification.LabelKind.CLASS ? label.classes() : 1;
    answer = new double[outputs + width];
    judgement =
        Judgement.of(
            specification.settings().child("model"), label.classes(), label.weight().isPresent());
    RowLayout layout = specification.layout();
    examples = new WaitingRows("late/examples/", layout, outputs + width);
    labels = new WaitingRows("late/labels/", layout, 0);
    done = new WaitingRows("late/done/", new RowLayout(List.of(), label.name()).withKeys(), 0);
    joined = new JoinedRows(layout, outputs, width);
    asking = new Rows(layout, 16);
  }

  /**
   * What a specification asks for; null where labels come with their examples.
   *
   * @param outputs columns of the model's raw output
   */
  static Late of(Specification specification, int outputs) {
    Settings label = specification.label().settings();
    return label.isBlock("delay") ? new Late(specification, outputs, label.child("delay")) : null;
  }

  /**
   * Takes rows {@code taken[from]} to {@code taken[to - 1]}, and scores the examples that have met
   * their labels by now.
   *
   * @return those examples, to be learned from; good until the next call
   */
  Rows join(State state, Rows rows, int[] taken, int from, int to) {
    ask(state, rows, taken, from, to);
    joined.clear();
    int asked = 0;
    for (int i = from; i < to; i++) {
      int row = taken[i];
      tick(rows.timeMs(row));
      byte[] bytes = rows.key(row);
      String key = new String(bytes, StandardCharsets.ISO_8859_1);
      if (isExample(rows, row)) {
        System.arraycopy(outputOf, asked * outputs, answer, 0, outputs);
        System.arraycopy(predicted, asked * width, answer, outputs, width);
        asked++;
        example(state, rows, row, key);
        remember(bytes, Double.doubleToLongBits(answer[outputs]));
      } else {
        label(state, rows, row, key);
        remember(bytes, 1);
      }
    }
    joined.score(state, judgement);
    counts[APART] += to - from - joined.rows().count();
    return joined.rows();
  }

  // What the model says of every example, in one pass, whether its label is known or not.
  private void ask(State state, Rows rows, int[] taken, int from, int to) {
    asking.clear();
    int label = rows.layout().labelIndex();
    for (int i = from; i < to; i++) {
      if (isExample(rows, taken[i])) {
        asking.addAll(rows, taken[i], 1);
        asking.values()[(asking.count() - 1) * asking.width() + label] = 0; // none of its business
      }
    }
    int count = asking.count();
    if (order.length < count) {
      order = new int[count];
      Arrays.setAll(order, i -> i);
      outputOf = new double[count * outputs];
      predicted = new double[count * width];
    }
    if (count > 0) {
      state.regime.learner.load(state.features, state.target, asking, order, 0, count);
      state.regime.learner.loss(count);
      state.regime.learner.answers(state.target, count, outputOf, predicted, width);
    }
  }

  private static boolean isExample(Rows rows, int row) {
    for (int c = 0; c < rows.layout().labelIndex(); c++) {
      if (!Double.isNaN(rows.value(row, c))) {
        return true;
      }
    }
    return false;
  }

  private void example(State state, Rows rows, int row, String key) {
    if (done.has(key) || examples.has(key)) {
      counts[REPEATED]++;
      return;
    }
    int place = labels.take(key);
    Rows labelled = place < 0 ? rows : labels.rows();
    double label = labelled.value(place < 0 ? row : place, rows.layout().labelIndex());
    if (!Double.isNaN(label)) {
      joined(state, rows, row, key, label, answer, 0);
      return;
    }
    if (examples.count() == most) {
      examples.takeOldest();
      counts[EXPIRED]++;
    }
    int kept = examples.add(rows, row, key, counts[CLOCK], counts[CAME]);
    System.arraycopy(answer, 0, examples.beside(), kept, answer.length);
  }

  private void label(State state, Rows rows, int row, String key) {
    int place = examples.take(key);
    if (place >= 0) {
      double label = rows.value(row, rows.layout().labelIndex());
      joined(state, examples.rows(), place, key, label, examples.beside(), examples.kept(place));
    } else if (done.has(key) || labels.has(key)) {
      counts[REPEATED]++;
    } else {
      if (labels.count() == most) {
        labels.takeOldest();
        counts[UNCLAIMED]++;
      }
      labels.add(rows, row, key, counts[CLOCK], counts[CAME]);
    }
  }

  private void joined(
      State state, Rows from, int row, String key, double label, double[] answers, int at) {
    joined.add(from, row, label, answers, at, state.heldOut, counts[JOINED]);
    counts[JOINED]++;
    if (done.count() == most) {
      done.takeOldest();
    }
    done.add(from, row, key, counts[CLOCK], counts[CAME]);
  }

  // A record has come: what has waited too long by now is given up, before the record is looked at.
  private void tick(long timeMs) {
    counts[CLOCK] = Math.max(counts[CLOCK], timeMs);
    counts[CAME]++;
    long clock = withinMs == Long.MAX_VALUE ? Long.MIN_VALUE : counts[CLOCK] - withinMs;
    long number = withinRows == Long.MAX_VALUE ? Long.MIN_VALUE : counts[CAME] - withinRows;
    counts[EXPIRED] += examples.expire(clock, number);
    counts[UNCLAIMED] += labels.expire(clock, number);
    done.expire(clock, number);
  }

  // What waits follows from what came, so a hash of that stands for it in every step's digest.
  private void remember(byte[] key, long what) {
    long hash = RecordHash.fold(counts[HISTORY], RecordHash.of(null, key));
    counts[HISTORY] = RecordHash.fold(hash, what);
  }

  /** Rows that came and were not learned from, or not yet. */
  long apart() {
    return counts[APART];
  }

  /** Counts, each with {@code late.} before its name. */
  void figures(BiConsumer<String, Double> into) {
    into.accept("late.waiting", (double) examples.count());
    into.accept("late.waitingLabels", (double) labels.count());
    into.accept("late.joined", (double) counts[JOINED]);
    into.accept("late.expired", (double) counts[EXPIRED]);
    into.accept("late.unclaimed", (double) counts[UNCLAIMED]);
    into.accept("late.repeated", (double) counts[REPEATED]);
  }

  /** Adds what the next update depends on to a step's digest. */
  void digest(Digest digest) {
    digest.longs("late/counts", counts, counts.length);
  }

  /** Makes room for what a snapshot holds. */
  void prepare(Snapshot snapshot) {
    examples.prepare(snapshot);
    labels.prepare(snapshot);
    done.prepare(snapshot);
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("late/counts", counts, counts.length);
    examples.visit(visitor);
    labels.visit(visitor);
    done.visit(visitor);
  }
}
