package dev.gradstream.features;

import dev.gradstream.state.StateVisitor;
import java.util.List;

/**
 * What one block takes from an example before it is scaled: columns as they are, parts of times,
 * values of examples before.
 *
 * <p>A new kind is one class and one line in {@link Gatherings}. Allocates nothing while it
 * gathers.
 */
interface Gathering {

  /** The values' names, for people to read; their number is that of the values. */
  List<String> names();

  /** The values that {@code missing: indicator} marks, by their place; most often all. */
  int[] marked();

  /** What each mark tells of, as many as there are marks. */
  List<String> markNames();

  /**
   * Writes one example's values, each {@link Usable} or NaN where it is missing.
   *
   * @param into (k) the values
   * @return whether none is missing
   */
  boolean gather(Rows rows, int row, double[] into);

  /**
   * Writes the values of an example that lacks none straight to where a model reads them, from
   * {@code into[at]} on.
   *
   * @return false where one is missing, or there is no shorter way than {@link #gather}; whatever
   *     was written then is to be overwritten
   */
  default boolean narrow(Rows rows, int row, float[] into, int at) {
    return false;
  }

  /**
   * Takes note of rows that came, in their order, before any of them is gathered.
   *
   * @param omitted a row that counts as not there; -1 for none
   */
  default void arrive(Rows rows, int omitted) {}

  /** Whether rows have to arrive before they can be gathered. */
  default boolean looksBack() {
    return false;
  }

  /** Gets ready to gather these rows, which did not come and must leave nothing behind. */
  default void preview(Rows rows) {}

  /** Shows what is kept of examples before, each name beginning with {@code prefix}. */
  default void visit(String prefix, StateVisitor visitor) {}
}
