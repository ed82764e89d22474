package dev.gradstream.pipeline;

/** What a run touches outside of itself. */
public record RunPorts(ExampleSource source, Journal journal, SnapshotStore snapshots) {}
