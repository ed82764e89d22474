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
    FloatVector x = FloatVector.fromArray(S, numbers, 0);
    FloatVector y = FloatVector.fromArray(S, numbers, 16);
    FloatVector a = FloatVector.fromArray(S, numbers, 32);
    FloatVector b = FloatVector.fromArray(S, numbers, 48);
    FloatVector c = FloatVector.fromArray(S, numbers, 64);
    FloatVector d = FloatVector.fromArray(S, numbers, 80);
    FloatVector e = FloatVector.fromArray(S, numbers, 96);
    FloatVector f = FloatVector.fromArray(S, numbers, 112);
    FloatVector g = FloatVector.fromArray(S, numbers, 128);
    FloatVector h = FloatVector.fromArray(S, numbers, 144);
    FloatVector i = FloatVector.fromArray(S, numbers, 160);
    FloatVector j = FloatVector.fromArray(S, numbers, 176);
    FloatVector k = FloatVector.fromArray(S, numbers, 192);
    FloatVector l = FloatVector.fromArray(S, numbers, 208);
    FloatVector m = FloatVector.fromArray(S, numbers, 224);
    FloatVector n = FloatVector.fromArray(S, numbers, 240);
    FloatVector o = FloatVector.fromArray(S, numbers, 256);
    FloatVector p = FloatVector.fromArray(S, numbers, 272);
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
}
