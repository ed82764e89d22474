package dev.gradstream.pipeline.tuning;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.window.Buffers;
import dev.gradstream.pipeline.window.Cut;
import dev.gradstream.pipeline.window.DecodedChunk;
import dev.gradstream.pipeline.window.Decoding;
import dev.gradstream.pipeline.window.MergingCutter;
import dev.gradstream.pipeline.window.Stages;
import dev.gradstream.training.Specification;
import java.util.ArrayList;
import java.util.List;

/**
 * Candidates that cut their windows alike, and so share them. Training thread only, but for {@link
 * #wanted} and {@link #decode}.
 */
public final class Heat {
  private final List<Candidate> candidates = new ArrayList<>();
  private final Buffers buffers;
  private final MergingCutter cutter;
  private final long markEvery;
  private final long[] halveAt;
  private long examples;
  private long nextMark;
  private int nextHalving;

  /**
   * @param markEvery examples between two points of a learning curve
   * @param halveAt examples at which candidates are looked at, rising
   */
  Heat(
      Specification specification,
      SourceExtent extent,
      SchemaSource schemas,
      long markEvery,
      long[] halveAt) {
    var layout = specification.layout();
    Decoding decoding = new Decoding(CheckedSpecification.decoder(specification), layout, schemas);
    Specification.Window window = specification.window();
    buffers = new Buffers(extent.beginOffsets(), decoding, window.examples());
    cutter = new MergingCutter(buffers, extent.endOffsets(), window, layout, 0, new Stages());
    this.markEvery = Math.max(1, markEvery);
    this.halveAt = halveAt;
    nextMark = this.markEvery;
  }

  void add(Candidate candidate) {
    candidates.add(candidate);
  }

  /** Whether a partition may bring more; asked on the poll thread. */
  boolean wanted(int partition) {
    return buffers.wanted(partition);
  }

  long examples() {
    return examples;
  }

  /** Decodes a chunk on the poll thread, for {@link #learn}. */
  DecodedChunk decode(RecordChunk chunk) {
    return buffers.decode(chunk);
  }

  void learn(DecodedChunk chunk) {
    learn(cutter.cut(chunk));
  }

  /** Learns what the source's end leaves. */
  void learnRest() {
    learn(cutter.rest());
  }

  private void learn(Iterable<Cut> cuts) {
    for (Cut cut : cuts) {
      if (cut instanceof Cut.Window window) {
        learn(window);
      }
    }
  }

  private void learn(Cut.Window window) {
    examples += window.rows().rows().count();
    boolean marked = examples >= nextMark;
    boolean halved = nextHalving < halveAt.length && examples >= halveAt[nextHalving];
    for (Candidate candidate : candidates) {
      if (candidate.isRunning()) {
        candidate.learn(window);
      }
      if (candidate.isRunning() && marked) {
        candidate.mark();
      }
      if (candidate.isRunning() && halved) {
        candidate.passHalving();
      }
    }
    nextMark = marked ? examples + markEvery : nextMark;
    nextHalving += halved ? 1 : 0;
  }
}
