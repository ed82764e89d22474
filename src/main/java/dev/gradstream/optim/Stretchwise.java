package dev.gradstream.optim;

/**
 * An optimizer's update for one stretch of the parameters at a time: stretches may come in any
 * order and from several threads at once, each once a step. The bits are those of {@link
 * Optimizer#update(long, double)}.
 */
public interface Stretchwise {
  /** Begins a step; the arguments are those of {@link Optimizer#update(long, double)}. */
  void begin(long step, double rate);

  /** Updates values[from] to values[to - 1] by the gradients at the same places. */
  void update(float[] gradients, float[] values, int from, int to);

  /** Whether the update is w = fma(-rate, g, w) and nothing else. */
  boolean descends();
}
