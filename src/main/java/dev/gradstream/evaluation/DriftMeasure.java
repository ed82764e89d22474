package dev.gradstream.evaluation;

import static dev.gradstream.evaluation.LabelKind.BINARY;
import static dev.gradstream.evaluation.LabelKind.CLASS;
import static dev.gradstream.evaluation.LabelKind.REAL;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What of an example can be watched for drift: its part in a figure, from a row that was scored
 * before it was learned from. Rises as predictions get worse.
 *
 * @param name the word behind {@code on}
 * @param kinds labels that have it
 * @param miss whether it is 0 for a hit and 1 for a miss
 */
record DriftMeasure(String name, Set<LabelKind> kinds, boolean miss, OfRow ofRow) {
  /** The catalogue: one line a member. */
  static final List<DriftMeasure> MEMBERS =
      List.of(
          of("loss", EnumSet.allOf(LabelKind.class), (s, r) -> s.losses[r]),
          new DriftMeasure(
              "error", EnumSet.of(BINARY, CLASS), true, (s, r) -> s.ranks[r] == 0 ? 0 : 1),
          of("missingProbability", EnumSet.of(BINARY, CLASS), (s, r) -> 1 - s.likelihoods[r]),
          of(
              "absoluteError",
              EnumSet.of(REAL),
              (s, r) -> Math.abs(s.predictions[r] - s.targets[r])),
          of("squaredError", EnumSet.of(REAL), (s, r) -> squared(s.predictions[r] - s.targets[r])));

  /** The value of row {@code r}. */
  interface OfRow {
    double value(Scored scored, int r);
  }

  static DriftMeasure named(String name) {
    return MEMBERS.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
  }

  /** The names that a label of this kind has. */
  static List<String> names(LabelKind kind) {
    return MEMBERS.stream().filter(m -> m.kinds.contains(kind)).map(DriftMeasure::name).toList();
  }

  private static DriftMeasure of(String name, Set<LabelKind> kinds, OfRow ofRow) {
    return new DriftMeasure(name, kinds, false, ofRow);
  }

  private static double squared(double error) {
    return error * error;
  }
}
