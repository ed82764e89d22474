package dev.gradstream.training;

import dev.gradstream.features.FeatureStages;
import dev.gradstream.features.LabelTexts;
import dev.gradstream.features.RowLayout;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Everything that decides a run: read once from settings, checked once, written down once.
 *
 * <p>The parts that belong to one family (a layer, an optimizer, a format) stay {@link Settings}
 * nodes and are read by that family.
 *
 * @param settings the whole tree
 * @param run name of the run
 * @param source where examples come from
 * @param label what is learned
 * @param window how examples are cut into windows and mini-batches
 * @param seed of every random choice of the run
 */
public record Specification(
    Settings settings, String run, Source source, Label label, Window window, long seed) {

  /** Steps of a window: its event has to fit into one message of a journal. */
  private static final int MOST_STEPS = 40_000;

  /** Names that are good for a run, a topic's prefix and a file alike. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  /**
   * Where examples come from.
   *
   * @param fromEarliest start at the first available record, else at the end
   * @param bounded end where the topic ended when the run started, else never
   * @param settings the node, for the format to read its own options
   */
  public record Source(String topic, boolean fromEarliest, boolean bounded, Settings settings) {}

  /** Kinds of label. */
  public enum LabelKind {
    /** Any number. */
    REAL,
    /** 0 or 1. */
    BINARY,
    /** A whole number from 0 to the number of classes less one. */
    CLASS
  }

  /**
   * What is learned.
   *
   * @param classes number of classes; 2 for {@link LabelKind#BINARY}, 1 for {@link LabelKind#REAL}
   */
  public record Label(String name, LabelKind kind, int classes, Settings settings) {
    /** The column that says how much each example counts; empty where all count alike. */
    public Optional<String> weight() {
      return settings.has("weight") ? Optional.of(settings.text("weight")) : Optional.empty();
    }
  }

  /**
   * How examples are cut.
   *
   * @param size examples of a mini-batch
   * @param shuffle examples of a window, permuted before it is cut into mini-batches; 0 for a
   *     window that is one mini-batch, in order
   * @param maxWaitMs longest wait of an example for its window to fill, on a live source
   * @param follows the run whose recorded windows are taken over; null to cut windows of its own
   */
  public record Window(int size, int shuffle, long maxWaitMs, String follows) {

    /** Examples of a full window. */
    public int examples() {
      return Math.max(size, shuffle);
    }
  }

  /**
   * Reads and checks what is common to all runs; the families check their own parts when a {@link
   * State} is made.
   *
   * @throws dev.gradstream.settings.SettingsException naming the first setting that cannot be used
   */
  public static Specification of(Settings settings) {
    String run = settings.text("run");
    if (!isRunName(run)) {
      throw settings.problem(
          "run", "expected 1 to 100 letters, digits, '.', '_' or '-', got '" + run + "'");
    }
    return new Specification(
        settings,
        run,
        source(settings.child("source")),
        label(settings.child("label")),
        window(settings.child("window")),
        settings.whole("seed", 42, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** The specification that a run recorded when it started. */
  public static Specification ofRecorded(Map<String, String> recorded) {
    return of(Settings.ofFlat(recorded));
  }

  /** Whether a name can be a run's. */
  public static boolean isRunName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * All settings with the fallbacks that were taken: what a run records. Whole once a {@link State}
   * was made of it.
   */
  public Map<String, String> resolved() {
    return settings.resolved();
  }

  /** Columns to read from every record. */
  public RowLayout layout() {
    List<String> columns = FeatureStages.columns(features(), label.name());
    if (columns.contains(label.name())) {
      throw settings
          .child("label")
          .problem("name", "'" + label.name() + "' is also a feature; a label never is one");
    }
    Optional<String> weight = label.weight();
    if (weight.isPresent()
        && (columns.contains(weight.get()) || weight.get().equals(label.name()))) {
      throw label
          .settings()
          .problem(
              "weight",
              "'" + weight.get() + "' is also a feature or the label; a weight is neither");
    }
    List<String> texts = new ArrayList<>(FeatureStages.texts(features()));
    if (!LabelTexts.of(label.settings()).isEmpty()) {
      texts.add(label.name());
    }
    RowLayout layout =
        new RowLayout(columns, label.name(), weight, texts, FeatureStages.times(features()));
    return keyed() ? layout.withKeys() : layout;
  }

  // Each is read only where its block is there, so that other runs record nothing of it.
  private boolean keyed() {
    return label.settings().isBlock("delay")
        || settings.isBlock("validation") && HeldOut.isByKey(settings.child("validation"));
  }

  /** The blocks of feature settings. */
  public List<Settings> features() {
    List<Settings> features = settings.nodes("features");
    if (features.isEmpty()) {
      throw settings.problem(
          "features", "at least one block such as {columns: [a, b], scale: standard} is needed");
    }
    return features;
  }

  /**
   * The settings in which two specifications differ, by path, each with both texts ("nothing" for a
   * missing one); what only names or operates a run is left out.
   */
  public static SortedMap<String, String> differences(
      Map<String, String> recorded, Map<String, String> asked) {
    SortedMap<String, String> differences = new TreeMap<>();
    for (Map<String, String> side : List.of(recorded, asked)) {
      for (String path : side.keySet()) {
        String was = recorded.getOrDefault(path, "nothing");
        String is = asked.getOrDefault(path, "nothing");
        boolean met = path.startsWith("source.schemas."); // with the examples, and asked by nobody
        if (!met && !was.equals(is) && (Certificate.covers(path) || path.equals("source.topic"))) {
          differences.put(path, was + " -> " + is);
        }
      }
    }
    return differences;
  }

  private static Source source(Settings source) {
    return new Source(
        source.text("topic"),
        source.choice("from", List.of("earliest", "latest"), "earliest").equals("earliest"),
        source.choice("until", List.of("end", "never"), "never").equals("end"),
        source);
  }

  private static Label label(Settings label) {
    LabelKind kind =
        switch (label.choice("kind", List.of("real", "binary", "class"), null)) {
          case "real" -> LabelKind.REAL;
          case "binary" -> LabelKind.BINARY;
          default -> LabelKind.CLASS;
        };
    int classes =
        switch (kind) {
          case REAL -> 1;
          case BINARY -> 2;
          case CLASS ->
              LabelTexts.of(label).isEmpty()
                  ? (int) label.whole("classes", 10, 2, 100_000)
                  : LabelTexts.of(label).size();
        };
    return new Label(label.text("name"), kind, classes, label);
  }

  private static Window window(Settings window) {
    int size = (int) window.whole("size", 32, 1, 1 << 20);
    int shuffle = (int) window.whole("shuffle", 0, 0, 1 << 24);
    if (shuffle != 0 && shuffle < size) {
      throw window.problem(
          "shuffle", "expected 0 or at least the mini-batch size " + size + ", got " + shuffle);
    }
    if (shuffle / size > MOST_STEPS) {
      throw window.problem(
          "shuffle",
          "expected at most %d mini-batches of window.size in one window, got %d; make size larger or shuffle smaller"
              .formatted(MOST_STEPS, shuffle / size));
    }
    long maxWaitMs = window.durationMs("maxWait", 200);
    String follows = window.has("follows") ? window.text("follows") : null;
    if (follows != null && !isRunName(follows)) {
      throw window.problem("follows", "expected the name of a run, got '" + follows + "'");
    }
    return new Window(size, shuffle, maxWaitMs, follows);
  }
}
