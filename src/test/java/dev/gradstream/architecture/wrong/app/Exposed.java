package dev.gradstream.architecture.wrong.app;

/** Public though nobody else may use it. */
public final class Exposed {}
