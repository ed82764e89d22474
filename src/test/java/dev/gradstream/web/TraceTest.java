package dev.gradstream.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final long ALL = Long.MAX_VALUE;

  @Test
  void few_points_come_back_as_they_are() {
    Trace trace = new Trace();
    trace.add(10, 3);
    trace.add(20, 1);
    trace.add(30, 2);
    Curve curve = trace.between(-1, ALL, 100);
    assertArrayEquals(new long[] {10, 20, 30}, curve.x());
    assertArrayEquals(new double[] {3, 1, 2}, curve.mean());
    assertArrayEquals(new double[] {3, 1, 2}, curve.min());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 15, 16, 17, 2047, 2048, 2049, 8191, 8193, 100_001})
  void minimum_maximum_and_end_survive_any_downsampling(int points) {
    Random random = new Random(points);
    Trace trace = new Trace();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 1; i <= points; i++) {
      double y = random.nextGaussian();
      min = Math.min(min, y);
      max = Math.max(max, y);
      trace.add(i, y);
    }
    for (int most : new int[] {2, 3, 100, 1000}) {
      Curve curve = trace.between(-1, ALL, most);
      assertTrue(curve.length() <= most + 1, "columns " + curve.length());
      assertEquals(min, Arrays.stream(curve.min()).min().orElseThrow());
      assertEquals(max, Arrays.stream(curve.max()).max().orElseThrow());
      assertEquals(points, curve.x()[curve.length() - 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 2047, 2049, 8193, 20_000})
  void what_is_cut_off_is_gone_and_what_comes_then_is_added(int points) {
    for (int last : new int[] {0, 1, points / 3, points - 1, points}) {
      Trace trace = new Trace();
      for (int i = 1; i <= points; i++) {
        trace.add(i, i <= last ? 1 : 99);
      }
      trace.cut(last);
      for (int i = last + 1; i <= points; i++) {
        trace.add(i, 2);
      }
      for (int most : new int[] {3, 100, 5000}) {
        Curve curve = trace.between(-1, ALL, most);
        assertTrue(Arrays.stream(curve.max()).allMatch(y -> y <= 2), "cut at " + last);
        for (int i = 1; i < curve.length(); i++) {
          assertTrue(curve.x()[i] > curve.x()[i - 1], "x rises");
        }
        if (points > last) {
          assertEquals(points, curve.x()[curve.length() - 1]);
        }
      }
    }
  }

  @Test
  void a_lone_peak_among_a_million_points_is_still_there_in_little_memory() throws Exception {
    Trace trace = new Trace();
    for (int i = 1; i <= 1_000_000; i++) {
      trace.add(i, i == 123_457 ? 99 : 1);
    }
    Curve curve = trace.between(-1, ALL, 800);
    assertEquals(99, Arrays.stream(curve.max()).max().orElseThrow());
    for (int i = 0; i < curve.length(); i++) {
      assertTrue(curve.max()[i] == 1 || curve.x()[i] >= 123_457 && curve.x()[i] < 126_000);
    }
    Field levels = Trace.class.getDeclaredField("levels");
    levels.setAccessible(true);
    int count = ((List<?>) levels.get(trace)).size();
    assertTrue(count <= 11, "levels " + count);
  }

  @Test
  void the_mean_of_a_column_is_the_mean_of_its_points() {
    Trace trace = new Trace();
    for (int i = 1; i <= 9_999; i++) {
      trace.add(i, i);
    }
    Curve curve = trace.between(-1, ALL, 50);
    long start = 0;
    for (int i = 0; i < curve.length(); i++) {
      assertEquals((start + 1 + curve.x()[i]) / 2.0, curve.mean()[i], 1e-6, "column " + i);
      start = curve.x()[i];
    }
  }

  @Test
  void pieces_asked_for_one_after_the_other_cover_every_point() {
    Random random = new Random(3);
    Trace trace = new Trace();
    long seen = -1;
    double max = 0;
    double found = 0;
    long x = 0;
    for (int round = 0; round < 300; round++) {
      for (int i = random.nextInt(3000); i > 0; i--) {
        double y = random.nextDouble();
        max = Math.max(max, y);
        trace.add(++x, y);
      }
      Curve curve = trace.between(seen, ALL, 50);
      for (int i = 0; i < curve.length(); i++) {
        assertTrue(curve.x()[i] > seen);
        seen = curve.x()[i];
        found = Math.max(found, curve.max()[i]);
      }
      assertEquals(x, Math.max(seen, 0));
      assertEquals(max, found);
    }
  }

  @Test
  void a_recent_stretch_comes_in_full_detail_and_an_old_one_coarser() {
    Trace trace = new Trace();
    for (int i = 1; i <= 1_000_000; i++) {
      trace.add(i, i);
    }
    assertEquals(500, trace.between(999_500, ALL, 2000).length());
    Curve old = trace.between(400_000, 500_000, 2000);
    assertTrue(old.length() > 50, "columns " + old.length());
    assertTrue(old.x()[0] > 400_000);
    assertTrue(old.x()[old.length() - 1] >= 500_000);
  }

  @Test
  void points_that_are_not_finite_or_not_later_are_left_out() {
    Trace trace = new Trace();
    trace.add(1, 1);
    trace.add(2, Double.NaN);
    trace.add(1, 5);
    trace.add(3, 2);
    assertArrayEquals(new long[] {1, 3}, trace.between(-1, ALL, 10).x());
  }
}
