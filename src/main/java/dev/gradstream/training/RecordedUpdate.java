package dev.gradstream.training;

import dev.gradstream.autodiff.GradientUse;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Digest;
import dev.gradstream.kernel.Kernels;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.optim.Stretchwise;
import java.util.List;
import java.util.Optional;

/**
 * Update, gradient norm, digest and the check for finite parameters in one pass, each stretch of
 * the gradient being used up while it is in the cache. The bits are those of one pass after
 * another.
 *
 * <p>Members of the plan's team work at different stretches at the same time: rows have a place of
 * their own for their norm, members for their part of the digest.
 */
final class RecordedUpdate implements GradientUse {
  private static final int APART = 16; // longs between two members' parts: cache lines of their own

  private final Kernels kernels = Kernels.chosen();
  private final Parameters parameters;
  private final Tensor[] tensors;
  private final Stretchwise rule;
  private final StateMap state;
  private final int[] firstRow; // by tensor: where the norms of its rows begin
  private final float[] norms; // by row; a matrix of one column counts as a row
  private final long[] parts; // of the digest, by member
  private final boolean[] doubts; // whether a parameter may be not finite, by member
  private float rate;

  private RecordedUpdate(Parameters parameters, Stretchwise rule, StateMap state, int members) {
    this.parameters = parameters;
    this.tensors = parameters.tensors().toArray(new Tensor[0]);
    this.rule = rule;
    this.state = state;
    this.firstRow = new int[tensors.length + 1];
    for (int i = 0; i < tensors.length; i++) {
      firstRow[i + 1] = firstRow[i] + (tensors[i].stride() == 1 ? 1 : tensors[i].rows());
    }
    this.norms = new float[firstRow[tensors.length]];
    this.parts = new long[members * APART];
    this.doubts = new boolean[members * APART];
  }

  /** Empty where the optimizer, or its state, can't be taken stretch by stretch. */
  static Optional<RecordedUpdate> of(Parameters parameters, Optimizer optimizer, int members) {
    return optimizer
        .stretchwise()
        .flatMap(
            rule ->
                StateMap.of(List.of(parameters, optimizer), parameters.tensors())
                    .map(state -> new RecordedUpdate(parameters, rule, state, members)));
  }

  /** Whether gradients must stand in the arena, at the same places as the parameters. */
  boolean inArena() {
    return !rule.descends();
  }

  void begin(long step, double rate) {
    this.rate = (float) rate;
    rule.begin(step, rate);
    for (int i = 0; i < parts.length; i += APART) {
      parts[i] = 0;
      doubts[i] = false;
    }
  }

  @Override
  public void take(
      int member, int tensor, int first, int end, float[] gradient, int offset, int stride) {
    Tensor t = tensors[tensor];
    boolean column = t.stride() == 1;
    int rows = column ? 1 : end - first;
    int columns = column ? t.rows() : t.columns();
    int from = t.offset() + first * t.stride();
    int place = member * APART;
    int norm = firstRow[tensor] + first;
    float[] values = parameters.values();
    if (rule.descends()) {
      parts[place] =
          kernels.descendRows(
              rows,
              columns,
              rate,
              gradient,
              offset,
              stride,
              values,
              from,
              t.stride(),
              norms,
              norm,
              doubts,
              place,
              parts[place],
              state.position(0, tensor) + first * columns);
      return;
    }
    for (int i = 0; i < rows; i++) {
      int at = offset + i * stride;
      norms[norm + i] = kernels.dot(columns, gradient, at, gradient, at);
    }
    boolean last = first + rows >= t.rows() || column;
    rule.update(gradient, values, from, last ? t.offset() + t.length() : from + rows * t.stride());
    for (int i = 0; i < rows; i++) {
      int at = from + i * t.stride();
      if (!(kernels.dot(columns, values, at, values, at) < 1e30f)) {
        doubts[place] = true;
      }
    }
    for (int k = 0; k < state.arrays(); k++) {
      int position = state.position(k, tensor) + first * columns;
      parts[place] =
          kernels.digestRows(
              parts[place], position, rows, columns, state.array(k), from, t.stride());
    }
  }

  /**
   * Squared Euclidean norm of the gradient, in the order of {@link dev.gradstream.kernel.Norms}.
   */
  double squaredNorm() {
    double sum = 0;
    for (int i = 0; i < tensors.length; i++) {
      double ofTensor = 0;
      for (int row = firstRow[i]; row < firstRow[i + 1]; row++) {
        ofTensor += norms[row];
      }
      sum += ofTensor;
    }
    return sum;
  }

  /**
   * Whether all parameters are finite, and their squares; false where only a closer look can say.
   */
  boolean surelyFinite() {
    for (int i = 0; i < doubts.length; i += APART) {
      if (doubts[i]) {
        return false;
      }
    }
    return true;
  }

  /** Adds parameters and slots, as they were left, to a digest that has seen nothing else. */
  void digest(Digest digest) {
    long sum = 0;
    for (int i = 0; i < parts.length; i += APART) {
      sum = Digest.plus(sum, parts[i]);
    }
    digest.add(sum, state.words());
  }
}
