package dev.gradstream.training;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 64-bit hash of a record's bytes, and of a sequence of records by folding theirs.
 *
 * <p>Of the bytes: XXH64 with seed 0 (Y. Collet, "xxHash fast digest algorithm", format
 * specification 0.1.1). Of a record: the value's hash, turned by the key's where there is a key. It
 * tells a changed example from changed arithmetic; against somebody who forges on purpose the
 * certificate does not rely on it alone to be strong.
 */
public final class RecordHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  /** Hash of a span without records. */
  public static final long EMPTY = 0;

  private RecordHash() {}

  /** Hash of one record; null stands for a key or a value that is not there. */
  public static long of(byte[] key, byte[] value) {
    long hash = value == null ? P5 : xxh64(value);
    return key == null ? hash : Long.rotateLeft(hash, 17) * P1 ^ xxh64(key);
  }

  /** Hash of a sequence from the hash of what came before and the hash of its next record. */
  public static long fold(long before, long record) {
    return (Long.rotateLeft(before, 27) ^ record) * P1 + P4;
  }

  // Two stretches at a time make it longer than what the JVM's compiler takes into a caller: taken
  // into decoding, it was in some processes half as fast (docs/decisions/0249).
  static long xxh64(byte[] bytes) {
    int length = bytes.length;
    int at = 0;
    long hash;
    if (length >= 32) {
      long a = P1 + P2;
      long b = P2;
      long c = 0;
      long d = -P1;
      for (; at <= length - 64; at += 64) {
        a = round(round(a, (long) LONGS.get(bytes, at)), (long) LONGS.get(bytes, at + 32));
        b = round(round(b, (long) LONGS.get(bytes, at + 8)), (long) LONGS.get(bytes, at + 40));
        c = round(round(c, (long) LONGS.get(bytes, at + 16)), (long) LONGS.get(bytes, at + 48));
        d = round(round(d, (long) LONGS.get(bytes, at + 24)), (long) LONGS.get(bytes, at + 56));
      }
      if (at <= length - 32) {
        a = round(a, (long) LONGS.get(bytes, at));
        b = round(b, (long) LONGS.get(bytes, at + 8));
        c = round(c, (long) LONGS.get(bytes, at + 16));
        d = round(d, (long) LONGS.get(bytes, at + 24));
        at += 32;
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    } else {
      hash = P5;
    }
    hash += length;
    for (; at <= length - 8; at += 8) {
      hash = Long.rotateLeft(hash ^ round(0, (long) LONGS.get(bytes, at)), 27) * P1 + P4;
    }
    if (at <= length - 4) {
      hash =
          Long.rotateLeft(hash ^ Integer.toUnsignedLong((int) INTS.get(bytes, at)) * P1, 23) * P2
              + P3;
      at += 4;
    }
    for (; at < length; at++) {
      hash = Long.rotateLeft(hash ^ (bytes[at] & 0xFF) * P5, 11) * P1;
    }
    hash = (hash ^ hash >>> 33) * P2;
    hash = (hash ^ hash >>> 29) * P3;
    return hash ^ hash >>> 32;
  }

  private static long round(long lane, long word) {
    return Long.rotateLeft(lane + word * P2, 31) * P1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * P1 + P4;
  }
}
