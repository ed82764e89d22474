package dev.gradstream.features;

import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;

/** The blocks of a configuration side by side, in the order written. */
final class Blocks implements FeatureStage {
  private final Block[] blocks;
  private final Variant variant;
  private final List<String> names;

  Blocks(List<Block> blocks, Variant variant) {
    this.blocks = blocks.toArray(Block[]::new);
    this.variant = variant;
    List<String> all = new ArrayList<>();
    blocks.forEach(block -> all.addAll(block.names()));
    this.names = List.copyOf(all);
  }

  @Override
  public int width() {
    return names.size();
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public boolean scoresBeforeLearning() {
    return variant == Variant.L;
  }

  @Override
  public void observe(Rows rows, int[] order, int from, int to) {
    for (Block block : blocks) {
      block.observe(rows, order, from, to);
    }
  }

  @Override
  public void transform(Rows rows, int[] order, int from, int to, float[] into, int stride) {
    int offset = 0;
    for (Block block : blocks) {
      block.transform(rows, order, from, to, into, offset, stride);
      offset += block.width();
    }
  }

  @Override
  public void transform(Rows rows, int[] order, int from, int to, double[] into, int stride) {
    int offset = 0;
    for (Block block : blocks) {
      block.transform(rows, order, from, to, into, offset, stride);
      offset += block.width();
    }
  }

  @Override
  public void visit(StateVisitor visitor) {
    for (int b = 0; b < blocks.length; b++) {
      blocks[b].visit("features/" + b + "/", visitor);
    }
  }
}
