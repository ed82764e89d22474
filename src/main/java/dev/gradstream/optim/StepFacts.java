package dev.gradstream.optim;

/**
 * What a stopping criterion may look at after a step.
 *
 * @param step number of the step, from 1
 * @param examples examples used so far, this step included
 * @param loss mean loss of this step's batch, before the update
 * @param gradientNorm Euclidean norm of this step's gradient
 * @param learningRate this step's learning rate
 */
public record StepFacts(
    long step, long examples, double loss, double gradientNorm, double learningRate) {}
