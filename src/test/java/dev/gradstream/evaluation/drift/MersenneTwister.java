package dev.gradstream.evaluation.drift;

/**
 * The generator behind published examples in Python (MT19937; Matsumoto and Nishimura 1998), as
 * NumPy and as Python's own library seed it. For tests that name their source.
 */
final class MersenneTwister {
  private static final int N = 624;
  private final int[] state = new int[N];
  private int next = N;

  private MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
    }
  }

  /** {@code numpy.random.seed(seed)}. */
  static MersenneTwister numpy(int seed) {
    return new MersenneTwister(seed);
  }

  /** {@code random.Random(seed)}, of a seed of at most 32 bits. */
  static MersenneTwister python(int seed) {
    MersenneTwister twister = new MersenneTwister(19650218);
    int[] s = twister.state;
    int i = 1;
    for (int k = 0; k < N; k++) {
      s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >>> 30) * 1664525) + seed;
      i = twister.wrapped(i);
    }
    for (int k = 1; k < N; k++) {
      s[i] = (s[i] ^ (s[i - 1] ^ s[i - 1] >>> 30) * 1566083941) - i;
      i = twister.wrapped(i);
    }
    s[0] = 0x80000000;
    return twister;
  }

  private int wrapped(int i) {
    if (i + 1 < N) {
      return i + 1;
    }
    state[0] = state[N - 1];
    return 1;
  }

  /** 32 bits. */
  int bits() {
    if (next == N) {
      for (int i = 0; i < N; i++) {
        int y = state[i] & 0x80000000 | state[(i + 1) % N] & 0x7fffffff;
        state[i] = state[(i + 397) % N] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
      }
      next = 0;
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return y ^ y >>> 18;
  }

  /** {@code random.random()}: 53 bits. */
  double uniform() {
    long high = bits() >>> 5;
    long low = bits() >>> 6;
    return (high * 67108864 + low) / 9007199254740992.0;
  }
}
