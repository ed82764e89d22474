package dev.gradstream.evaluation;

/** What is predicted. */
enum LabelKind {
  /** A real number; the prediction is one too. */
  REAL,
  /** 0 or 1; the prediction is the probability of 1. */
  BINARY,
  /** A class index; the prediction is a probability for each class. */
  CLASS
}
