package dev.gradstream.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.kernel.Generator;
import dev.gradstream.kernel.Kernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTreeTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 13, 81})
  void blocks_are_combined_as_the_definition_says(int blocks) {
    Generator random = Generator.of(1, blocks);
    float[] all = new float[blocks];
    for (int i = 0; i < blocks; i++) {
      all[i] = (float) random.gaussian();
    }
    float[] current = new float[16];
    BlockTree tree = new BlockTree(Kernels.plain(), List.of(current, new float[0]), 100);
    for (int i = 0; i < blocks; i++) {
      current[3] = all[i];
      tree.add(i);
    }
    tree.finish(blocks);
    assertEquals(sum(all, 0, blocks), current[3]);
  }

  // tree(n) = tree(first p) + tree(the rest), p the largest power of two below n
  private static float sum(float[] all, int from, int count) {
    if (count == 1) {
      return all[from];
    }
    int p = Integer.highestOneBit(count - 1);
    return sum(all, from, p) + sum(all, from + p, count - p);
  }
}
