package dev.gradstream.peers;

import java.util.Arrays;
import java.util.Random;

/**
 * A network and its batches, read from the same line as ours: widths, activation, loss and rows of
 * a batch, for instance {@code 784-128-10 relu softmax 32}. Numbers are drawn once, so that a step
 * is training alone.
 */
record Workload(int[] widths, boolean softmax, int rows, float[][] inputs, float[][] targets) {
  /** Batches that are used in turn; a power of two. */
  static final int BATCHES = 8;

  static final float RATE = 0.05f;

  static Workload of(String line) {
    String[] parts = line.split(" ");
    int[] widths = Arrays.stream(parts[0].split("-")).mapToInt(Integer::parseInt).toArray();
    if (widths.length > 2 && !parts[1].equals("relu")) {
      throw new IllegalArgumentException(line + ": expected relu between the layers");
    }
    boolean softmax = parts[2].equals("softmax");
    int rows = Integer.parseInt(parts[3]);
    int outputs = widths[widths.length - 1];
    Random random = new Random(1);
    float[][] inputs = new float[BATCHES][rows * widths[0]];
    float[][] targets = new float[BATCHES][rows];
    for (int b = 0; b < BATCHES; b++) {
      for (int i = 0; i < inputs[b].length; i++) {
        inputs[b][i] = 2 * random.nextFloat() - 1;
      }
      for (int i = 0; i < rows; i++) {
        targets[b][i] = softmax ? random.nextInt(outputs) : random.nextFloat();
      }
    }
    return new Workload(widths, softmax, rows, inputs, targets);
  }

  int layers() {
    return widths.length - 1;
  }

  int outputs() {
    return widths[layers()];
  }

  /** (inputs, outputs) of one layer, row-major, small and uniform. */
  float[] weights(int layer) {
    Random random = new Random(layer);
    float[] weights = new float[widths[layer] * widths[layer + 1]];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (random.nextFloat() - 0.5f) * 0.2f;
    }
    return weights;
  }

  /** (rows, outputs): the classes one-hot, or the numbers as they are. */
  float[] dense(int batch) {
    if (!softmax) {
      return targets[batch];
    }
    float[] dense = new float[rows * outputs()];
    for (int i = 0; i < rows; i++) {
      dense[i * outputs() + (int) targets[batch][i]] = 1;
    }
    return dense;
  }
}
