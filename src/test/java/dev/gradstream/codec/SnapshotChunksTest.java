package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.event.Checksum;
import dev.gradstream.event.ElementType;
import dev.gradstream.event.SnapshotManifest;
import dev.gradstream.event.Tensor;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotChunksTest {

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24, 1 << 20})
  void a_snapshot_survives_the_round_trip_whatever_its_chunks(int chunkBytes) {
    Snapshot snapshot = GoldenEvents.snapshot();
    byte[] manifest = SnapshotChunks.manifest(snapshot, chunkBytes, 5);
    List<byte[]> chunks = SnapshotChunks.chunks(snapshot, chunkBytes);
    assertEquals(chunks.size(), SnapshotChunks.place(manifest).chunks());
    assertEquals(
        chunks.stream().mapToLong(c -> c.length).sum(),
        SnapshotChunks.place(manifest).totalBytes());
    assertEquals(5, SnapshotChunks.place(manifest).firstChunkOffset());
    Same.snapshots(snapshot, SnapshotChunks.read(manifest, chunks.iterator()));
  }

  @Test
  void large_tensors_of_every_type_survive_the_round_trip() {
    Random random = new Random(3);
    float[] floats = new float[300_001];
    double[] doubles = new double[200_003];
    long[] longs = random.longs(70_001).toArray();
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
    }
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = random.nextGaussian();
    }
    Snapshot snapshot =
        new Snapshot(
            1,
            2,
            3,
            List.of(
                new NamedArray("f", 1, floats.length, floats),
                new NamedArray("d", 1, doubles.length, doubles),
                new NamedArray("l", 1, longs.length, longs)));
    byte[] manifest = SnapshotChunks.manifest(snapshot, 1 << 16, -1);
    List<byte[]> chunks = SnapshotChunks.chunks(snapshot, 1 << 16);
    Same.snapshots(snapshot, SnapshotChunks.read(manifest, chunks.iterator()));
  }

  @Test
  void a_snapshot_of_nothing_has_no_chunk() {
    Snapshot snapshot = new Snapshot(0, 0, 0, List.of());
    assertEquals(0, SnapshotChunks.chunks(snapshot, 8).size());
    Same.snapshots(
        snapshot,
        SnapshotChunks.read(
            SnapshotChunks.manifest(snapshot, 8, -1), List.<byte[]>of().iterator()));
  }

  @Test
  void every_bit_of_the_chunks_counts() {
    byte[] manifest = GoldenEvents.manifest();
    for (int bit = 0; bit < 8 * GoldenEvents.chunks().length; bit++) {
      List<byte[]> chunks = new ArrayList<>();
      for (byte[] chunk :
          SnapshotChunks.chunks(GoldenEvents.snapshot(), GoldenEvents.CHUNK_BYTES)) {
        chunks.add(chunk);
      }
      int at = bit / 8;
      chunks.get(at / GoldenEvents.CHUNK_BYTES)[at % GoldenEvents.CHUNK_BYTES] ^=
          (byte) (1 << bit % 8);
      assertEquals(
          "snapshot of step 42: its bytes are not those that were written (SHA-256 differs)",
          refusal(manifest, chunks));
    }
  }

  @Test
  void missing_swapped_empty_and_overlong_chunks_are_named() {
    byte[] manifest = GoldenEvents.manifest();
    List<byte[]> chunks = SnapshotChunks.chunks(GoldenEvents.snapshot(), GoldenEvents.CHUNK_BYTES);
    int count = chunks.size();
    assertEquals(
        "snapshot of step 42: expected " + count + " chunks, got " + (count - 1),
        refusal(manifest, chunks.subList(0, count - 1)));
    List<byte[]> withNull = new ArrayList<>(chunks);
    withNull.set(1, null);
    assertEquals("snapshot of step 42: chunk 1 has no value", refusal(manifest, withNull));
    List<byte[]> withShort = new ArrayList<>(chunks);
    withShort.set(0, new byte[5]);
    assertEquals(
        "snapshot of step 42: chunk 0 cannot be 5 bytes long", refusal(manifest, withShort));
    List<byte[]> withLong = new ArrayList<>(chunks);
    withLong.set(0, new byte[1 << 20]);
    assertEquals(
        "snapshot of step 42: chunk 0 cannot be 1048576 bytes long", refusal(manifest, withLong));
    List<byte[]> swapped = new ArrayList<>(chunks);
    java.util.Collections.swap(swapped, 0, 1);
    assertTrue(refusal(manifest, swapped).contains("SHA-256"));
  }

  @Test
  void a_manifest_that_lies_about_its_size_takes_no_memory() {
    long elements = Integer.MAX_VALUE - 8;
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tensors.add(
          new Tensor(
              "t" + i, ElementType.DOUBLE, 1, (int) elements, i * elements * 8, elements * 8));
    }
    byte[] manifest =
        new EventFormat<>("snapshot manifest", new SnapshotManifest())
            .encode(
                new SnapshotManifest(
                    9L, 1L, 1L, tensors, 4 * elements * 8, 3, -1L, new Checksum(new byte[32])));
    assertEquals(
        "snapshot of step 9: expected " + 4 * elements * 8 + " bytes, got 24",
        refusal(manifest, List.of(new byte[8], new byte[8], new byte[8])));
  }

  @Test
  void whatever_comes_the_answer_is_a_snapshot_or_corrupt() {
    byte[] good = GoldenEvents.manifest();
    List<byte[]> chunks = SnapshotChunks.chunks(GoldenEvents.snapshot(), GoldenEvents.CHUNK_BYTES);
    Broken.each(
        good,
        EventFormat.HEADER,
        new Random(4),
        5_000,
        bytes -> {
          try {
            Snapshot read = SnapshotChunks.read(bytes, chunks.iterator());
            // Only the offset, which is no part of the snapshot, may differ unseen.
            Same.snapshots(GoldenEvents.snapshot(), read);
          } catch (CorruptEventException e) {
            assertTrue(e.getMessage().startsWith("snapshot "), e.getMessage());
          }
        });
  }

  @Test
  void arrays_that_are_not_what_they_say_are_refused() {
    assertEquals(
        "w: expected 2 x 2 values, got 3",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    SnapshotChunks.chunks(
                        new Snapshot(1, 1, 1, List.of(new NamedArray("w", 2, 2, new float[3]))), 8))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> SnapshotChunks.chunks(GoldenEvents.snapshot(), 12));
  }

  private static String refusal(byte[] manifest, List<byte[]> chunks) {
    return assertThrows(
            CorruptEventException.class, () -> SnapshotChunks.read(manifest, chunks.iterator()))
        .getMessage();
  }
}
