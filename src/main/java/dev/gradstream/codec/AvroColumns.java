package dev.gradstream.codec;

import dev.gradstream.features.RowLayout;
import dev.gradstream.settings.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** The columns that a run reads, and what of them one writer's schema was found to have. */
final class AvroColumns {
  private static final int MOST_ELEMENTS = 1 << 20;

  private final Map<String, Integer> wanted = new LinkedHashMap<>();
  private final Set<String> texts;
  private final Set<String> times;
  private final Set<String> able = new LinkedHashSet<>(); // columns that the schema has
  private final Map<String, Schema.Type> others = new LinkedHashMap<>(); // and what is none

  AvroColumns(RowLayout layout) {
    layout.columns().forEach(column -> wanted.put(column, wanted.size()));
    texts = new LinkedHashSet<>(layout.texts());
    times = new LinkedHashSet<>(layout.times());
  }

  /** Place of a column in a row; null where nobody wants it. The schema has it. */
  Integer found(String path) {
    able.add(path);
    return wanted.get(path);
  }

  /** The schema has a value here that can be no column. */
  void foundOther(String path, Schema.Type type) {
    others.put(path, type);
  }

  /** The schema has a vector here. */
  void foundVector(String path, Schema.Type type) {
    others.put(path, type);
    able.add(path + "[0]");
  }

  boolean isWanted(String path) {
    return wanted.containsKey(path);
  }

  boolean isText(String path) {
    return texts.contains(path);
  }

  boolean isTime(String path) {
    return times.contains(path);
  }

  /**
   * Places in a row of a vector's elements, up to the last one that is wanted; the schema has them.
   */
  int[] targets(String path) {
    int length = 0;
    Map<Integer, Integer> byElement = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> column : wanted.entrySet()) {
      int element = ColumnPath.elementOf(column.getKey(), path);
      if (element >= MOST_ELEMENTS) {
        throw new UnusableSchema("column '" + column.getKey() + "' lies too far out");
      }
      if (element >= 0 && (isText(column.getKey()) || isTime(column.getKey()))) {
        throw new UnusableSchema(
            "column '"
                + column.getKey()
                + "' is an element of a vector and can't be a "
                + (isText(column.getKey()) ? "text" : "time"));
      }
      if (element >= 0) {
        able.add(column.getKey());
        byElement.put(element, column.getValue());
        length = Math.max(length, element + 1);
      }
    }
    int[] targets = new int[length];
    for (int i = 0; i < length; i++) {
      targets[i] = byElement.getOrDefault(i, AvroStep.UNUSED);
    }
    return targets;
  }

  /**
   * The columns that are wanted and that the schema lacks.
   *
   * @throws UnusableSchema where it has one of them, but as something that is no column
   */
  List<String> lacking() {
    List<String> lacking = new ArrayList<>(wanted.keySet());
    lacking.removeAll(able);
    for (String column : lacking) {
      if (others.containsKey(column)) {
        throw new UnusableSchema(
            "column '%s' is of type %s, and no number"
                .formatted(column, others.get(column).getName()));
      }
    }
    return lacking;
  }

  int placeOf(String column) {
    return wanted.get(column);
  }

  /** For people: that a column is lacking, and what there is. */
  String describeLack(String column) {
    return "expected column '%s' among %s%s"
        .formatted(column, String.join(", ", able), Nearest.hint(column, able));
  }
}
