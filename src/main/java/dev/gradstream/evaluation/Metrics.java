package dev.gradstream.evaluation;

import static dev.gradstream.evaluation.LabelKind.BINARY;
import static dev.gradstream.evaluation.LabelKind.CLASS;
import static dev.gradstream.evaluation.LabelKind.REAL;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** The catalogue of metrics: one line a member, in the order of their figures. */
final class Metrics {
  private static final Set<LabelKind> ANY = EnumSet.allOf(LabelKind.class);
  private static final Set<LabelKind> DECIDED = EnumSet.of(BINARY, CLASS);

  static final List<Member> MEMBERS =
      List.of(
          new Member("loss", ANY, classes -> new Loss()),
          new Member("errors", EnumSet.of(REAL), classes -> new RealErrors()),
          new Member("determination", EnumSet.of(REAL), classes -> new Determination()),
          new Member("accuracy", DECIDED, classes -> new Accuracy()),
          new Member("positive", EnumSet.of(BINARY), classes -> new PositiveClass()),
          new Member("classMeans", DECIDED, ClassMeans::new),
          new Member("kappa", DECIDED, Kappa::new),
          new Member("topClasses", EnumSet.of(CLASS), TopClasses::new),
          new Member("rocAuc", EnumSet.of(BINARY), classes -> new RocAuc()),
          new Member("logLoss", DECIDED, classes -> new LogLoss()),
          new Member("calibration", DECIDED, classes -> new CalibrationError()),
          new Member("previousValue", EnumSet.of(REAL), classes -> new PreviousValue()),
          new Member("meanValue", EnumSet.of(REAL), classes -> new MeanValue()),
          new Member("previousClass", DECIDED, classes -> new PreviousClass()),
          new Member("majorityClass", DECIDED, MajorityClass::new));

  private Metrics() {}

  /** The members that suit a kind of label. */
  static List<Member> of(LabelKind kind) {
    return MEMBERS.stream().filter(member -> member.kinds.contains(kind)).toList();
  }

  /**
   * One line of the catalogue.
   *
   * @param name prefix of its state's names; never changes, because snapshots are read by name
   * @param kinds labels that it suits
   * @param maker from the number of classes
   */
  record Member(String name, Set<LabelKind> kinds, IntFunction<Metric> maker) {
    Metric make(int classes) {
      return maker.apply(classes);
    }
  }
}
