package dev.gradstream.architecture.wrong.elsewhere;

/** In a package that the map does not know. */
final class Stray {}
