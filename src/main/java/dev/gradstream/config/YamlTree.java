package dev.gradstream.config;

import dev.gradstream.console.Failure;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML text as a tree of maps, lists and texts, with the line of every setting.
 *
 * <p>Scalars stay as they were written: {@code 0.10}, {@code yes} and {@code 1e-6} are texts, and
 * whoever reads the setting decides what they mean. A name given twice is refused. Untrusted:
 * aliases are followed within a bound on size and depth.
 */
public final class YamlTree {
  private static final int MOST_NODES = 10_000;
  private static final int MOST_LEVELS = 32;

  private final String source;
  private final Map<String, String> places;
  private int nodes;

  /**
   * @param source what messages call the text, for instance {@code config.yaml}
   * @param places is given every setting's path and place ({@code config.yaml:12})
   */
  YamlTree(String source, Map<String, String> places) {
    this.source = source;
    this.places = places;
  }

  /** The text's settings; none where the text is empty. */
  Map<String, Object> block(String text) {
    Node root = compose(text);
    if (root == null) {
      return new LinkedHashMap<>();
    }
    if (root instanceof MappingNode mapping) {
      return map("", mapping, 0);
    }
    throw at(root, "expected a block of settings such as 'run: phishing', got " + kind(root));
  }

  /** One value of any kind; null where the text is empty. */
  Object value(String text, String path) {
    Node root = compose(text);
    return root == null ? null : value(path, root, 0);
  }

  private Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MOST_LEVELS);
    options.setMaxAliasesForCollections(50);
    try {
      return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String place = mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
      String where = e.getContext() == null ? "" : " " + e.getContext();
      throw Failure.usage(source + place + ": is not YAML: " + e.getProblem() + where, e);
    } catch (YAMLException e) {
      throw Failure.usage(source + ": is not YAML: " + e.getMessage(), e);
    }
  }

  private Object value(String path, Node node, int level) {
    if (++nodes > MOST_NODES || level > MOST_LEVELS) {
      throw at(
          node,
          "expected at most "
              + MOST_NODES
              + " settings, "
              + MOST_LEVELS
              + " levels deep; aliases count as often as they are used");
    }
    places.put(path, place(node));
    return switch (node) {
      case ScalarNode scalar -> Tag.NULL.equals(scalar.getTag()) ? null : scalar.getValue();
      case SequenceNode sequence -> list(path, sequence, level);
      case MappingNode mapping -> map(path, mapping, level);
      default -> throw at(node, "expected a value, got " + kind(node));
    };
  }

  private List<Object> list(String path, SequenceNode sequence, int level) {
    List<Object> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(value(path + "[" + items.size() + "]", item, level + 1));
    }
    return items;
  }

  private Map<String, Object> map(String path, MappingNode mapping, int level) {
    Map<String, Object> block = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      String key = name(keyNode);
      String full = path.isEmpty() ? key : path + "." + key;
      if (block.containsKey(key)) {
        throw at(keyNode, full + ": is set twice; first at " + places.get(full));
      }
      block.put(key, value(full, tuple.getValueNode(), level + 1));
      places.put(full, place(keyNode));
    }
    return block;
  }

  // A dot or bracket in a name could not be told from a path.
  private String name(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw at(node, "expected a setting's name, got " + kind(node));
    }
    String name = scalar.getValue();
    if (!name.matches("[A-Za-z0-9_-]{1,100}")) {
      throw at(node, "expected a setting's name (letters, digits, _ and -), got '" + name + "'");
    }
    return name;
  }

  private Failure at(Node node, String problem) {
    return Failure.usage(place(node) + ": " + problem);
  }

  private String place(Node node) {
    Mark mark = node.getStartMark();
    return mark == null ? source : source + ":" + (mark.getLine() + 1);
  }

  private static String kind(Node node) {
    return switch (node) {
      case ScalarNode scalar -> "'" + scalar.getValue() + "'";
      case SequenceNode sequence -> "a list of " + sequence.getValue().size();
      case MappingNode mapping -> "a block of " + mapping.getValue().size() + " settings";
      default -> node.getNodeId().name();
    };
  }
}
