package dev.gradstream.evaluation;

import static dev.gradstream.evaluation.LabelKind.BINARY;
import static dev.gradstream.evaluation.LabelKind.CLASS;
import static dev.gradstream.evaluation.LabelKind.REAL;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

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
          new Member("rocAuc", EnumSet.of(BINARY), classes -> new RocAuc())
              .inWindows(ExactRocAuc::new),
          new Member("logLoss", DECIDED, classes -> new LogLoss()),
          new Member("calibration", DECIDED, classes -> new CalibrationError()),
          new Member("previousValue", EnumSet.of(REAL), classes -> new PreviousValue())
              .inWindows(() -> new GuessErrors("baseline.previous.", s -> s.previous)),
          new Member("meanValue", EnumSet.of(REAL), classes -> new MeanValue())
              .inWindows(() -> new GuessErrors("baseline.mean.", s -> s.usual)),
          new Member("previousClass", DECIDED, classes -> new PreviousClass())
              .inWindows(() -> new GuessHits("baseline.previous.accuracy", s -> s.previous)),
          new Member("majorityClass", DECIDED, MajorityClass::new)
              .inWindows(() -> new GuessHits("baseline.majority.accuracy", s -> s.usual)),
          new Member("recentDetermination", EnumSet.of(REAL), classes -> new RecentDetermination()),
          new Member("recentDecisions", DECIDED, RecentDecisions::new),
          new Member("recentRocAuc", EnumSet.of(BINARY), classes -> new RecentRocAuc()),
          new Member("recentCalibration", DECIDED, classes -> new RecentCalibrationError()),
          new Member("confusion", DECIDED, Confusion::new));

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
   * @param windowed makes what a window's rows are shown to, all at once
   */
  record Member(
      String name, Set<LabelKind> kinds, IntFunction<Metric> maker, IntFunction<Metric> windowed) {
    Member(String name, Set<LabelKind> kinds, IntFunction<Metric> maker) {
      this(name, kinds, maker, maker);
    }

    /** The same with another measure in windows. */
    Member inWindows(Supplier<Metric> windowed) {
      return new Member(name, kinds, maker, classes -> windowed.get());
    }

    Metric make(int classes) {
      return maker.apply(classes);
    }
  }
}
