package dev.gradstream.features;

/** Names of state behind a prefix, made once: a digest visits them in every step. */
final class PrefixedNames {
  private final String[] suffixes;
  private final String[] names;
  private String prefix;

  PrefixedNames(String... suffixes) {
    this.suffixes = suffixes.clone();
    this.names = new String[suffixes.length];
  }

  String name(String prefix, int index) {
    if (!prefix.equals(this.prefix)) {
      this.prefix = prefix;
      for (int i = 0; i < suffixes.length; i++) {
        names[i] = prefix + suffixes[i];
      }
    }
    return names[index];
  }
}
