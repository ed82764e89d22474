package dev.gradstream.config;

import java.util.List;
import java.util.stream.Collectors;

/** Names as YAML writes them within a list. */
public final class YamlNames {
  private YamlNames() {}

  /** {@code [a, "b c?"]}. */
  public static String list(List<String> names) {
    return names.stream().map(YamlNames::one).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A name, quoted where YAML would read it as something else. */
  static String one(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_ -]*")
            && !name.endsWith(" ")
            && !name.matches("(?i)null|true|false|yes|no|on|off")
        ? name
        : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
