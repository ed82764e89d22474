package dev.gradstream.autodiff;

import dev.gradstream.kernel.Fetching;
import dev.gradstream.kernel.Finish;
import dev.gradstream.kernel.Kernels;
import dev.gradstream.kernel.Layout;

/**
 * Y = start + A B, B being there before the batch: whole, or for some columns of Y where a team
 * shares it.
 */
final class ProductStep implements Step {
  // Floats of B that are fetched at once: half of a second-level cache of 2 MiB.
  private static final int FETCHED = 1 << 18;

  private final Kernels kernels = Kernels.chosen();
  private final Buffer a;
  private final float[] b;
  private final int bOffset;
  private final int bRow; // 1 where B lies by columns
  private final int bStep;
  private final float[] start;
  private final int startOffset;
  private final boolean biased;
  private final Finish finish;
  private final float[] beside;
  private final Buffer output;
  private final float[] room;
  private float sink; // keeps the compiler from leaving the fetching out

  /**
   * @param bias (1, columns) that the sums start from, or null
   * @param beside what the finish looks at, laid out like the output, or null
   */
  ProductStep(
      Buffer a,
      Buffer b,
      int bRow,
      int bStep,
      Buffer bias,
      Finish finish,
      Buffer beside,
      Buffer output) {
    this.a = a;
    this.b = b.array();
    this.bOffset = b.offset();
    this.bRow = bRow;
    this.bStep = bStep;
    this.biased = bias != null;
    this.start = biased ? bias.array() : Products.zeros(output.columns());
    this.startOffset = biased ? bias.offset() : 0;
    this.finish = finish;
    this.beside = beside == null ? output.array() : beside.array();
    if (beside != null
        && (beside.offset() != output.offset() || beside.stride() != output.stride())) {
      throw new IllegalArgumentException(
          "beside begins at %d with rows %d apart, expected %d and %d"
              .formatted(beside.offset(), beside.stride(), output.offset(), output.stride()));
    }
    this.output = output;
    int length = kernels.room(Products.mostRows(output), output.columns(), a.columns());
    this.room = bStep == 1 ? new float[length] : Layout.aligned(length);
  }

  /** Columns of Y. */
  int columns() {
    return output.columns();
  }

  @Override
  public void run(int from, int to) {
    part(from, to, 0, columns(), 0, a.columns());
  }

  /**
   * Columns [first, end), first being a multiple of the lanes. B may be in another core's cache,
   * and is read through in the order of memory first, which the processor foresees, unlike the
   * order of tiles.
   */
  void run(int from, int to, int first, int end) {
    int depth = a.columns();
    int most = bStep == 1 ? Math.max(16, FETCHED / (end - first) & -16) : depth;
    for (int k = 0; k < depth; k += most) {
      int behind = Math.min(depth, k + most);
      if (bStep == 1) {
        sink = Fetching.read(behind - k, end - first, b, bOffset + k * bRow + first, bRow);
      }
      part(from, to, first, end, k, behind);
    }
  }

  private void part(int from, int to, int first, int end, int k, int behind) {
    int row = output.first(from);
    boolean begins = k == 0;
    int at = output.at(row) + first;
    kernels.product(
        output.end(to) - row,
        end - first,
        behind - k,
        a.array(),
        a.at(row) + k,
        a.stride(),
        1,
        b,
        bOffset + k * bRow + first * bStep,
        bRow,
        bStep,
        begins ? start : output.array(),
        begins ? startOffset + (biased ? first : 0) : at,
        begins ? 0 : output.stride(),
        output.array(),
        at,
        output.stride(),
        behind == a.columns() ? finish : Finish.STORE,
        beside,
        room);
  }
}
