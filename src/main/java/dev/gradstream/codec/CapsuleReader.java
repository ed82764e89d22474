package dev.gradstream.codec;

import dev.gradstream.event.CapsuleBlock;
import dev.gradstream.event.CapsuleChunk;
import dev.gradstream.event.CapsuleEnd;
import dev.gradstream.event.CapsuleEntry;
import dev.gradstream.event.CapsuleHead;
import dev.gradstream.event.CapsuleRecord;
import dev.gradstream.event.CapsuleRecords;
import dev.gradstream.event.CapsuleSnapshot;
import dev.gradstream.training.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads a capsule part by part. Nothing in it is trusted: lengths are bounded, no class is loaded
 * by name, no file is named by it, and the end vouches for every byte before it.
 *
 * <p>Keeps one block of the container, at most {@value #MOST_BYTES} bytes, and one part in memory.
 * Used by one thread; whoever opened the stream closes it.
 */
public final class CapsuleReader {
  /** Longest block of the container, and so longest entry. */
  static final int MOST_BYTES = 64 << 20;

  private static final String FILE = "capsule";

  private final ContainerBlocks blocks;
  private final SpecificDatumReader<CapsuleEntry> datums;
  private final MessageDigest digest = SnapshotImage.sha256();
  private byte[] block = new byte[0];
  private long objectsLeft;
  private BinaryDecoder decoder;
  private Object waiting; // an entry that was read to see that it is no chunk
  private final CapsulePart.Head head;
  private long entries;
  private long nextSequence;
  private boolean over;

  /**
   * @throws CorruptEventException where the stream is no capsule, and from every other call where
   *     it is broken
   */
  public CapsuleReader(InputStream in) throws IOException {
    blocks = new ContainerBlocks(in, FILE, CapsuleWriter.SCHEMA.toString(), MOST_BYTES);
    datums =
        new SpecificDatumReader<>(
            CapsuleWriter.SCHEMA, CapsuleEntry.getClassSchema(), GeneratedRecords.INSTANCE);
    if (!(entry() instanceof CapsuleHead first)) {
      throw blocks.problem("expected its head first");
    }
    if (first.getFormat() != CapsuleWriter.FORMAT) {
      throw blocks.problem(
          "expected format " + CapsuleWriter.FORMAT + ", got " + first.getFormat());
    }
    head = new CapsulePart.Head(first.getRun(), first.getVersion(), first.getExamples());
  }

  /** What the capsule is of. */
  public CapsulePart.Head head() {
    return head;
  }

  /** The next part; null behind the last, whose bytes are then all vouched for. */
  public CapsulePart next() throws IOException {
    if (over) {
      return null;
    }
    return switch (entry()) {
      case CapsuleBlock found -> block(found);
      case CapsuleSnapshot found -> new CapsulePart.State(snapshot(found));
      case CapsuleRecords found -> records(found);
      case CapsuleEnd end -> end(end);
      case Object other ->
          throw blocks.problem("a " + other.getClass().getSimpleName() + " is out of place");
    };
  }

  private CapsulePart block(CapsuleBlock found) {
    var decoded = JournalBlocks.decode(bytes(found.getBlock()));
    if (decoded.sequence() != nextSequence) {
      throw blocks.problem(
          "expected block " + nextSequence + " of the journal, got block " + decoded.sequence());
    }
    nextSequence++;
    return new CapsulePart.Block(decoded);
  }

  private Snapshot snapshot(CapsuleSnapshot found) throws IOException {
    return SnapshotChunks.read(bytes(found.getManifest()), new Chunks());
  }

  private static CapsulePart records(CapsuleRecords found) {
    List<CapsulePart.Example> records = new ArrayList<>(found.getRecords().size());
    for (CapsuleRecord record : found.getRecords()) {
      records.add(
          new CapsulePart.Example(
              record.getOffset(), bytes(record.getKey()), bytes(record.getValue())));
    }
    return new CapsulePart.Records(found.getPartition(), records);
  }

  private CapsulePart end(CapsuleEnd end) throws IOException {
    long before = entries - 1;
    if (end.getEntries() != before || !Arrays.equals(end.getSha256().bytes(), digest.digest())) {
      throw blocks.problem(
          "its end stands for other bytes than those before it (%d entries, %d were read)"
              .formatted(end.getEntries(), before));
    }
    if (objectsLeft > 0 || blocks.next() != null) {
      throw blocks.problem("something is left over behind its end");
    }
    over = true;
    return null;
  }

  private Object entry() throws IOException {
    if (waiting != null) {
      Object entry = waiting;
      waiting = null;
      return entry;
    }
    while (objectsLeft == 0) {
      requireUsedUp();
      ContainerBlocks.Block next = blocks.next();
      if (next == null) {
        throw blocks.problem("cut off: its end is missing");
      }
      block = next.bytes();
      objectsLeft = next.objects();
      decoder = DecoderFactory.get().binaryDecoder(block, decoder);
    }
    int from = block.length - decoder.inputStream().available();
    Object entry = decoded();
    objectsLeft--;
    entries++;
    if (!(entry instanceof CapsuleEnd)) {
      digest.update(block, from, block.length - decoder.inputStream().available() - from);
    }
    return entry;
  }

  private Object decoded() {
    try {
      return datums.read(null, decoder).getEntry();
    } catch (IOException | RuntimeException e) {
      // Avro tells broken input by exceptions of a dozen kinds.
      throw new CorruptEventException(
          FILE, "an entry does not follow its schema (" + e.getMessage() + ")", e);
    }
  }

  private void requireUsedUp() throws IOException {
    if (decoder != null && !decoder.isEnd()) {
      throw blocks.problem("bytes are left over in a block");
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** The chunks behind a manifest. */
  private final class Chunks implements Iterator<byte[]> {
    @Override
    public boolean hasNext() {
      try {
        waiting = entry();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return waiting instanceof CapsuleChunk;
    }

    @Override
    public byte[] next() {
      CapsuleChunk chunk = (CapsuleChunk) waiting;
      waiting = null;
      return bytes(chunk.getChunk());
    }
  }
}
