package dev.gradstream.config;

import dev.gradstream.console.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration for a topic that nobody described: a label, features by what was seen of them,
 * and a small network. Meant to be read, changed and kept.
 */
public final class ConfigProposal {
  private static final int MOST_ONE_HOT = 50;
  private static final int MOST_CLASSES = 20;
  private static final List<String> USUAL_LABELS =
      List.of("label", "target", "y", "class", "outcome", "is_.*", ".*_label", ".*_class");

  private final String topic;
  private final RecordForm form;
  private final Collection<ColumnGlance> columns;
  private final ColumnGlance label;

  private ConfigProposal(
      String topic, RecordForm form, Collection<ColumnGlance> columns, ColumnGlance label) {
    this.topic = topic;
    this.form = form;
    this.columns = columns;
    this.label = label;
  }

  /**
   * @param labelName the label, or null to choose one
   * @throws Failure where no column can be a label
   */
  public static ConfigProposal of(
      String topic, RecordForm form, Collection<ColumnGlance> columns, String labelName) {
    List<ColumnGlance> candidates = candidates(columns);
    ColumnGlance label =
        candidates.stream()
            .filter(one -> labelName == null || one.name().equals(labelName))
            .findFirst()
            .orElseThrow(() -> noLabel(candidates, labelName));
    return new ConfigProposal(topic, form, columns, label);
  }

  private static Failure noLabel(List<ColumnGlance> candidates, String wanted) {
    return wanted == null
        ? Failure.failed(
            "no column can be a label: none is a number, or one of two words, in every record")
        : Failure.usage(
            "--label "
                + wanted
                + ": is no column that is a number, or one of two words, in every record; those are "
                + String.join(", ", candidates.stream().map(ColumnGlance::name).toList()));
  }

  /** What may be a label, the likeliest first: by its usual names, then from the last column on. */
  public static List<ColumnGlance> candidates(Collection<ColumnGlance> columns) {
    List<ColumnGlance> able = new ArrayList<>();
    for (ColumnGlance column : columns) {
      if ((column.isNumber() || column.isEitherOr())
          && column.missing() == 0
          && !column.isConstant()
          && !column.isCounter()) {
        able.addFirst(column);
      }
    }
    List<ColumnGlance> sorted = new ArrayList<>();
    for (String usual : USUAL_LABELS) {
      able.stream()
          .filter(column -> column.name().toLowerCase().matches(usual))
          .filter(column -> !sorted.contains(column))
          .forEach(sorted::add);
    }
    able.stream().filter(column -> !sorted.contains(column)).forEach(sorted::add);
    return sorted;
  }

  public String labelName() {
    return label.name();
  }

  /** {@code binary}, {@code class} or {@code real}, by the values seen. */
  String kind() {
    if (label.isEitherOr()) {
      return "binary";
    }
    if (!label.isClass()) {
      return "real";
    }
    return label.different() == 2 ? "binary" : label.different() <= MOST_CLASSES ? "class" : "real";
  }

  /** The whole file. */
  public String yaml() {
    StringBuilder text = new StringBuilder();
    text.append("# Proposed from the first records of topic '").append(topic).append("'.\n");
    text.append("run: ").append(topic).append("\nsource:\n  topic: ").append(topic).append('\n');
    form.source(columns.stream().map(ColumnGlance::name).toList())
        .forEach(line -> text.append("  ").append(line).append('\n'));
    text.append("  from: earliest\n  until: end     # never: keep learning as records arrive\n");
    text.append("label: { name: ")
        .append(YamlNames.one(label.name()))
        .append(", kind: ")
        .append(kind());
    if (kind().equals("class")) {
      text.append(", classes: ").append(label.different());
    }
    if (label.isEitherOr()) {
      text.append(", negative: ")
          .append(YamlNames.list(label.words().subList(0, 1)))
          .append(", positive: ")
          .append(YamlNames.list(label.words().subList(1, 2)));
    }
    text.append(kind().equals("real") ? ", scale: standard }\n" : " }\n");
    features(text);
    text.append("window: { size: 32 }\n");
    model(text);
    text.append("optimizer: { name: adam, learningRate: 0.01 }\nseed: 42\n");
    return text.toString();
  }

  private void features(StringBuilder text) {
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    List<String> left = new ArrayList<>();
    for (ColumnGlance column : columns) {
      if (column == label) {
        continue;
      }
      String why = uselessness(column);
      if (why == null) {
        blocks.computeIfAbsent(block(column), b -> new ArrayList<>()).add(column.name());
      } else {
        left.add(column.name() + " (" + why + ")");
      }
    }
    if (blocks.isEmpty()) {
      throw Failure.failed("no column beside the label tells anything: " + String.join(", ", left));
    }
    text.append("features:\n");
    blocks.forEach(
        (block, names) ->
            text.append("  - { columns: ")
                .append(YamlNames.list(names))
                .append(block)
                .append(" }\n"));
    if (!left.isEmpty()) {
      text.append("  # left out: ").append(String.join(", ", left).replace('\n', ' ')).append('\n');
    }
  }

  private static String uselessness(ColumnGlance column) {
    if (column.isEmpty()) {
      return "always missing";
    }
    if (column.isConstant() && column.missing() == 0) {
      return "constant";
    }
    return column.isCounter() ? "counts the records" : null;
  }

  private String block(ColumnGlance column) {
    if (column.isNumber()) {
      return ", scale: standard" + (column.missing() > 0 ? ", missing: indicator" : "");
    }
    if (column.isTime()) {
      return ", time: [hour, weekday, yearday]"
          + (column.missing() > 0 ? ", missing: indicator" : "");
    }
    if (form.encoding() != null && !column.name().equals("tag")) {
      return ", " + form.encoding();
    }
    boolean few = column.different() >= 0 && column.different() <= MOST_ONE_HOT;
    return few ? ", encode: onehot" : ", encode: hash, buckets: 4096";
  }

  private void model(StringBuilder text) {
    String outputs = kind().equals("class") ? "" + label.different() : "1";
    String loss =
        switch (kind()) {
          case "binary" -> "logistic";
          case "class" -> "softmax";
          default -> "squared";
        };
    text.append("model:\n  layers:\n    - { dense: 32, activation: relu }\n    - { dense: ")
        .append(outputs)
        .append(" }\n  loss: ")
        .append(loss)
        .append('\n');
  }
}
