package dev.gradstream.lab;

/** One law of the lecture, tried out. The same each time it is run. */
public interface Experiment {
  /** What it is called on the command line, in small letters with '-'. */
  String name();

  /** What it asks, in one sentence. */
  String question();

  /** Does it; takes well under a second. */
  Findings run();
}
