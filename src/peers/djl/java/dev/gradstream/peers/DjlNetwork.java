package dev.gradstream.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;

/**
 * A network of relu layers in DJL on PyTorch: a loop written by hand on NDArrays, which is faster
 * than DJL's Trainer. Every value of a step belongs to a manager that is closed with it.
 */
final class DjlNetwork {
  private final NDArray[] weights; // (outputs, inputs), as PyTorch has them
  private final NDArray[] biases;
  private final boolean softmax;
  private final float rate;

  /**
   * @param manager owns the parameters
   * @param initial weights by layer, as many as inputs times outputs
   */
  DjlNetwork(NDManager manager, int[] widths, float[][] initial, boolean softmax, float rate) {
    this.softmax = softmax;
    this.rate = rate;
    weights = new NDArray[widths.length - 1];
    biases = new NDArray[widths.length - 1];
    for (int l = 0; l < weights.length; l++) {
      weights[l] = manager.create(initial[l], new Shape(widths[l + 1], widths[l]));
      biases[l] = manager.zeros(new Shape(widths[l + 1]));
      weights[l].setRequiresGradient(true);
      biases[l].setRequiresGradient(true);
    }
  }

  /**
   * One step of gradient descent.
   *
   * @param inputs (rows, features)
   * @param targets (rows, 1): numbers, or indices of classes
   * @param step owns all values of the step
   * @return mean loss before it, to be read while the manager is open
   */
  NDArray step(NDArray inputs, NDArray targets, NDManager step) {
    NDArray loss;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray value = inputs;
      for (int l = 0; l < weights.length; l++) {
        value = Linear.linear(value, weights[l], biases[l]).singletonOrThrow();
        value.attach(step);
        if (l < weights.length - 1) {
          value = Activation.relu(value);
          value.attach(step);
        }
      }
      loss = loss(value, targets, step);
      collector.backward(loss);
    }
    for (int l = 0; l < weights.length; l++) {
      descend(weights[l], step);
      descend(biases[l], step);
    }
    return loss;
  }

  private NDArray loss(NDArray output, NDArray target, NDManager step) {
    if (softmax) {
      NDArray logs = attached(output.logSoftmax(1), step);
      NDArray hits = attached(logs.gather(target, 1), step);
      return attached(attached(hits.mean(), step).neg(), step);
    }
    NDArray difference = attached(output.sub(target), step);
    return attached(attached(difference.square(), step).mean(), step);
  }

  private static NDArray attached(NDArray array, NDManager step) {
    array.attach(step);
    return array;
  }

  private void descend(NDArray parameter, NDManager step) {
    NDArray gradient = attached(parameter.getGradient(), step);
    NDArray change = attached(gradient.mul(rate), step);
    parameter.setRequiresGradient(false);
    parameter.subi(change);
    parameter.setRequiresGradient(true);
    JniUtils.zeroGrad((PtNDArray) parameter);
  }
}
