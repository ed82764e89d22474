package dev.gradstream.state;

/** Something whose whole state can be shown as named arrays. */
public interface Stateful {

  /**
   * Shows every array of the state, always the same arrays in the same order.
   *
   * <p>Two objects built alike whose visited elements have equal bits behave alike for ever after.
   */
  void visit(StateVisitor visitor);
}
