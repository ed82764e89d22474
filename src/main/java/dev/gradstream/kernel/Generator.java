package dev.gradstream.kernel;

import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;

/**
 * Random numbers that depend on (seed, stream) alone: a counter run through the finaliser of
 * SplitMix64 (Steele, Lea and Flood 2014), so that a stream is two longs of state and streams don't
 * share a sequence.
 *
 * <p>Used at start-up and between steps; {@link #gaussian()} goes through {@code StrictMath}. Not
 * thread-safe.
 */
public final class Generator implements Stateful {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  // [0] = next counter value, [1] = its increment, odd and particular to the stream.
  private final long[] state;

  private Generator(long counter, long step) {
    this.state = new long[] {counter, step};
  }

  /** The generator of one stream of a seed. */
  public static Generator of(long seed, long stream) {
    long key = mixed(seed + GOLDEN);
    long counter = mixed(key ^ mixed(stream * GOLDEN + 1));
    long step = mixed(counter ^ key) | 1;
    // A step with too regular bits would make neighbouring counters too alike.
    return new Generator(
        counter, Long.bitCount(step ^ step >>> 1) < 24 ? step ^ 0xAAAAAAAAAAAAAAAAL : step);
  }

  private static long mixed(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /**
   * 64 uniform bits that belong to a place, computed without walking there; what is found at one
   * place may be the key of a further sequence, so {@code at(at(seed, step), row)} belongs to a row
   * of a step.
   */
  public static long at(long key, long place) {
    return mixed(mixed(key + GOLDEN) ^ mixed(place * GOLDEN + 1));
  }

  /** 64 uniform bits. */
  public long nextLong() {
    long z = state[0];
    state[0] = z + state[1];
    return mixed(z);
  }

  /**
   * Uniform in 0 to bound - 1, without bias (Lemire 2019: a product, and a draw again in the rare
   * unfair part).
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound=" + bound + ": must be at least 1");
    }
    long product = (nextLong() >>> 32) * bound;
    if ((product & 0xFFFFFFFFL) < bound) {
      long unfair = (1L << 32) % bound;
      while ((product & 0xFFFFFFFFL) < unfair) {
        product = (nextLong() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform in [0, 1), a multiple of 2^-24. */
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /**
   * Standard normal: Box and Muller's polar form (Marsaglia and Bray 1964); the second of each pair
   * is not kept.
   */
  public double gaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s < 1 && s > 0) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** Permutes the first {@code count} indices, every order equally likely (Fisher and Yates). */
  public void shuffle(int[] indices, int count) {
    for (int i = count - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = indices[i];
      indices[i] = indices[j];
      indices[j] = swapped;
    }
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("generator", state, 2);
  }
}
