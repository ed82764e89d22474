package dev.gradstream.training;

import dev.gradstream.evaluation.FigureNames;
import dev.gradstream.evaluation.Prequential;
import dev.gradstream.evaluation.PrequentialFigures;
import dev.gradstream.features.Rows;
import dev.gradstream.kernel.Generator;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Validation: rows that are held out of training by a seeded hash, and what the model says of the
 * last of them every so many steps.
 *
 * <pre>
 *   validation: { fraction: 0.1, by: position, every: 100, keep: 1000, seed: 42 }
 * </pre>
 *
 * <p>A row that is held out is never learned from, neither by the network nor by the features'
 * scales, and is no part of the test-then-train figures. By {@code key} all rows of one key are on
 * the same side; by {@code position} the row's number in the run decides. Part of the state, on the
 * fold's thread.
 */
final class HeldOut implements Stateful {
  private static final int HELD = 0;
  private static final int VALIDATED_AT = 1;
  private final double fraction;
  private final boolean byKey;
  private final long seed;
  private final long every;
  private final int keep;
  private final String labelKind;
  private final int classes;
  private final List<String> names;
  private final double[] figures; // in the order of the names; NaN where there is none yet
  private final long[] counts = new long[2];
  private Rows rows; // the last of them, and some before

  private HeldOut(Specification specification, Settings validation) {
    fraction = validation.number("fraction", 0.1, 1e-6, 0.9);
    byKey = isByKey(validation);
    seed = validation.whole("seed", specification.seed(), Long.MIN_VALUE, Long.MAX_VALUE);
    every = validation.whole("every", 100, 1, Long.MAX_VALUE);
    keep = (int) validation.whole("keep", 1000, 1, 1_000_000);
    labelKind = specification.label().kind().name().toLowerCase(Locale.ROOT);
    classes = specification.label().classes();
    names = FigureNames.plain(labelKind);
    figures = new double[names.size()];
    Arrays.fill(figures, Double.NaN);
    rows = new Rows(specification.layout(), 16);
  }

  /** What a specification asks for; null where nothing is held out. */
  static HeldOut of(Specification specification) {
    Settings settings = specification.settings();
    return settings.isBlock("validation")
        ? new HeldOut(specification, settings.child("validation"))
        : null;
  }

  static boolean isByKey(Settings validation) {
    return validation.choice("by", List.of("position", "key"), "position").equals("key");
  }

  /**
   * Whether a row is held out.
   *
   * @param position its number among the run's usable rows, from 0
   */
  boolean isHeldOut(Rows from, int row, long position) {
    long place = byKey ? RecordHash.of(null, from.key(row)) : position;
    return (Generator.at(seed, place) >>> 11) * 0x1p-53 < fraction;
  }

  void add(Rows from, int row) {
    rows.addAll(from, row, 1);
    counts[HELD]++;
    if (rows.count() == 2 * keep) {
      compact();
    }
  }

  /** Rows held out so far. */
  long count() {
    return counts[HELD];
  }

  // The texts of what is left are as they will be once restored.
  private void compact() {
    if (rows.count() > keep) {
      rows = KeptRows.from(rows, rows.count() - keep);
    }
  }

  /** The validation that is due after the state's last step; null where none is. */
  Validation afterStep(State state) {
    if (state.step() % every != 0 || rows.count() == 0) {
      return null;
    }
    compact();
    Prequential measured = PrequentialFigures.of(labelKind, classes);
    int size = state.specification().window().size();
    int[] order = new int[rows.count()];
    Arrays.setAll(order, i -> i);
    for (int from = 0; from < order.length; from += size) {
      int to = Math.min(order.length, from + size);
      state.regime.learner.load(state.features, state.target, rows, order, from, to);
      state.regime.learner.loss(to - from);
      state.regime.learner.score(measured, state.target, rows, order, from, to - from);
    }
    var values = measured.figures();
    for (int i = 0; i < figures.length; i++) {
      figures[i] = values.getOrDefault(names.get(i), Double.NaN);
    }
    counts[VALIDATED_AT] = state.step();
    return new Validation(state.step(), rows.count(), figures[0]);
  }

  /** Names of all figures of a validation. */
  Stream<String> figureNames() {
    return Stream.concat(names.stream().map("validation."::concat), Stream.of("validation.step"));
  }

  /** The figures of the last validation, each with {@code validation.} before its name. */
  void figures(BiConsumer<String, Double> into) {
    for (int i = 0; i < figures.length; i++) {
      if (!Double.isNaN(figures[i])) {
        into.accept("validation." + names.get(i), figures[i]);
      }
    }
    if (counts[VALIDATED_AT] > 0) {
      into.accept("validation.step", (double) counts[VALIDATED_AT]);
    }
  }

  /** Makes room for what a snapshot holds. */
  void prepare(Snapshot snapshot) {
    rows = KeptRows.of(snapshot, "validation/", rows.layout());
  }

  @Override
  public void visit(StateVisitor visitor) {
    compact();
    KeptRows.show("validation/", rows, visitor);
    visitor.longs("validation/counts", counts, counts.length);
    visitor.doubles("validation/figures", figures, figures.length);
  }
}
