package dev.gradstream.pipeline.replay;

import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import java.util.List;
import java.util.Optional;

/**
 * The first element, in visiting order, of which a stored snapshot and a recomputed state hold
 * other bits.
 *
 * @param step of both
 * @param array the element's array, a parameter tensor for instance
 * @param row of the element; 0 in a vector
 * @param column of the element
 * @param recorded bits in the snapshot, in hexadecimal, and the number they are
 * @param computed bits in the recomputed state
 * @param differing how many elements differ in all
 * @param elements how many there are
 */
public record StateDifference(
    long step,
    String array,
    int row,
    int column,
    String recorded,
    String computed,
    long differing,
    long elements) {

  /** The chain of digests differs wherever anything else does, so it names nothing. */
  private static final String CERTIFICATE = "training/certificate";

  /** One sentence for people. */
  public String describe() {
    return "after step %,d, %s[%d,%d] is recorded as %s and recomputed as %s (%,d of %,d numbers differ by then)"
        .formatted(step, array, row, column, recorded, computed, differing, elements);
  }

  /** Empty where every bit but those of the certificate agrees, or other arrays are there. */
  static Optional<StateDifference> between(Snapshot recorded, State state) {
    List<NamedArray> computed = Snapshots.of(state, recorded.blockSequence()).arrays();
    if (!outline(recorded.arrays()).equals(outline(computed))) {
      return Optional.empty();
    }
    NamedArray first = null;
    NamedArray firstComputed = null;
    int at = -1;
    long differing = 0;
    long elements = 0;
    for (int a = 0; a < computed.size(); a++) {
      NamedArray was = recorded.arrays().get(a);
      NamedArray is = computed.get(a);
      if (was.name().equals(CERTIFICATE)) {
        continue;
      }
      int count = was.rows() * was.columns();
      elements += count;
      for (int i = 0; i < count; i++) {
        if (bits(was, i) != bits(is, i)) {
          differing++;
          if (first == null) {
            first = was;
            firstComputed = is;
            at = i;
          }
        }
      }
    }
    return first == null
        ? Optional.empty()
        : Optional.of(
            new StateDifference(
                recorded.step(),
                first.name(),
                at / first.columns(),
                at % first.columns(),
                text(first, at),
                text(firstComputed, at),
                differing,
                elements));
  }

  private static List<String> outline(List<NamedArray> arrays) {
    return arrays.stream()
        .map(
            array ->
                array.name() + array.rows() + "x" + array.columns() + array.values().getClass())
        .toList();
  }

  private static long bits(NamedArray array, int i) {
    return switch (array.values()) {
      case float[] values -> Float.floatToRawIntBits(values[i]);
      case double[] values -> Double.doubleToRawLongBits(values[i]);
      case long[] values -> values[i];
      default -> throw new IllegalStateException(array.name() + " is no array of numbers");
    };
  }

  private static String text(NamedArray array, int i) {
    return switch (array.values()) {
      case float[] values -> "%08x (%s)".formatted(bits(array, i), values[i]);
      case double[] values -> "%016x (%s)".formatted(bits(array, i), values[i]);
      default -> "%016x (%d)".formatted(bits(array, i), bits(array, i));
    };
  }
}
