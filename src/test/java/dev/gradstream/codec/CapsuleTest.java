package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kernel.Generator;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A capsule holds what was put into it; one that was touched is refused in one message. */
class CapsuleTest {
  private static final CapsulePart.Head HEAD = new CapsulePart.Head("run", "1.0", true);

  private static List<CapsulePart> parts() {
    List<CapsulePart> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Event event =
          i == 0
              ? new Event.RunStarted(
                  "run", Map.of("a", "b"), 1, "1.0", "id", Map.of(0, 0L), Map.of(), 5)
              : new Event.RunEnded("because " + i);
      parts.add(
          new CapsulePart.Block(new JournalBlock(i, "w", "main", i, new byte[32], List.of(event))));
    }
    float[] large = new float[700_000]; // three chunks
    for (int i = 0; i < large.length; i++) {
      large[i] = i * 0.5f;
    }
    parts.add(
        new CapsulePart.State(
            new Snapshot(1, 1, 1, List.of(new NamedArray("w", 700, 1000, large)))));
    parts.add(new CapsulePart.State(new Snapshot(2, 2, 2, List.of())));
    parts.add(
        new CapsulePart.Records(
            3,
            List.of(
                new CapsulePart.Example(7, null, "x,1".getBytes(StandardCharsets.UTF_8)),
                new CapsulePart.Example(9, new byte[] {1}, null))));
    return parts;
  }

  private static byte[] capsule(List<CapsulePart> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CapsuleWriter writer = new CapsuleWriter(out)) {
      writer.append(HEAD);
      for (CapsulePart part : parts) {
        writer.append(part);
      }
      writer.finish();
    }
    return out.toByteArray();
  }

  private static List<CapsulePart> read(byte[] bytes) throws IOException {
    CapsuleReader reader = new CapsuleReader(new ByteArrayInputStream(bytes));
    List<CapsulePart> parts = new ArrayList<>();
    for (CapsulePart part = reader.next(); part != null; part = reader.next()) {
      parts.add(part);
    }
    assertNull(reader.next());
    assertEquals(HEAD, reader.head());
    return parts;
  }

  @Test
  void what_was_put_in_comes_out() throws IOException {
    List<CapsulePart> read = read(capsule(parts()));
    assertEquals(6, read.size());
    for (int i = 0; i < 3; i++) {
      Same.blocks(
          ((CapsulePart.Block) parts().get(i)).block(), ((CapsulePart.Block) read.get(i)).block());
    }
    for (int i = 3; i < 5; i++) {
      Same.snapshots(
          ((CapsulePart.State) parts().get(i)).snapshot(),
          ((CapsulePart.State) read.get(i)).snapshot());
    }
    var records = assertInstanceOf(CapsulePart.Records.class, read.get(5));
    assertEquals(3, records.partition());
    assertEquals(7, records.records().get(0).offset());
    assertNull(records.records().get(0).key());
    assertArrayEquals("x,1".getBytes(StandardCharsets.UTF_8), records.records().get(0).value());
    assertArrayEquals(new byte[] {1}, records.records().get(1).key());
    assertNull(records.records().get(1).value());
  }

  @Test
  void equal_runs_are_equal_files_and_any_avro_reader_opens_them() throws IOException {
    byte[] bytes = capsule(parts());
    assertArrayEquals(bytes, capsule(parts()));
    List<String> names = new ArrayList<>();
    try (DataFileReader<GenericRecord> file =
        new DataFileReader<>(new SeekableByteArrayInput(bytes), new GenericDatumReader<>())) {
      for (GenericRecord entry : file) {
        names.add(((GenericRecord) entry.get("entry")).getSchema().getName());
      }
    }
    assertEquals("CapsuleHead", names.getFirst());
    assertEquals("CapsuleEnd", names.getLast());
    assertEquals(3, names.stream().filter("CapsuleBlock"::equals).count());
  }

  private static void assertRefused(byte[] bytes) {
    CorruptEventException refused =
        assertThrows(CorruptEventException.class, () -> read(bytes), "it was taken");
    String message = refused.getMessage();
    assertTrue(message != null && !message.contains("\n") && message.length() < 400, message);
  }

  @Test
  void one_cut_off_anywhere_is_refused() throws IOException {
    byte[] bytes = capsule(parts().subList(0, 3));
    for (int length = 0; length < bytes.length; length++) {
      assertRefused(Arrays.copyOf(bytes, length));
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertRefused(longer);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void one_with_a_changed_byte_is_refused_or_says_the_same(long seed) throws IOException {
    byte[] bytes = capsule(parts().subList(0, 3));
    Generator chance = Generator.of(seed, 0);
    for (int round = 0; round < 2_000; round++) {
      byte[] changed = bytes.clone();
      int at = chance.nextInt(bytes.length);
      changed[at] ^= (byte) (1 + chance.nextInt(255));
      try {
        List<CapsulePart> read = read(changed); // a bit that decides nothing, of the packing say
        for (int i = 0; i < 3; i++) {
          Same.blocks(
              ((CapsulePart.Block) parts().get(i)).block(),
              ((CapsulePart.Block) read.get(i)).block());
        }
      } catch (CorruptEventException refused) {
        assertTrue(refused.getMessage().length() < 1_000, refused.getMessage());
      } catch (UncheckedIOException other) {
        throw new AssertionError("seed " + seed + ", byte " + at, other);
      }
    }
  }

  // A file of some bytes that claims a block, an entry of the header, or an array of any size.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffffffffffffffffff01",
        "feffffffffffffffff01",
        "80808080808080808001",
        "feffffff0f"
      })
  void a_claimed_length_takes_no_memory(String number) throws IOException {
    byte[] bytes = capsule(parts().subList(0, 3));
    byte[] claim = java.util.HexFormat.of().parseHex(number);
    int header = headerLength(bytes);
    for (int at : new int[] {4, 5, header, header + 1, header + 2}) {
      byte[] changed = new byte[at + claim.length + 64];
      System.arraycopy(bytes, 0, changed, 0, at);
      System.arraycopy(claim, 0, changed, at, claim.length);
      assertRefused(changed);
    }
  }

  @Test
  void a_block_that_unpacks_without_end_is_refused() throws IOException {
    byte[] zeros = new byte[CapsuleReader.MOST_BYTES + 1];
    java.util.zip.Deflater deflater = new java.util.zip.Deflater(9, true);
    deflater.setInput(zeros);
    deflater.finish();
    byte[] packed = new byte[1 << 20];
    int length = deflater.deflate(packed);
    deflater.end();
    byte[] bytes = capsule(parts().subList(0, 3));
    int header = headerLength(bytes);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(bytes, 0, header);
    bomb.write(2); // one object
    var numbers = org.apache.avro.io.EncoderFactory.get().directBinaryEncoder(bomb, null);
    numbers.writeLong(length);
    bomb.write(packed, 0, length);
    bomb.write(bytes, header - 16, 16);
    assertRefused(bomb.toByteArray());
  }

  /** Behind the mark that ends the header, which is also the file's last 16 bytes. */
  private static int headerLength(byte[] bytes) {
    byte[] mark = Arrays.copyOfRange(bytes, bytes.length - 16, bytes.length);
    for (int at = 4; ; at++) {
      if (Arrays.equals(mark, Arrays.copyOfRange(bytes, at, at + 16))) {
        return at + 16;
      }
    }
  }
}
