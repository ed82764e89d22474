package dev.gradstream.features;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MurmurHash3, x86, 32 bits (Austin Appleby 2011, public domain), on all machines alike. */
final class Murmur3 {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Murmur3() {}

  /** The hash of {@code length} bytes from {@code from} on. */
  static int hash(byte[] bytes, int from, int length, int seed) {
    int h = seed;
    int whole = from + (length & ~3);
    for (int i = from; i < whole; i += 4) {
      h ^= scrambled((int) INTS.get(bytes, i));
      h = Integer.rotateLeft(h, 13) * 5 + 0xe6546b64;
    }
    int tail = 0;
    for (int i = from + length - 1; i >= whole; i--) {
      tail = tail << 8 | bytes[i] & 0xff;
    }
    h ^= scrambled(tail);
    h ^= length;
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }

  private static int scrambled(int word) {
    return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
  }
}
