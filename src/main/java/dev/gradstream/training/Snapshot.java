package dev.gradstream.training;

import java.util.List;

/**
 * A copy of the whole state after a committed step: a cache of the fold.
 *
 * @param step last step it contains
 * @param window last window it contains
 * @param blockSequence journal block that committed it; folding goes on with the next
 * @param arrays everything that {@link Training#apply} reads, in visiting order
 */
public record Snapshot(long step, long window, long blockSequence, List<NamedArray> arrays) {}
