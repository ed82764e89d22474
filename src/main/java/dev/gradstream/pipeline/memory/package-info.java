/**
 * The ports' twins in memory: for tests, for replays out of a capsule, and as the shortest example
 * of each port.
 *
 * <pre>
 *   MemorySource   MemoryJournal   MemorySnapshots   MemoryControl
 *        |              |                |                |
 *   ExampleSource    Journal       SnapshotStore       Control      (port)
 * </pre>
 */
package dev.gradstream.pipeline.memory;
