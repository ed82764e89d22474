/**
 * What a run's state is made of: named arrays of numbers, shown to whoever copies, restores,
 * digests or compares them.
 *
 * <pre>
 *   Stateful --visit--&gt; StateVisitor
 *     parameters, slots,      snapshot, digest,
 *     scalers, metrics        comparison
 * </pre>
 *
 * <p>Imports nothing.
 */
package dev.gradstream.state;
