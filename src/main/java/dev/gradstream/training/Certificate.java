package dev.gradstream.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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
 *     tag 3, a change:  settings
 *     tag 4, a skip:    number, spans, rejects as in a window
 *     tag 5, going back: step, window, windows to skip, the certificate before, settings;
 *                       c(n-1) is then the certificate at the window gone back to
 *     tag 6, a branch:  step, window, the parent's certificate
 * </pre>
 *
 * <p>Settings are their text, {@code "path=value\n"...} and {@code "-path\n"...} for those removed,
 * without what decides no bit; a change of nothing else adds no link. Neither do a pause, its end,
 * an order to skip (the skip does) and a refusal, because they decide no bit either.
 *
 * <p>All numbers are big-endian. Used by the fold alone, on its thread.
 */
public final class Certificate {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  /** Settings that name or operate a run without deciding a bit of it. */
  private static final String[] NOT_COVERED = {
    "run",
    "source.topic",
    "source.registry",
    "snapshot.",
    "commit.",
    "journal.",
    "window.maxWait",
    "window.follows"
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

  /**
   * Puts the link after an event in the place of the one before it, which stays where the event
   * decides no bit.
   */
  void next(byte[] link, Event event) {
    ByteBuffer payload =
        switch (event) {
          case Event.WindowApplied window -> payload(window);
          case Event.RunEnded ended -> room(1).put((byte) 2).flip();
          case Event.SpecificationChanged changed -> payload(changed.changes());
          case Event.WindowSkipped skipped -> payload(skipped);
          case Event.RolledBack back -> payload(back);
          case Event.RunBranched branched -> payload(branched);
          case Event.SkipOrdered ordered -> null;
          case Event.RunPaused paused -> null;
          case Event.RunResumed resumed -> null;
          case Event.CommandRefused refused -> null;
          case Event.RunStarted started -> throw new IllegalStateException("a run starts once");
        };
    if (payload == null) {
      return;
    }
    sha.update(link);
    sha.update(payload);
    try {
      sha.digest(link, 0, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("a link has " + LENGTH + " bytes", e);
    }
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

  /** The bytes of a certificate in hexadecimal. */
  static byte[] bytes(String certificate) {
    return HexFormat.of().parseHex(certificate);
  }

  private ByteBuffer payload(Event.WindowApplied window) {
    List<StepReport> steps = window.steps();
    ByteBuffer out = records(1, window.window(), window.spans(), window.rejects(), steps.size());
    out.putInt(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      out.putLong(steps.get(i).digest());
    }
    return out.flip();
  }

  private ByteBuffer payload(Event.WindowSkipped skipped) {
    return records(4, skipped.window(), skipped.spans(), skipped.rejects(), 0).flip();
  }

  // Which records a window has; room is left for so many digests.
  private ByteBuffer records(
      int tag, long window, List<Span> spans, List<Reject> rejects, int digests) {
    ByteBuffer out = room(32 + spans.size() * 20 + rejects.size() * 12 + digests * 8);
    out.put((byte) tag).putLong(window);
    out.putInt(spans.size());
    for (int i = 0; i < spans.size(); i++) { // for every window: no iterator
      Span span = spans.get(i);
      out.putInt(span.source())
          .putInt(span.partition())
          .putInt(span.records())
          .putLong(span.hash());
    }
    out.putInt(rejects.size());
    for (Reject reject : rejects) {
      out.putInt(reject.source()).putInt(reject.partition()).putInt(reject.index());
    }
    return out;
  }

  private ByteBuffer payload(Changes changes) {
    byte[] text = covered(changes);
    return text.length == 0 ? null : room(1 + text.length).put((byte) 3).put(text).flip();
  }

  private ByteBuffer payload(Event.RolledBack back) {
    byte[] text = covered(back.changes());
    ByteBuffer out = room(32 + back.skips().size() * 8 + LENGTH + text.length);
    out.put((byte) 5).putLong(back.step()).putLong(back.window());
    out.putInt(back.skips().size());
    for (Event.SkipOrdered skip : back.skips()) {
      out.putLong(skip.window());
    }
    return out.put(bytes(back.discarded())).put(text).flip();
  }

  private ByteBuffer payload(Event.RunBranched branched) {
    return room(17 + LENGTH)
        .put((byte) 6)
        .putLong(branched.step())
        .putLong(branched.window())
        .put(bytes(branched.certificate()))
        .flip();
  }

  private static byte[] covered(Changes changes) {
    StringBuilder text = new StringBuilder();
    changes
        .settings()
        .forEach(
            (path, value) -> {
              if (covers(path)) {
                text.append(path).append('=').append(value).append('\n');
              }
            });
    for (String path : changes.removed()) {
      if (covers(path)) {
        text.append('-').append(path).append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
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
