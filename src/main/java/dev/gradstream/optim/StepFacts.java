package dev.gradstream.optim;

/**
 * What a schedule and a stopping criterion may look at after a step.
 *
 * @param step number of the step, from 1
 * @param examples examples used so far, this step included
 * @param loss mean loss of this step's batch, before the update
 * @param gradientNorm Euclidean norm of this step's gradient, as it came
 * @param stepNorm Euclidean norm of the change of all parameters; NaN where there was no update, or
 *     nobody asked for it
 * @param learningRate this step's learning rate
 * @param validationLoss mean loss of the rows held out, after the update; NaN where they were not
 *     looked at
 */
public record StepFacts(
    long step,
    long examples,
    double loss,
    double gradientNorm,
    double stepNorm,
    double learningRate,
    double validationLoss) {

  /** A step without a validation. */
  public StepFacts(
      long step,
      long examples,
      double loss,
      double gradientNorm,
      double stepNorm,
      double learningRate) {
    this(step, examples, loss, gradientNorm, stepNorm, learningRate, Double.NaN);
  }
}
