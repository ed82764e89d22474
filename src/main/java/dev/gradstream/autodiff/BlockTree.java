package dev.gradstream.autodiff;

import dev.gradstream.kernel.Kernels;
import java.util.List;

/**
 * Combines the sums of successive blocks of rows by a binary tree that depends on their number
 * alone:
 *
 * <pre>
 *   tree(n blocks) = tree(first p) + tree(the rest), p the largest power of two below n
 * </pre>
 *
 * Works like a binary counter: level l holds the sum of 2^l blocks while they wait for their other
 * half.
 */
final class BlockTree {
  private final Kernels kernels;
  private final List<float[]>
      current; // where the steps leave a block's sums, and the batch's in the end
  private final int[] lengths; // how much of each array is such a sum
  private final float[][][] levels; // level, array

  BlockTree(Kernels kernels, List<float[]> current, int mostBlocks) {
    this(kernels, current, current.stream().mapToInt(array -> array.length).toArray(), mostBlocks);
  }

  BlockTree(Kernels kernels, List<float[]> current, int[] lengths, int mostBlocks) {
    this.kernels = kernels;
    this.current = List.copyOf(current);
    this.lengths = lengths.clone();
    int depth = mostBlocks > 1 ? 32 - Integer.numberOfLeadingZeros(mostBlocks) : 0;
    this.levels = new float[depth][current.size()][];
    for (float[][] level : levels) {
      for (int k = 0; k < level.length; k++) {
        level[k] = new float[lengths[k]];
      }
    }
  }

  /** Takes the sums of block {@code block}, counted from 0. */
  void add(int block) {
    int level = 0;
    for (; (block >> level & 1) == 1; level++) {
      addLevel(level);
    }
    for (int k = 0; k < current.size(); k++) {
      System.arraycopy(current.get(k), 0, levels[level][k], 0, lengths[k]);
    }
  }

  /** Leaves the sum of all {@code blocks} blocks in the current arrays. */
  void finish(int blocks) {
    int level = Integer.numberOfTrailingZeros(blocks);
    for (int k = 0; k < current.size(); k++) {
      System.arraycopy(levels[level][k], 0, current.get(k), 0, lengths[k]);
    }
    for (level++; level < levels.length; level++) {
      if ((blocks >> level & 1) == 1) {
        addLevel(level);
      }
    }
  }

  private void addLevel(int level) {
    for (int k = 0; k < current.size(); k++) {
      float[] sum = current.get(k);
      kernels.add(lengths[k], levels[level][k], 0, sum, 0, sum, 0);
    }
  }
}
