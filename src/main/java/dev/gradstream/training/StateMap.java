package dev.gradstream.training;

import dev.gradstream.autodiff.Tensor;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the words of parameters and slots stand in a digest: arrays that are all laid out like the
 * parameters, visited one after the other, tensor by tensor.
 */
final class StateMap {
  private final List<float[]> arrays;
  private final int[] positions; // of each tensor's first word in the first array
  private final int wordsOfArray;

  private StateMap(List<float[]> arrays, int[] positions, int wordsOfArray) {
    this.arrays = arrays;
    this.positions = positions;
    this.wordsOfArray = wordsOfArray;
  }

  /** Empty where the parts show anything else. */
  static Optional<StateMap> of(List<Stateful> parts, List<Tensor> tensors) {
    Survey survey = new Survey(tensors);
    parts.forEach(part -> part.visit(survey));
    return survey.fits && survey.next == 0
        ? Optional.of(new StateMap(survey.arrays, survey.positions, survey.words))
        : Optional.empty();
  }

  /** The parameters first, then the slots. */
  int arrays() {
    return arrays.size();
  }

  float[] array(int index) {
    return arrays.get(index);
  }

  /** Position of a tensor's first word in an array. */
  int position(int array, int tensor) {
    return array * wordsOfArray + positions[tensor];
  }

  int words() {
    return arrays.size() * wordsOfArray;
  }

  private static final class Survey implements StateVisitor {
    private final List<Tensor> tensors;
    private final List<float[]> arrays = new ArrayList<>();
    private final int[] positions;
    private int words; // of one array
    private int next; // the tensor that is expected
    private boolean fits = true;

    Survey(List<Tensor> tensors) {
      this.tensors = tensors;
      this.positions = new int[tensors.size()];
    }

    @Override
    public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
      Tensor t = tensors.get(next);
      fits &=
          t.offset() == offset
              && t.rows() == rows
              && t.columns() == columns
              && t.stride() == stride
              && (next == 0 || values == arrays.getLast());
      if (next == 0) {
        arrays.add(values);
      }
      if (arrays.size() == 1) {
        positions[next] = words;
        words += rows * columns;
      }
      next = (next + 1) % tensors.size();
    }

    @Override
    public void doubles(
        String name, double[] values, int offset, int rows, int columns, int stride) {
      fits = false;
    }

    @Override
    public void longs(String name, long[] values, int count) {
      fits = false;
    }
  }
}
