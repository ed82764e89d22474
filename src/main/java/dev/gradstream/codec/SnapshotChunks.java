package dev.gradstream.codec;

import dev.gradstream.event.Checksum;
import dev.gradstream.event.SnapshotManifest;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.security.MessageDigest;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * SnapshotChunks as a manifest and chunks, after {@code schemas/snapshot-manifest.avsc}.
 *
 * <p>Both directions stream: beside the snapshot itself one chunk is in memory at a time.
 * Thread-safe. Example:
 *
 * <pre>
 *   for (byte[] chunk : SnapshotChunks.chunks(snapshot, 1 &lt;&lt; 20)) send(chunk);
 *   send(SnapshotChunks.manifest(snapshot, 1 &lt;&lt; 20, offsetOfFirstChunk));
 *
 *   SnapshotChunks.Place place = SnapshotChunks.place(manifest);    // where the chunks are
 *   Snapshot snapshot = SnapshotChunks.read(manifest, chunksFrom(place.firstChunkOffset()));
 * </pre>
 */
public final class SnapshotChunks {
  private static final EventFormat<SnapshotManifest> FORMAT =
      new EventFormat<>("snapshot manifest", new SnapshotManifest());

  private SnapshotChunks() {}

  /**
   * What a manifest says about its snapshot, unverified.
   *
   * @param step last step the snapshot contains
   * @param window last window it contains
   * @param blockSequence journal block that committed it
   * @param totalBytes length of all chunks together
   * @param chunks number of chunks
   * @param firstChunkOffset offset of the first chunk, -1 where unknown
   */
  public record Place(
      long step,
      long window,
      long blockSequence,
      long totalBytes,
      int chunks,
      long firstChunkOffset) {}

  /**
   * The snapshot's bytes in chunks, each made when it is asked for; the snapshot must not change
   * meanwhile.
   *
   * @param chunkBytes length of every chunk but the last; a positive multiple of 8
   */
  public static List<byte[]> chunks(Snapshot snapshot, int chunkBytes) {
    SnapshotImage image = new SnapshotImage(snapshot);
    int count = image.chunks(chunkBytes);
    class Chunks extends AbstractList<byte[]> implements RandomAccess {
      @Override
      public byte[] get(int index) {
        long from = (long) Objects.checkIndex(index, count) * chunkBytes;
        byte[] chunk = new byte[(int) Math.min(chunkBytes, image.totalBytes() - from)];
        image.copy(from, chunk);
        return chunk;
      }

      @Override
      public int size() {
        return count;
      }
    }
    return new Chunks();
  }

  /**
   * The manifest of a snapshot that is stored in {@link #chunks} of this length.
   *
   * @param firstChunkOffset where the first of them was stored, -1 where that does not matter
   */
  public static byte[] manifest(Snapshot snapshot, int chunkBytes, long firstChunkOffset) {
    SnapshotImage image = new SnapshotImage(snapshot);
    MessageDigest digest =
        SnapshotImage.outline(
            snapshot.step(), snapshot.window(), snapshot.blockSequence(), image.tensors());
    for (byte[] chunk : chunks(snapshot, chunkBytes)) {
      digest.update(chunk);
    }
    return FORMAT.encode(
        new SnapshotManifest(
            snapshot.step(),
            snapshot.window(),
            snapshot.blockSequence(),
            image.tensors(),
            image.totalBytes(),
            image.chunks(chunkBytes),
            firstChunkOffset,
            new Checksum(digest.digest())));
  }

  /**
   * Where the chunks of a snapshot are.
   *
   * @param manifest untrusted
   * @throws CorruptEventException where it is no manifest
   */
  public static Place place(byte[] manifest) {
    return place(FORMAT.decode(manifest));
  }

  private static Place place(SnapshotManifest found) {
    if (found.getChunks() < 0 || found.getTotalBytes() < 0) {
      throw FORMAT.problem(
          found.getChunks() + " chunks of " + found.getTotalBytes() + " bytes cannot be");
    }
    return new Place(
        found.getStep(),
        found.getWindow(),
        found.getBlockSequence(),
        found.getTotalBytes(),
        found.getChunks(),
        found.getFirstChunkOffset());
  }

  /**
   * The snapshot, verified to the last bit.
   *
   * <p>Memory is taken as bytes arrive, so that a manifest that lies about its size costs nothing.
   *
   * @param manifest untrusted
   * @param chunks untrusted, in order; read up to the number that the manifest names
   * @throws CorruptEventException where anything is missing, left over or different
   */
  public static Snapshot read(byte[] manifest, Iterator<byte[]> chunks) {
    SnapshotManifest found = FORMAT.decode(manifest);
    Place place = place(found);
    SnapshotFiller filler = new SnapshotFiller(found);
    MessageDigest digest =
        SnapshotImage.outline(
            place.step(), place.window(), place.blockSequence(), found.getTensors());
    for (int i = 0; i < place.chunks(); i++) {
      if (!chunks.hasNext()) {
        throw corrupt(place, "expected " + place.chunks() + " chunks, got " + i);
      }
      byte[] chunk = chunks.next();
      if (chunk == null) {
        throw corrupt(place, "chunk " + i + " has no value");
      }
      digest.update(chunk);
      filler.accept(chunk, i);
    }
    List<NamedArray> arrays = filler.arrays();
    byte[] sum = digest.digest();
    if (!Arrays.equals(sum, found.getSha256().bytes())) {
      throw corrupt(place, "its bytes are not those that were written (SHA-256 differs)");
    }
    return new Snapshot(place.step(), place.window(), place.blockSequence(), arrays);
  }

  private static CorruptEventException corrupt(Place place, String problem) {
    return new CorruptEventException("snapshot of step " + place.step(), problem);
  }
}
