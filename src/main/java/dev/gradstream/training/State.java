package dev.gradstream.training;

import dev.gradstream.evaluation.Prequential;
import dev.gradstream.evaluation.PrequentialFigures;
import dev.gradstream.features.FeatureStage;
import dev.gradstream.features.FeatureStages;
import dev.gradstream.features.TargetStage;
import dev.gradstream.features.TargetStages;
import dev.gradstream.kernel.Digest;
import dev.gradstream.nn.Model;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a run has become: parameters, optimizer slots, feature state, metrics, positions,
 * certificate.
 *
 * <p>Owned by one thread, changed by {@link Training#apply} alone and in place; everybody else gets
 * copies. Two states of one specification whose visited arrays have equal bits go on alike.
 */
public final class State implements Stateful {
  private static final int STEP = 0;
  private static final int WINDOW = 1;
  private static final int EXAMPLES = 2;
  private static final int REJECTED = 3;

  final Model model;
  final Regime regime;
  final Orders orders = new Orders();
  final FeatureStage features;
  final TargetStage target;
  final Prequential metrics;
  final Drifting drifting;
  final HeldOut heldOut; // null where nothing is held out
  final Late late; // null where labels come with their examples
  final LastLink link = new LastLink();
  final List<StepReport> steps = new ArrayList<>(); // of the window that is being applied
  int[] order = new int[0];
  private int[] ascending = new int[0];
  final StepNorm stepNorm = new StepNorm();
  double moved; // norm of the last update, where a criterion asks for it
  boolean watched; // whether the update is measured though no criterion asks for it
  int lastExamples; // of the last mini-batch; 0 before the first
  String stop; // the criterion that the last window met; null for none

  private final Digest digest = new Digest();
  private final long[] progress = new long[4];
  private final Positions positions;

  private State(
      Specification specification, Map<String, String> recorded, Map<Integer, Long> startOffsets) {
    features = FeatureStages.of(specification.features(), specification.layout());
    target = TargetStages.of(specification.label().settings());
    model = FittingModel.of(specification, features);
    regime = new Regime(specification, recorded, model, target);
    String labelKind = specification.label().kind().name().toLowerCase(Locale.ROOT);
    drifting = new Drifting(specification, labelKind);
    metrics =
        PrequentialFigures.of(labelKind, specification.label().classes(), drifting.examples());
    heldOut = HeldOut.of(specification);
    late = Late.of(specification, model.outputs());
    if (features.looksBack() && (heldOut != null || late != null)) {
      throw specification
          .settings()
          .problem(
              "features",
              "a block of lags needs every example in its turn, and %s takes some out of it; leave one of the two out"
                  .formatted(late == null ? "validation" : "label.delay"));
    }
    positions = new Positions(startOffsets);
  }

  /** The numbers from 0 to {@code count - 1}. */
  int[] inOrder(int count) {
    if (ascending.length < count) {
      ascending = new int[2 * count];
      Arrays.setAll(ascending, i -> i);
    }
    return ascending;
  }

  /** Whether a mini-batch is scored before features and target have learned from it. */
  boolean scoredFirst() {
    return features.scoresBeforeLearning() || target.scales();
  }

  /**
   * The state before the first window of a run.
   *
   * @throws dev.gradstream.settings.SettingsException naming the first setting that a family cannot
   *     use
   */
  public static State of(Event.RunStarted started) {
    State state =
        new State(
            Specification.ofRecorded(started.specification()),
            started.specification(),
            started.startOffsets());
    state.link.begin(started);
    return state;
  }

  /** Reads every setting that a state needs, so that a wrong one is refused before a run exists. */
  public static void check(Specification specification) {
    scratch(specification);
  }

  /** A state to try things out on. */
  static State scratch(Specification specification) {
    return new State(specification, new TreeMap<>(), new TreeMap<>());
  }

  /** Last update; 0 before the first. */
  public long step() {
    return progress[STEP];
  }

  /** Last window; 0 before the first. */
  public long window() {
    return progress[WINDOW];
  }

  /** Examples learned from. */
  public long examples() {
    return progress[EXAMPLES];
  }

  /** Records that could not be used. */
  public long rejected() {
    return progress[REJECTED];
  }

  /** Usable examples of all windows so far, those that were skipped included. */
  public long seen() {
    long apart =
        (heldOut == null || late != null ? 0 : heldOut.count()) + (late == null ? 0 : late.apart());
    return examples() + orders.skippedExamples() + apart;
  }

  /** Windows that were passed over. */
  public long skippedWindows() {
    return orders.skippedWindows();
  }

  /** Windows that were passed over since one was learned from, because they diverged. */
  public long skippedInARow() {
    return orders.skippedInARow();
  }

  /** Whether the run waits to be resumed. */
  public boolean paused() {
    return orders.paused();
  }

  /** Position in the control topic of the next command. */
  public long nextCommand() {
    return orders.nextCommand();
  }

  /** When a window counts as diverged, and what is to be done about it. */
  public DivergencePolicy divergencePolicy() {
    return regime.divergencePolicy;
  }

  /** Windows that are still to be skipped on command, ascending. */
  public List<Event.SkipOrdered> skips() {
    return orders.skips();
  }

  /** Roll-backs in a row that have not led past {@link #divergedWindow}. */
  public int rollBacks() {
    return orders.attempts();
  }

  /** Furthest window that diverged in those roll-backs; 0 for none. */
  public long divergedWindow() {
    return orders.divergedWindow();
  }

  /** The settings that hold now, flat: those recorded at the start with every change since. */
  public SortedMap<String, String> flatSettings() {
    return regime.settings.now();
  }

  /** In what the settings differ from those recorded at the start. */
  public Changes changes() {
    return regime.settings.changes();
  }

  /** Next offset to read, by partition. */
  public SortedMap<Integer, Long> positions() {
    return positions.byPartition();
  }

  /** A copy of the certificate so far. */
  public byte[] certificate() {
    return link.copy();
  }

  /** Prequential figures by name, those of validation and of late labels behind them. */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>(metrics.figures());
    drifting.figures(figures);
    if (heldOut != null) {
      heldOut.figures(figures::put);
    }
    if (late != null) {
      late.figures(figures::put);
    }
    return Collections.unmodifiableMap(figures);
  }

  public Specification specification() {
    return regime.specification();
  }

  /** The network, for people to read. */
  public Model model() {
    return model;
  }

  /**
   * Digest of what the next update depends on: parameters, optimizer slots, feature state, what is
   * watched for drift.
   */
  public long digest() {
    digest.reset();
    regime.learner.digest(digest);
    features.visit(digest);
    target.visit(digest);
    drifting.visit(digest);
    if (late != null) {
      late.digest(digest);
    }
    return digest.value();
  }

  /** Has the norm of each update measured for a {@link #look} from now on, or no longer. */
  public void watched(boolean wanted) {
    watched = wanted;
  }

  /**
   * How the numbers are spread now, right after a window was applied; null before this state's
   * first. Costs about as much as a step, more for a network of few examples a step; the state goes
   * on as if nobody had looked.
   */
  public Look look() {
    if (lastExamples == 0) {
      return null;
    }
    List<Look.Part> parts = regime.learner.look(lastExamples, step());
    double squares = 0;
    for (Look.Part part : parts) {
      double rms = part.values().rms();
      squares += rms * rms * part.rows() * part.columns();
    }
    return new Look(step(), moved, Math.sqrt(squares), parts);
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("training/progress", progress, progress.length);
    positions.visit(visitor);
    link.visit(visitor);
    orders.visit(visitor);
    regime.visit(visitor);
    features.visit(visitor);
    target.visit(visitor);
    metrics.visit(visitor);
    drifting.visit(visitor);
    if (heldOut != null) {
      heldOut.visit(visitor);
    }
    if (late != null) {
      late.visit(visitor);
    }
  }

  /** Makes room for the rows that a snapshot holds. */
  void prepare(Snapshot snapshot) {
    if (heldOut != null) {
      heldOut.prepare(snapshot);
    }
    if (late != null) {
      late.prepare(snapshot);
    }
  }

  /**
   * Makes room for what a snapshot holds beyond what every state has.
   *
   * @param ordered image of {@link Orders}, empty for none
   * @param changed image of {@link LiveSettings}, empty for none
   */
  void prepare(long[] ordered, long[] changed) {
    orders.restore(ordered);
    regime.prepare(changed);
  }

  /**
   * Tries changes without making them.
   *
   * @throws dev.gradstream.settings.SettingsException naming the first setting that cannot be used
   * @throws IllegalStateException where the optimizer would remember other things than it does
   */
  public void requireFitting(Changes changes) {
    regime.requireFitting(changes);
  }

  /** Goes on behind a span of one of the run's partitions. */
  void advance(Span span) {
    positions.advance(span);
  }

  /** Counts on from where another run of the same partitions is. */
  void goOn(State parent) {
    if (!positions().equals(parent.positions())) {
      throw new ContradictionException(
          "the branch starts at %s, and its parent is at %s"
              .formatted(positions(), parent.positions()));
    }
    System.arraycopy(parent.progress, 0, progress, 0, progress.length);
  }

  void stepDone(int examples) {
    progress[STEP]++;
    progress[EXAMPLES] += examples;
  }

  /** Counts are those before a window that diverged; the rest of the state is lost. */
  void rewind(long step, long examples) {
    progress[STEP] = step;
    progress[EXAMPLES] = examples;
  }

  void windowDone(int rejected) {
    progress[WINDOW]++;
    progress[REJECTED] += rejected;
    orders.passed(window());
  }
}
