package dev.gradstream.training;

/** Why a window was closed. */
public enum Seal {
  /** It held as many examples as configured, or as many rejected records as fit. */
  SIZE,
  /** The waiting time was over. */
  TIME,
  /** The source, or the run, came to its end. */
  END
}
