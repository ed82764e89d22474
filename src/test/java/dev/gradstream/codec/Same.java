package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;

/** Equality to the last bit of records that hold arrays. */
final class Same {
  private Same() {}

  static void blocks(JournalBlock expected, JournalBlock actual) {
    assertEquals(expected.sequence(), actual.sequence());
    assertEquals(expected.writer(), actual.writer());
    assertEquals(expected.model(), actual.model());
    assertEquals(expected.committedAtMs(), actual.committedAtMs());
    assertArrayEquals(expected.certificate(), actual.certificate());
    assertEquals(expected.events(), actual.events());
  }

  static void snapshots(Snapshot expected, Snapshot actual) {
    assertEquals(expected.step(), actual.step());
    assertEquals(expected.window(), actual.window());
    assertEquals(expected.blockSequence(), actual.blockSequence());
    assertEquals(expected.arrays().size(), actual.arrays().size());
    for (int i = 0; i < expected.arrays().size(); i++) {
      arrays(expected.arrays().get(i), actual.arrays().get(i));
    }
  }

  private static void arrays(NamedArray expected, NamedArray actual) {
    assertEquals(expected.name(), actual.name());
    assertEquals(expected.rows(), actual.rows());
    assertEquals(expected.columns(), actual.columns());
    switch (expected.values()) {
      case float[] values -> {
        float[] read = (float[]) actual.values();
        assertEquals(values.length, read.length);
        for (int i = 0; i < values.length; i++) {
          assertEquals(Float.floatToRawIntBits(values[i]), Float.floatToRawIntBits(read[i]));
        }
      }
      case double[] values -> {
        double[] read = (double[]) actual.values();
        assertEquals(values.length, read.length);
        for (int i = 0; i < values.length; i++) {
          assertEquals(Double.doubleToRawLongBits(values[i]), Double.doubleToRawLongBits(read[i]));
        }
      }
      case long[] values -> assertArrayEquals(values, (long[]) actual.values());
      default -> throw new IllegalStateException(expected.name());
    }
  }
}
