package dev.gradstream.training;

import dev.gradstream.state.StateVisitor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The flat settings of a run as they are now, and as they were recorded at its start; part of the
 * state, on the fold's thread.
 *
 * <p>Shown to a visitor as an array of numbers that holds a text, and only where something was
 * changed: a run that never was has nothing of this in its snapshots.
 */
final class LiveSettings {
  private final SortedMap<String, String> recorded;
  private SortedMap<String, String> now;

  LiveSettings(Map<String, String> recorded) {
    this.recorded = new TreeMap<>(recorded);
    now = this.recorded;
  }

  SortedMap<String, String> now() {
    return new TreeMap<>(now);
  }

  Changes changes() {
    return Changes.between(recorded, now);
  }

  void change(Changes changes) {
    now = changes.in(now);
  }

  void visit(StateVisitor visitor) {
    Changes changes = changes();
    if (!changes.isEmpty()) {
      long[] image = image(changes);
      visitor.longs("training/settings", image, image.length);
    }
  }

  /** Becomes what a visitor was shown; tells whether anything is other than it was. */
  boolean restore(long[] image) {
    SortedMap<String, String> before = now;
    now = changes(image).in(recorded);
    return !now.equals(before);
  }

  // Number of texts, then each as its length in UTF-8 and its bytes, eight to a number, zeros at
  // the
  // end: paths and values in turn, then the paths that were removed.
  private static long[] image(Changes changes) {
    List<String> texts = new ArrayList<>();
    changes.settings().forEach((path, value) -> texts.addAll(List.of(path, value)));
    int pairs = texts.size();
    texts.addAll(changes.removed());
    List<byte[]> encoded =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    int longs = 2 + encoded.stream().mapToInt(bytes -> 1 + (bytes.length + 7) / 8).sum();
    ByteBuffer out = ByteBuffer.allocate(longs * Long.BYTES);
    out.putLong(pairs).putLong(texts.size() - pairs);
    for (byte[] bytes : encoded) {
      out.putLong(bytes.length).put(Arrays.copyOf(bytes, (bytes.length + 7) / 8 * 8));
    }
    long[] image = new long[longs];
    out.flip().asLongBuffer().get(image);
    return image;
  }

  private static Changes changes(long[] image) {
    if (image.length == 0) {
      return Changes.NONE;
    }
    try {
      ByteBuffer in = ByteBuffer.allocate(image.length * Long.BYTES);
      in.asLongBuffer().put(image);
      long pairs = in.getLong();
      long removals = in.getLong();
      SortedMap<String, String> settings = new TreeMap<>();
      for (long i = 0; i < pairs; i += 2) {
        settings.put(text(in), text(in));
      }
      List<String> removed = new ArrayList<>();
      for (long i = 0; i < removals; i++) {
        removed.add(text(in));
      }
      return new Changes(settings, removed);
    } catch (RuntimeException malformed) {
      throw new IllegalStateException("the snapshot's settings are no settings", malformed);
    }
  }

  private static String text(ByteBuffer in) {
    int length = Math.toIntExact(in.getLong());
    byte[] bytes = new byte[Math.min(length, in.remaining())];
    in.get(bytes);
    in.position(in.position() + (-length & 7));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
