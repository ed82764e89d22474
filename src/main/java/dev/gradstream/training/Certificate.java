package dev.gradstream.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line that stands for a whole history: a chain of SHA-256 from the specification on.
 *
 * <p>It covers what decides the bits and nothing else: never wall time, versions, host, the run's
 * or the topic's name, offsets, restarts, or how commits were grouped. Two clusters loaded from one
 * file give the same certificate.
 *
 * <pre>
 *   c(0) = SHA-256("gradstream certificate 1", arithmetic, "path=value\n"...)
 *   c(n) = SHA-256(c(n-1), tag, payload)
 *     tag 1, a window:  number, spans (source, partition, records, hash), rejects (source, partition, index), step digests
 *     tag 2, the end:   nothing
 * </pre>
 *
 * All numbers are big-endian. Used by the fold alone, on its thread.
 */
public final class Certificate {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  /** Settings that name or operate a run without deciding a bit of it. */
  private static final String[] NOT_COVERED = {
    "run", "source.topic", "snapshot.", "commit.", "journal.", "window.maxWait"
  };

  private final MessageDigest sha = sha256();
  private ByteBuffer scratch = ByteBuffer.allocate(1024);

  /** The first link. */
  byte[] first(Map<String, String> specification) {
    StringBuilder text =
        new StringBuilder("gradstream certificate 1\narithmetic=" + Training.ARITHMETIC + "\n");
    new TreeMap<>(specification)
        .forEach(
            (path, value) -> {
              if (covers(path)) {
                text.append(path).append('=').append(value).append('\n');
              }
            });
    return sha.digest(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The link after an event. */
  byte[] next(byte[] previous, Event event) {
    sha.update(previous);
    sha.update(
        switch (event) {
          case Event.WindowApplied window -> payload(window);
          case Event.RunEnded ended -> room(1).put((byte) 2).flip();
          case Event.RunStarted started -> throw new IllegalStateException("a run starts once");
        });
    return sha.digest();
  }

  /** Whether a setting decides bits, and so is part of the certificate. */
  public static boolean covers(String path) {
    for (String prefix : NOT_COVERED) {
      if (path.equals(prefix) || prefix.endsWith(".") && path.startsWith(prefix)) {
        return false;
      }
    }
    return true;
  }

  /** Lower-case hexadecimal. */
  public static String hex(byte[] certificate) {
    return HexFormat.of().formatHex(certificate);
  }

  private ByteBuffer payload(Event.WindowApplied window) {
    ByteBuffer out =
        room(
            32
                + window.spans().size() * 20
                + window.rejects().size() * 12
                + window.steps().size() * 8);
    out.put((byte) 1).putLong(window.window());
    out.putInt(window.spans().size());
    for (Span span : window.spans()) {
      out.putInt(span.source())
          .putInt(span.partition())
          .putInt(span.records())
          .putLong(span.hash());
    }
    out.putInt(window.rejects().size());
    for (Reject reject : window.rejects()) {
      out.putInt(reject.source()).putInt(reject.partition()).putInt(reject.index());
    }
    out.putInt(window.steps().size());
    for (StepReport step : window.steps()) {
      out.putLong(step.digest());
    }
    return out.flip();
  }

  private ByteBuffer room(int bytes) {
    if (scratch.capacity() < bytes) {
      scratch = ByteBuffer.allocate(bytes * 2);
    }
    return scratch.clear();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
