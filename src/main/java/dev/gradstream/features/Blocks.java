package dev.gradstream.features;

import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The blocks of a configuration side by side, in the order written: those of numbers in the vector,
 * those of texts in the sparse vector.
 */
final class Blocks implements FeatureStage {
  private final Block[] blocks;
  private final Variant variant;
  private final List<String> names;
  private final Encoder[] encoders;
  private final int sparseWidth;
  private final String[] prefixes;

  /** By its place in the configuration, each block is one or the other; else null. */
  Blocks(List<Block> blocks, List<Encoder> encoders, Variant variant) {
    this.blocks = blocks.toArray(Block[]::new);
    this.encoders = encoders.toArray(Encoder[]::new);
    this.variant = variant;
    List<String> all = new ArrayList<>();
    long sparse = 0;
    for (int b = 0; b < this.blocks.length; b++) {
      if (this.blocks[b] != null) {
        all.addAll(this.blocks[b].names());
      } else {
        sparse += this.encoders[b].width();
      }
    }
    this.names = List.copyOf(all);
    this.prefixes = new String[this.blocks.length];
    Arrays.setAll(prefixes, b -> "features/" + b + "/");
    this.sparseWidth = Math.toIntExact(sparse);
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
  public boolean looksBack() {
    for (Block block : blocks) {
      if (block != null && block.looksBack()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void arrive(Rows rows, int omitted) {
    for (Block block : blocks) {
      if (block != null) {
        block.arrive(rows, omitted);
      }
    }
  }

  @Override
  public void preview(Rows rows) {
    for (Block block : blocks) {
      if (block != null) {
        block.preview(rows);
      }
    }
  }

  @Override
  public void observe(Rows rows, int[] order, int from, int to) {
    for (int b = 0; b < blocks.length; b++) {
      if (blocks[b] != null) {
        blocks[b].observe(rows, order, from, to);
        continue;
      }
      for (int i = from; i < to; i++) {
        encoders[b].learn(rows, order[i]);
      }
    }
  }

  @Override
  public void transform(Rows rows, int[] order, int from, int to, float[] into, int stride) {
    int offset = 0;
    for (Block block : blocks) {
      if (block != null) {
        block.transform(rows, order, from, to, into, offset, stride);
        offset += block.width();
      }
    }
  }

  @Override
  public int sparseWidth() {
    return sparseWidth;
  }

  @Override
  public int sparseEntries() {
    int entries = 0;
    for (Encoder encoder : encoders) {
      entries += encoder == null ? 0 : encoder.entries();
    }
    return entries;
  }

  @Override
  public void encode(Rows rows, int[] order, int from, int to, SparseRows into) {
    into.clear();
    for (int i = from; i < to; i++) {
      int first = 0;
      for (Encoder encoder : encoders) {
        if (encoder != null) {
          encoder.encode(rows, order[i], first, into);
          first += encoder.width();
        }
      }
      into.endRow();
    }
  }

  @Override
  public void transform(Rows rows, int[] order, int from, int to, double[] into, int stride) {
    int offset = 0;
    for (Block block : blocks) {
      if (block != null) {
        block.transform(rows, order, from, to, into, offset, stride);
        offset += block.width();
      }
    }
  }

  @Override
  public void visit(StateVisitor visitor) {
    for (int b = 0; b < blocks.length; b++) {
      if (blocks[b] != null) {
        blocks[b].visit(prefixes[b], visitor);
      } else {
        encoders[b].visit(prefixes[b], visitor);
      }
    }
  }
}
