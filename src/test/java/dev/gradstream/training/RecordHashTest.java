package dev.gradstream.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordHashTest {

  // Values that the documentations of xxHash's bindings state for seed 0.
  @ParameterizedTest
  @CsvSource({
    "'', EF46DB3751D8E999",
    "a, D24EC4F1A98C6E5B",
    "abc, 44BC2CF5AD770999",
    "Nobody inspects the spammish repetition, FBCEA83C8A378BF1"
  })
  void the_hash_of_bytes_is_xxh64(String text, String hash) {
    assertEquals(
        Long.parseUnsignedLong(hash, 16),
        RecordHash.xxh64(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void the_hash_is_that_of_another_implementation_at_every_length() {
    XXHash64 other = XXHashFactory.safeInstance().hash64();
    byte[] bytes = new byte[300];
    new Random(3).nextBytes(bytes);
    for (int length = 0; length <= bytes.length; length++) {
      byte[] record = Arrays.copyOf(bytes, length);
      assertEquals(other.hash(bytes, 0, length, 0), RecordHash.xxh64(record), "length " + length);
    }
  }

  @Test
  void every_single_bit_of_a_record_counts() {
    byte[] record = new byte[75]; // two stripes, one long, none and some single bytes
    Set<Long> seen = new HashSet<>();
    seen.add(RecordHash.of(null, record));
    for (int bit = 0; bit < record.length * 8; bit++) {
      record[bit / 8] ^= (byte) (1 << bit % 8);
      seen.add(RecordHash.of(null, record));
      record[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertEquals(record.length * 8 + 1, seen.size());
  }

  @Test
  void key_and_value_do_not_change_places_unseen() {
    byte[] a = {1};
    byte[] b = {2};
    assertNotEquals(RecordHash.of(a, b), RecordHash.of(b, a));
    assertNotEquals(RecordHash.of(null, b), RecordHash.of(b, null));
    assertNotEquals(RecordHash.of(null, b), RecordHash.of(new byte[0], b));
  }

  @Test
  void a_sequence_is_told_from_its_reorderings() {
    long ab = RecordHash.fold(RecordHash.fold(RecordHash.EMPTY, 1), 2);
    long ba = RecordHash.fold(RecordHash.fold(RecordHash.EMPTY, 2), 1);
    assertNotEquals(ab, ba);
  }
}
