/**
 * The core: a run's state and the one function that changes it.
 *
 * <pre>
 *   Specification --fresh--&gt; State &lt;--restore-- Snapshot
 *                              |
 *   Input (window, end) --&gt; Training.apply --&gt; Report (event, stop, divergence)
 *                              |
 *                          Certificate: a chain of SHA-256 over the events
 * </pre>
 *
 * <p>No I/O, no clock, no thread, no logging, no order that a hash decides: equal inputs give equal
 * bits on every machine.
 */
package dev.gradstream.training;
