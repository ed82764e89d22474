package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What every decoder of every format keeps. */
final class RowDecoderLaws {
  private static final List<String> WRITTEN = List.of("a", "unused", "y", "c", "b");
  private static final RowLayout LAYOUT = new RowLayout(List.of("b", "a", "c"), "y");
  private static final int[] PLACES = {4, 0, 3, 2}; // of the layout's columns within WRITTEN

  /** The catalogue, or something to be found out by the laws. */
  interface Catalogue {
    RowDecoder of(
        Settings source, RowLayout layout, LabelColumn label, Predicate<String> mayBeMissing);
  }

  private RowDecoderLaws() {}

  static Map<String, BiConsumer<SampleFormat, Catalogue>> all() {
    Map<String, BiConsumer<SampleFormat, Catalogue>> laws = new LinkedHashMap<>();
    laws.put("values arrive to the bit in the layout's order", RowDecoderLaws::values);
    laws.put("a missing feature is nan where allowed, else named", RowDecoderLaws::missing);
    laws.put("a record without its label is turned down", RowDecoderLaws::unlabelled);
    laws.put("an infinite value is turned down", RowDecoderLaws::infinite);
    laws.put("a label that is no label is turned down", RowDecoderLaws::wrongLabel);
    laws.put("a record without a value is turned down", RowDecoderLaws::tombstone);
    laws.put("no record takes more memory than it is long", RowDecoderLaws::frugal);
    laws.put("a record that nests without end is turned down", RowDecoderLaws::deep);
    laws.put("nothing is thrown and a refusal leaves the rows alone", RowDecoderLaws::broken);
    return laws;
  }

  private static void values(SampleFormat format, Catalogue catalogue) {
    Random random = new Random(5);
    RowDecoder decoder = decoder(format, catalogue, LabelColumn.real(), c -> false);
    Rows rows = new Rows(LAYOUT, 1);
    for (int r = 0; r < 500; r++) {
      double[] values = random.doubles(WRITTEN.size(), -1e6, 1e6).toArray();
      values[r % 5] = r % 2 == 0 ? -0.0 : Math.rint(values[r % 5]);
      assertNull(decoder.decode(format.record(WRITTEN, values), rows));
      assertEquals(r + 1, rows.count());
      for (int c = 0; c < PLACES.length; c++) {
        assertEquals(
            Double.doubleToRawLongBits(values[PLACES[c]]),
            Double.doubleToRawLongBits(rows.value(r, c)));
      }
    }
  }

  private static void missing(SampleFormat format, Catalogue catalogue) {
    double[] values = {Double.NaN, 1, 2, 3, 4};
    Rows rows = new Rows(LAYOUT, 1);
    byte[] record = format.record(WRITTEN, values);
    RowDecoder strict = decoder(format, catalogue, LabelColumn.real(), "b"::equals);
    assertEquals("column 'a': expected a number, got nothing", strict.decode(record, rows));
    assertEquals(0, rows.count());
    RowDecoder lenient = decoder(format, catalogue, LabelColumn.real(), "a"::equals);
    assertNull(lenient.decode(record, rows));
    assertArrayEquals(
        new double[] {4, Double.NaN, 3, 2}, Arrays.copyOf(rows.values(), LAYOUT.width()));
  }

  private static void unlabelled(SampleFormat format, Catalogue catalogue) {
    double[] values = {0, 1, Double.NaN, 3, 4};
    refused(format, catalogue, LabelColumn.real(), values, "column 'y'");
  }

  private static void infinite(SampleFormat format, Catalogue catalogue) {
    double[] values = {0, 1, 2, Double.POSITIVE_INFINITY, 4};
    refused(format, catalogue, LabelColumn.real(), values, "column 'c': expected a finite number");
  }

  private static void wrongLabel(SampleFormat format, Catalogue catalogue) {
    for (double label : new double[] {-1, 2, 0.5, 1e300}) {
      double[] values = {0, 1, label, 3, 4};
      refused(format, catalogue, LabelColumn.binary(), values, "label 'y': expected 0 or 1, got ");
    }
    for (double label : new double[] {-1, 10, 0.5}) {
      double[] values = {0, 1, label, 3, 4};
      refused(
          format, catalogue, LabelColumn.ofClasses(10), values, "label 'y': expected a class from");
    }
    refused(
        format,
        catalogue,
        LabelColumn.real(),
        new double[] {0, 1, 1e39, 3, 4},
        "label 'y': expected a number up to 3.4028235E38, got ");
    for (double label : new double[] {0, 1, 9}) {
      Rows rows = new Rows(LAYOUT, 1);
      byte[] record = format.record(WRITTEN, new double[] {0, 1, label, 3, 4});
      assertNull(
          decoder(format, catalogue, LabelColumn.ofClasses(10), c -> false).decode(record, rows));
    }
  }

