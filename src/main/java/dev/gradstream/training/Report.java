package dev.gradstream.training;

/**
 * What one application of the fold did.
 *
 * @param event what belongs into the journal; null where the input diverged
 * @param stop why the run should end now, by its own stopping criteria; null where it should go on
 * @param divergence what was not finite, and where; null where all went well. The state is then
 *     unusable and must be rebuilt from snapshot and journal
 */
public record Report(Event event, String stop, String divergence) {}
