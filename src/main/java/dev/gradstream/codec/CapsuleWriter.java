package dev.gradstream.codec;

import dev.gradstream.event.CapsuleBlock;
import dev.gradstream.event.CapsuleChecksum;
import dev.gradstream.event.CapsuleChunk;
import dev.gradstream.event.CapsuleEnd;
import dev.gradstream.event.CapsuleEntry;
import dev.gradstream.event.CapsuleHead;
import dev.gradstream.event.CapsuleRecord;
import dev.gradstream.event.CapsuleRecords;
import dev.gradstream.event.CapsuleSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Writes a capsule, after {@code schemas/capsule-entry.avsc}: an Avro container, deflated. Equal
 * parts give equal bytes.
 *
 * <p>Keeps one part in memory at a time. Used by one thread; leaves the stream open.
 */
public final class CapsuleWriter implements AutoCloseable {
  static final int FORMAT = 1;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int DEFLATE_LEVEL = 6;

  /** Between the blocks of the file; any 16 bytes that hardly occur elsewhere. */
  private static final byte[] MARK =
      ByteBuffer.allocate(16).putLong(0x6772616473747265L).putLong(0x9e3779b97f4a7c15L).array();

  /** Without its words for people, which may change. */
  static final Schema SCHEMA =
      new Schema.Parser().parse(SchemaNormalization.toParsingForm(CapsuleEntry.getClassSchema()));

  private final SpecificDatumWriter<CapsuleEntry> datums =
      new SpecificDatumWriter<>(SCHEMA, GeneratedRecords.INSTANCE);
  private final DataFileWriter<CapsuleEntry> file = new DataFileWriter<>(datums);
  private final MessageDigest digest = SnapshotImage.sha256();
  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
  private long entries;

  public CapsuleWriter(OutputStream out) throws IOException {
    file.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
    file.create(SCHEMA, new UnclosedStream(out), MARK);
  }

  /**
   * Appends the next part.
   *
   * @throws IllegalArgumentException where a record is too large for a capsule
   */
  public void append(CapsulePart part) throws IOException {
    switch (part) {
      case CapsulePart.Head head ->
          add(new CapsuleHead(FORMAT, head.run(), head.version(), head.examples()));
      case CapsulePart.Block block ->
          add(new CapsuleBlock(ByteBuffer.wrap(JournalBlocks.encode(block.block()))));
      case CapsulePart.State state -> {
        var snapshot = state.snapshot();
        byte[] manifest = SnapshotChunks.manifest(snapshot, CHUNK_BYTES, -1);
        add(new CapsuleSnapshot(ByteBuffer.wrap(manifest)));
        for (byte[] chunk : SnapshotChunks.chunks(snapshot, CHUNK_BYTES)) {
          add(new CapsuleChunk(ByteBuffer.wrap(chunk)));
        }
      }
      case CapsulePart.Records records -> {
        List<CapsuleRecord> list = new ArrayList<>(records.records().size());
        for (CapsulePart.Example record : records.records()) {
          list.add(
              new CapsuleRecord(record.offset(), wrapped(record.key()), wrapped(record.value())));
        }
        add(new CapsuleRecords(records.partition(), list));
      }
    }
  }

  private static ByteBuffer wrapped(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private void add(Object entry) throws IOException {
    encoded.reset();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(encoded, null);
    datums.write(new CapsuleEntry(entry), encoder);
    if (encoded.size() > CapsuleReader.MOST_BYTES) {
      throw new IllegalArgumentException(
          "a capsule's entry has at most %,d bytes, this would have %,d"
              .formatted(CapsuleReader.MOST_BYTES, encoded.size()));
    }
    byte[] bytes = encoded.toByteArray();
    digest.update(bytes);
    file.appendEncoded(ByteBuffer.wrap(bytes));
    entries++;
  }

  /** Writes the end, without which a capsule is not whole. */
  public void finish() throws IOException {
    byte[] sum = digest.digest();
    file.append(new CapsuleEntry(new CapsuleEnd(entries, new CapsuleChecksum(sum))));
    file.flush();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
