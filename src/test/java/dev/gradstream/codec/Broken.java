package dev.gradstream.codec;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** Ways to break good bytes; the same ones for the same seed. */
final class Broken {
  // Varints of 2^31 - 1, 2^62, and of ten bytes that never end well.
  private static final byte[][] HUGE = {
    {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
    {-128, -128, -128, -128, -128, -128, -128, -128, -128, 1},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}
  };

  private Broken() {}

  /**
   * @param header first bytes that stay as they are, so that what comes after is looked at
   */
  static void each(byte[] good, int header, Random random, int tries, Consumer<byte[]> reader) {
    for (int length = 0; length < good.length; length++) {
      reader.accept(Arrays.copyOf(good, length));
    }
    reader.accept(Arrays.copyOf(good, good.length + 1));
    for (int i = 0; i < tries; i++) {
      byte[] broken = good.clone();
      int at = header + random.nextInt(good.length - header);
      switch (i % 4) {
        case 0 -> broken[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> broken[at] = (byte) random.nextInt();
        case 2 -> {
          byte[] huge = HUGE[random.nextInt(HUGE.length)];
          System.arraycopy(huge, 0, broken, at, Math.min(huge.length, good.length - at));
        }
        default -> {
          broken = new byte[header + random.nextInt(200)];
          random.nextBytes(broken);
          System.arraycopy(good, 0, broken, 0, header);
        }
      }
      reader.accept(broken);
    }
  }
}
