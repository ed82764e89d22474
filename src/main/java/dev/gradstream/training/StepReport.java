package dev.gradstream.training;

/**
 * One update of the parameters.
 *
 * @param step number of the update, from 1
 * @param examples size of the mini-batch
 * @param loss mean loss of the mini-batch with the parameters before the update
 * @param learningRate rate of the update, the schedule included
 * @param gradientNorm Euclidean norm of the mean gradient as it came: before accumulation, clipping
 *     and penalties
 * @param digest {@link dev.gradstream.kernel.Digest} of parameters, optimizer slots and feature
 *     state after the update
 */
public record StepReport(
    long step, int examples, double loss, double learningRate, double gradientNorm, long digest) {}
