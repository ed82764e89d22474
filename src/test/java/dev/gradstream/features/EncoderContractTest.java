package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.kernel.Digest;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateVisitor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every encoder of the catalogue against the laws, and what is particular to each. */
class EncoderContractTest {
  private static final int[] PLACES = {0, 1};

  @TestFactory
  Stream<DynamicTest> every_member_keeps_the_laws() {
    return Encoders.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> new EncoderLaws(() -> of(name)).all()));
  }

  @Test
  void an_encoder_that_does_nothing_or_always_the_same_fails() {
    assertThrows(AssertionError.class, () -> new EncoderLaws(() -> new Always(0)).all());
    assertThrows(AssertionError.class, () -> new EncoderLaws(() -> new Always(2)).all());
  }

  @Test
  void onehot_numbers_texts_in_the_order_of_first_sight_up_to_the_bound() {
    Encoder encoder = of("onehot", "most", "2");
    assertEquals(8, encoder.width()); // two columns of: two texts, other, missing
    Rows rows = rows("red", "blue", "green", null);
    assertEquals("7:1.0", EncoderLaws.entries(encoder, rows, 0)); // not seen yet: no entry
    encoder.learn(rows, 0);
    encoder.learn(rows, 1);
    encoder.learn(rows, 2);
    assertEquals("0:1.0 7:1.0", EncoderLaws.entries(encoder, rows, 0));
    assertEquals("1:1.0 7:1.0", EncoderLaws.entries(encoder, rows, 1));
    assertEquals("2:1.0 7:1.0", EncoderLaws.entries(encoder, rows, 2)); // other
    assertEquals("3:1.0 7:1.0", EncoderLaws.entries(encoder, rows, 3)); // missing
    assertEquals(6, of("onehot", "most", "2", "missing", "reject").width());
  }

  /** As scikit-learn's FeatureHasher places them: the absolute hash, its sign as the value. */
  @Test
  void hash_is_the_signed_murmur_of_column_and_value() {
    Encoder encoder = of("hash", "buckets", "1024");
    int red = murmur("a=red", 0);
    int missing = murmur("b", 0);
    assertNotEquals(0, Integer.signum(red) + 0);
    Map<Integer, Float> wanted =
        new java.util.TreeMap<>(
            Map.of(
                Math.abs(red) % 1024, red >= 0 ? 1f : -1f,
                Math.abs(missing) % 1024, missing >= 0 ? 1f : -1f));
    StringBuilder text = new StringBuilder();
    wanted.forEach((column, value) -> text.append(column).append(':').append(value).append(' '));
    assertEquals(text.toString().strip(), EncoderLaws.entries(encoder, rows("red"), 0));
  }

  @Test
  void bag_hashes_each_word_with_its_number() {
    Encoder encoder = of("bag", "buckets", "65536");
    int age = murmur("a=age", 0);
    int us = murmur("a=country=US", 0);
    int odd = murmur("a=x:y", 0);
    int missing = murmur("b", 0);
    Map<Integer, Float> wanted = new java.util.TreeMap<>();
    wanted.put(Math.abs(age) % 65536, age >= 0 ? 30.5f : -30.5f);
    wanted.put(Math.abs(us) % 65536, us >= 0 ? 2f : -2f); // it is there twice
    wanted.put(Math.abs(odd) % 65536, odd >= 0 ? 1e6f : -1e6f); // clipped
    wanted.put(Math.abs(missing) % 65536, missing >= 0 ? 1f : -1f);
    StringBuilder text = new StringBuilder();
    wanted.forEach((column, value) -> text.append(column).append(':').append(value).append(' '));
    assertEquals(
        text.toString().strip(),
        EncoderLaws.entries(encoder, rows("  age:30.5 country=US\tcountry=US  x:y:1e30"), 0));
  }

  /** The public test vectors of the reference implementation. */
  @Test
  void murmur_is_the_published_function() {
    assertEquals(0, murmur("", 0));
    assertEquals(0x514e28b7, murmur("", 1));
    assertEquals(-156908512, murmur("foo", 0));
    assertEquals(-1322301282, murmur("foo", 42));
    assertEquals(0x248bfa47, murmur("hello", 0));
    assertEquals(0x149bbb7f, murmur("hello, world", 0));
    assertEquals(0x2e4ff723, murmur("The quick brown fox jumps over the lazy dog", 0));
  }

  /** A dictionary's digest is followed as it grows, and is that of the whole. */
  @Test
  void the_digest_of_what_was_learned_is_followed() {
    Encoder encoder = of("onehot", "most", "5");
    Rows rows = rows("a", "b", "c", "d", "e", "f", null);
    Digest digest = new Digest();
    long before = 0;
    for (int r = 0; r < rows.count(); r++) {
      encoder.learn(rows, r);
      long followed = digest.of(visitor -> encoder.visit("e/", visitor));
      Digest whole = new Digest();
      encoder.visit("e/", longsOnly(whole));
      assertEquals(whole.value(), followed);
      assertEquals(followed, digest.of(visitor -> encoder.visit("e/", visitor)));
      assertEquals(r >= 5, before == followed, "row " + r);
      before = followed;
    }
  }

  @Test
  void settings_that_cannot_be_meant_are_refused() {
    refused("encode: expected one of onehot, hash, bag, got 'onehotly'", "encode", "onehotly");
    refused("scale: a block either encodes texts", "encode", "hash", "scale", "standard");
    refused("missing: expected one of value, reject", "encode", "hash", "missing", "zero");
    refused("most: expected at most 524288 for 2 columns", "encode", "onehot", "most", "600000");
    refused("buckets: expected a whole number from 1", "encode", "hash", "buckets", "0");
    List<Settings> both =
        List.of(
            Settings.of(Map.of("columns", List.of("a"), "encode", "onehot")),
            Settings.of(Map.of("columns", List.of("b"), "encode", "hash", "missing", "reject")));
    assertEquals(List.of("a", "b"), FeatureStages.texts(both));
    assertEquals(List.of("b"), FeatureStages.required(both));
    FeatureStage stage = FeatureStages.of(both, EncoderLaws.LAYOUT);
    assertEquals(0, stage.width());
    assertEquals(1002 + 262_144, stage.sparseWidth());
    assertEquals(2, stage.sparseEntries());
  }

  private static void refused(String message, String... settings) {
    SettingsException refusal = assertThrows(SettingsException.class, () -> stage(settings));
    assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
  }

  private static void stage(String... settings) {
    Map<String, Object> block = new java.util.LinkedHashMap<>(Map.of("columns", List.of("a", "b")));
    for (int i = 0; i < settings.length; i += 2) {
      block.put(settings[i], settings[i + 1]);
    }
    FeatureStages.of(List.of(Settings.of(block)), EncoderLaws.LAYOUT);
  }

  private static Encoder of(String name, String... settings) {
    Map<String, Object> block = new java.util.LinkedHashMap<>(Map.of("encode", name));
    for (int i = 0; i < settings.length; i += 2) {
      block.put(settings[i], settings[i + 1]);
    }
    return Encoders.of(Settings.of(block), EncoderLaws.LAYOUT.features(), PLACES);
  }

  // Texts of column a; column b is missing.
  private static Rows rows(String... texts) {
    Rows rows = new Rows(EncoderLaws.LAYOUT, texts.length);
    for (String text : texts) {
      EncoderLaws.add(rows, text, null);
    }
    return rows;
  }

  private static int murmur(String text, int seed) {
    byte[] bytes = ("  " + text).getBytes(StandardCharsets.UTF_8);
    return Murmur3.hash(bytes, 2, bytes.length - 2, seed);
  }

  private static StateVisitor longsOnly(Digest digest) {
    return new StateVisitor() {
      @Override
      public void floats(String name, float[] v, int offset, int rows, int columns, int stride) {
        throw new AssertionError(name);
      }

      @Override
      public void doubles(String name, double[] v, int offset, int rows, int columns, int stride) {
        throw new AssertionError(name);
      }

      @Override
      public void longs(String name, long[] values, int count) {
        digest.longs(name, values, count);
      }
    };
  }

  /** The first so many columns are 1, whatever comes. */
  private record Always(int entries) implements Encoder {
    @Override
    public int width() {
      return 4;
    }

    @Override
    public void learn(Rows rows, int row) {}

    @Override
    public void encode(Rows rows, int row, int first, SparseRows into) {
      for (int i = 0; i < entries; i++) {
        into.add(first + i, 1f);
      }
    }

    @Override
    public void visit(String prefix, StateVisitor visitor) {}
  }
}
