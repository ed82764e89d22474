/**
 * What turns gradients into new parameters: optimizers, learning-rate schedules, and the criteria
 * that end a run.
 *
 * <pre>
 *   Schedule.rate(step) --&gt; Optimizer.update(step, rate) --&gt; parameters
 *   StoppingCriterion.observe(facts of the step) --&gt; reason to stop, or none
 * </pre>
 *
 * <p>All state is explicit and visited: two optimizers with equal state do the same for ever after.
 * Each family has a catalogue with a line a member, and reads its options by name from settings.
 */
package dev.gradstream.optim;
