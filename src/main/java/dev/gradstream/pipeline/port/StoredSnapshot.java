package dev.gradstream.pipeline.port;

import java.util.Set;

/**
 * What a store knows of a snapshot without reading it; whether it is whole shows when it is read.
 *
 * @param step last step it contains
 * @param window last window it contains
 * @param blockSequence journal block that committed that step; no two snapshots of a run share it
 * @param sizeBytes length of its arrays
 * @param writtenAtMs wall clock, for people and for ages
 * @param pins who wants it kept whatever its age
 */
public record StoredSnapshot(
    long step,
    long window,
    long blockSequence,
    long sizeBytes,
    long writtenAtMs,
    Set<String> pins) {

  public StoredSnapshot {
    pins = Set.copyOf(pins);
  }
}
