package dev.gradstream.settings;

/** A setting that cannot be used: which one, what was expected, what came, and what to do. */
public final class SettingsException extends IllegalArgumentException {
  private final String path;

  /**
   * @param path the setting's full path, for instance {@code optimizer.learningRate}
   * @param problem what was expected and what came, for instance {@code must be above 0, got -1}
   */
  public SettingsException(String path, String problem) {
    super(path.isEmpty() ? problem : path + ": " + problem);
    this.path = path;
  }

  /** The setting's full path; empty for the tree as a whole. */
  public String path() {
    return path;
  }
}