  private static void tombstone(SampleFormat format, Catalogue catalogue) {
    Rows rows = new Rows(LAYOUT, 1);
    assertNotNull(decoder(format, catalogue, LabelColumn.real(), c -> true).decode(null, rows));
    assertEquals(0, rows.count());
  }

  private static void broken(SampleFormat format, Catalogue catalogue) {
    RowDecoder decoder = decoder(format, catalogue, LabelColumn.real(), c -> true);
    byte[] good = format.record(WRITTEN, new double[] {1.5, -2.25, 1e-3, 1234567, 0});
    Rows rows = new Rows(LAYOUT, 4);
    assertNull(decoder.decode(good, rows));
    double[] first = Arrays.copyOf(rows.values(), LAYOUT.width());
    Broken.each(
        good,
        0,
        new Random(6),
        20_000,
        bytes -> {
          String problem = decoder.decode(bytes, rows);
          assertEquals(problem == null ? 2 : 1, rows.count());
          if (problem == null) {
            assertFalse(Double.isNaN(rows.value(1, LAYOUT.labelIndex())));
            rows.dropLast();
          } else {
            assertTrue(problem.length() < 300 && !problem.isBlank(), problem);
            assertTrue(problem.chars().allMatch(c -> c >= ' '), problem);
          }
        });
    assertArrayEquals(first, Arrays.copyOf(rows.values(), LAYOUT.width()));
  }

  // Beside a buffer or two of a reader's own, which do not grow with what a record claims.
  private static void frugal(SampleFormat format, Catalogue catalogue) {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RowDecoder decoder = decoder(format, catalogue, LabelColumn.real(), c -> true);
    byte[] good = format.record(WRITTEN, new double[] {1.5, -2.25, 1e-3, 1234567, 0});
    Rows rows = new Rows(LAYOUT, 4);
    assertNull(decoder.decode(good, rows));
    assertEquals(1, rows.count());
    long[] most = new long[2];
    for (int round = 0; round < 2; round++) { // what is loaded for the first time does not count
      int measured = round;
      Broken.each(
          good,
          0,
          new Random(9),
          5_000,
          bytes -> {
            rows.clear();
            long before = memory.getCurrentThreadAllocatedBytes();
            decoder.decode(bytes, rows);
            long taken = memory.getCurrentThreadAllocatedBytes() - before - 64L * bytes.length;
            most[measured] = Math.max(most[measured], taken);
          });
    }
    assertTrue(most[1] < 40_000, most[1] + " bytes more than the record warrants");
  }

  private static void deep(SampleFormat format, Catalogue catalogue) {
    RowDecoder decoder = decoder(format, catalogue, LabelColumn.real(), c -> true);
    Rows rows = new Rows(LAYOUT, 1);
    for (String open : List.of("[", "{\"a\":", "{\"unused\":[", "\"", "|", "a:", "\u0001\u0002")) {
      byte[] nested = open.repeat(100_000).getBytes(StandardCharsets.UTF_8);
      assertNotNull(decoder.decode(nested, rows), open);
      assertEquals(0, rows.count());
    }
  }

  private static void refused(
      SampleFormat format,
      Catalogue catalogue,
      LabelColumn label,
      double[] values,
      String reasonStart) {
    Rows rows = new Rows(LAYOUT, 1);
    String problem =
        decoder(format, catalogue, label, c -> true).decode(format.record(WRITTEN, values), rows);
    assertTrue(problem != null && problem.startsWith(reasonStart), "got: " + problem);
    assertEquals(0, rows.count());
  }

  private static RowDecoder decoder(
      SampleFormat format, Catalogue catalogue, LabelColumn label, Predicate<String> mayBeMissing) {
    return catalogue.of(format.settings(WRITTEN), LAYOUT, label, mayBeMissing);
  }
}
