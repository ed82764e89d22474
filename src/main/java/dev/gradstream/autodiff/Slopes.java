package dev.gradstream.autodiff;

import dev.gradstream.kernel.Fetching;
import dev.gradstream.kernel.Finish;
import dev.gradstream.kernel.Layout;
import java.util.List;

/**
 * One member's share of the parameters' gradients over a single block of rows, computed stretch by
 * stretch, each handed over before the next: a stretch stays in the second-level cache.
 */
final class Slopes {
  // 64 KiB: small enough for the cache beside all else, large enough for what a product packs to
  // pay.
  private static final int STRETCH = 1 << 14;
  private static final int LEAST_ROWS = 112; // eight tall tiles

  // Floats of parameters from which a step does not find them in a second-level cache of 2 MiB.
  private static final int FAR = 1 << 18;

  /**
   * How a tensor's gradient is computed: some rows at a time by {@code slope}, or else whole by
   * {@code step}, into the arena.
   */
  record Source(Tensor tensor, Slope slope, Step step) {}

  private final Source[] sources;
  private final float[] arena; // of the gradients
  private final float[] values;
  private final float[] stretch;
  private final boolean far; // whether weights are fetched before a product adds to them
  private float sink; // keeps the compiler from leaving the fetching out

  Slopes(List<Source> sources, Parameters parameters) {
    this.sources = sources.toArray(new Source[0]);
    this.arena = parameters.gradients();
    this.values = parameters.values();
    this.far = parameters.size() > FAR;
    int length = 0;
    for (Source source : sources) {
      int rows = Math.min(rowsAtOnce(source.tensor()), source.tensor().rows());
      length = Math.max(length, Layout.length(rows, source.tensor().columns()));
    }
    this.stretch = new float[length];
  }

  private static int rowsAtOnce(Tensor tensor) {
    return tensor.stride() == 1
        ? tensor.rows() // lies in memory as one row
        : Math.max(LEAST_ROWS, STRETCH / tensor.stride() & -Layout.LANES);
  }

  /**
   * The last rows of the last parameters come first, as backpropagation has them: what is updated
   * last is what the next step begins with, and still near.
   *
   * @param rows of the batch
   * @param inArena whether the gradients are left in the arena
   * @param rate null, or the rate of a descent: a product then ends in the new weights, and only
   *     what is no product is handed over
   */
  void run(int rows, int member, int members, boolean inArena, float[] rate, GradientUse use) {
    for (int i = sources.length - 1; i >= 0; i--) {
      Source source = sources[i];
      Tensor tensor = source.tensor();
      if (source.slope() == null || tensor.stride() == 1) {
        if (i % members == member) {
          whole(source, rows, i, member, use);
        }
        continue;
      }
      int end = Share.end(tensor.rows(), member, members, Layout.LANES);
      int first = Share.end(tensor.rows(), member - 1, members, Layout.LANES);
      int atOnce = rowsAtOnce(tensor);
      for (int s = (end - first + atOnce - 1) / atOnce - 1; s >= 0; s--) {
        int row = first + s * atOnce;
        int last = Math.min(end, row + atOnce);
        int at = tensor.offset() + row * tensor.stride();
        if (rate != null) {
          if (far) {
            sink = Fetching.read(last - row, tensor.columns(), values, at, tensor.stride());
          }
          source.slope().run(0, rows, row, last, values, at, tensor.stride(), Finish.DESCEND, rate);
          continue;
        }
        float[] to = inArena ? arena : stretch;
        int offset = inArena ? at : 0;
        source.slope().run(0, rows, row, last, to, offset, tensor.stride());
        use.take(member, i, row, last, to, offset, tensor.stride());
      }
    }
  }

  private void whole(Source source, int rows, int index, int member, GradientUse use) {
    Tensor tensor = source.tensor();
    source.step().run(0, rows);
    use.take(member, index, 0, tensor.rows(), arena, tensor.offset(), tensor.stride());
  }
}
