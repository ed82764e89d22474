package dev.gradstream.kernel;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one core can do at most: fma on 16 independent sums in registers, 8 million operations. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeakBenchmark {
  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int ROUNDS = 8_000_000 / (16 * 2 * S.length());

  private final float[] numbers = new float[32 * 16];

  @Benchmark
  public float fma() {
    FloatVector x = load(0);
    FloatVector y = load(1);
    FloatVector a = load(2);
    FloatVector b = load(3);
    FloatVector c = load(4);
    FloatVector d = load(5);
    FloatVector e = load(6);
    FloatVector f = load(7);
    FloatVector g = load(8);
    FloatVector h = load(9);
    FloatVector i = load(10);
    FloatVector j = load(11);
    FloatVector k = load(12);
    FloatVector l = load(13);
    FloatVector m = load(14);
    FloatVector n = load(15);
    FloatVector o = load(16);
    FloatVector p = load(17);
    for (int round = 0; round < ROUNDS; round++) {
      a = x.fma(y, a);
      b = x.fma(y, b);
      c = x.fma(y, c);
      d = x.fma(y, d);
      e = x.fma(y, e);
      f = x.fma(y, f);
      g = x.fma(y, g);
      h = x.fma(y, h);
      i = x.fma(y, i);
      j = x.fma(y, j);
      k = x.fma(y, k);
      l = x.fma(y, l);
      m = x.fma(y, m);
      n = x.fma(y, n);
      o = x.fma(y, o);
      p = x.fma(y, p);
    }
    FloatVector low = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h);
    FloatVector high = i.add(j).add(k).add(l).add(m).add(n).add(o).add(p);
    return low.add(high).lane(0);
  }

  private FloatVector load(int index) {
    return FloatVector.fromArray(S, numbers, index * 16);
  }
}
